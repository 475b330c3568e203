// Recording a contact where the network is poor. What is typed is kept as it is typed; what is sent waits on this device until
// the server has answered, is sent again when the network is back, and carries a number of its own (`entry_key`), so that sent
// twice it is one contact. Without this script the page is a plain form.
const form = document.querySelector("form[data-record]");
const panel = document.querySelector("[data-waiting]");
const PERSON = form.dataset.record;
const QUEUE = `kontor-waiting:${PERSON}`;
const TYPED = `kontor-entry:record:${PERSON}`;
const AGAIN = 15_000;
const DAY = 24 * 3600 * 1000;
const words = panel.dataset;

// Numbers of entries: randomUUID exists on encrypted pages only.
const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

const read = (key, otherwise) => { try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; } };
const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));
let entries = read(QUEUE, []).filter((one) => one.state !== "sent" || Date.now() - one.at < DAY);

// The form.

const pairs = () => [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
const isEmpty = () => !form.elements.counterpart.value.trim();

function fill(kept) {
  const left = new Map();
  for (const [name, value] of kept) left.set(name, [...(left.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken") continue;
    const values = left.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
    else field.value = values.shift() ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// What is the same for every contact of a day stays as it was: partnership and event.
function startAnew() {
  const stays = ["partnership", "from_event", "country", "level"].map((name) => [name, form.elements[name]?.value]);
  form.reset();
  for (const [name, value] of stays) if (value) form.elements[name].value = value;
  form.elements.organisation.value = "";
  form.elements.entry_key.value = newKey();
  localStorage.removeItem(TYPED);
  clearFaults();
}

function clearFaults() {
  for (const fault of form.querySelectorAll(".errors, .error-summary")) fault.remove();
  for (const field of form.querySelectorAll(".field-wrong")) field.classList.remove("field-wrong");
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

// `data-typed` says that what stands in the form is kept.
let typing;
form.addEventListener("input", () => {
  clearTimeout(typing);
  delete form.dataset.typed;
  typing = setTimeout(keepTyped, 200);
});

function keepTyped() {
  if (isEmpty()) return localStorage.removeItem(TYPED);
  write(TYPED, pairs());
  form.dataset.typed = "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!form.reportValidity()) return;
  clearTimeout(typing);
  const entry = { key: form.elements.entry_key.value, pairs: pairs(), name: form.elements.counterpart.value.trim(), state: "kept", at: Date.now() };
  entries = [entry, ...entries.filter((one) => one.key !== entry.key)];
  startAnew();
  keep();
  panel.querySelector("h2").focus();
  sendAll();
});

// The list.

function keep() {
  write(QUEUE, entries);
  draw();
}

function draw() {
  const pattern = panel.querySelector("template");
  panel.querySelector("ul").replaceChildren(...entries.map((entry) => {
    const row = pattern.content.firstElementChild.cloneNode(true);
    const [said, tone] = { kept: [words.kept, "warning"], sending: [words.sending, "info"], sent: [words.sent, "good"], refused: [words.refused, "bad"] }[entry.state];
    row.dataset.key = entry.key;
    row.dataset.state = entry.state;
    row.querySelector("[data-title]").textContent = entry.name;
    row.querySelector("[data-said]").textContent = entry.said ?? "";
    row.querySelector("[data-badge]").textContent = said;
    row.querySelector("[data-badge]").className = `badge badge-${tone}`;
    const link = row.querySelector("[data-open]");
    link.hidden = !entry.url;
    if (entry.url) link.href = entry.url;
    for (const button of row.querySelectorAll("button")) {
      button.hidden = entry.state === "sending" || (entry.state === "sent" && "change" in button.dataset);
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${entry.name}`);
    }
    return row;
  }));
  panel.hidden = !entries.length;
  const waiting = entries.filter((one) => one.state === "kept").length;
  panel.querySelector("[role=status]").textContent = !waiting ? "" : navigator.onLine ? words.trying : words.offline;
}

panel.addEventListener("click", (event) => {
  const entry = entries.find((one) => one.key === event.target.closest("[data-key]")?.dataset.key);
  if (!entry || !event.target.closest("button")) return;
  if (event.target.closest("[data-change]")) {
    if (!isEmpty()) return warn(form);
    fill(entry.pairs);
    write(TYPED, entry.pairs);
    form.elements.counterpart.focus();
  } else if (entry.state !== "sent" && !confirm(words.sure)) return;
  entries = entries.filter((one) => one !== entry);
  keep();
});

// An entry that is being typed is never overwritten by one that is taken up again.
function warn() {
  panel.querySelector("[role=status]").textContent = words.busy;
  form.elements.counterpart.focus();
}

// Sending.

let busy = false;
async function sendAll() {
  if (busy) return;
  busy = true;
  try {
    for (const entry of entries.filter((one) => one.state === "kept").reverse()) if (!await send(entry)) break;
  } finally { busy = false; }
}

// True when the server has decided; false when there is no use in going on.
async function send(entry) {
  Object.assign(entry, { state: "sending", said: "" });
  draw();
  let answer;
  try {
    answer = await post(entry);
    if (answer.status === 403 && !answer.told) { await renewToken(); answer = await post(entry); }
  } catch { answer = { status: 0 }; }
  if (answer.told?.state === "sent") Object.assign(entry, { state: "sent", url: answer.told.url, pairs: [], said: answer.told.said });
  else if (answer.told?.state === "refused") Object.assign(entry, { state: "refused", said: answer.told.said });
  else Object.assign(entry, { state: "kept", said: answer.signedOut ? words.signIn : answer.status ? words.later : "" });
  keep();
  return entry.state !== "kept";
}

async function post(entry) {
  const body = new URLSearchParams(entry.pairs);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
  const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  return { status: answer.status, signedOut: answer.redirected || answer.status === 401, told: isOurs ? await answer.json() : null };
}

// The page may be an old copy: its token is renewed from a fresh one.
async function renewToken() {
  const answer = await fetch(form.action, { cache: "no-store", credentials: "same-origin" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-record] [name=csrfmiddlewaretoken]");
  if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
}

window.addEventListener("online", () => { draw(); sendAll(); });
window.addEventListener("offline", draw);
document.addEventListener("visibilitychange", () => { if (!document.hidden) sendAll(); });
setInterval(sendAll, AGAIN);

// Suggestions for whom we met: a name of the directory brings its key along, any other text is a name as stated.
const list = document.getElementById("known-organisations");
const known = new Map();
let asking;
form.elements.counterpart.addEventListener("input", () => {
  clearTimeout(asking);
  const name = form.elements.counterpart.value;
  form.elements.organisation.value = known.get(name) ?? "";
  if (name.trim().length > 1) asking = setTimeout(() => suggest(name), 250);
});

async function suggest(name) {
  try {
    const answer = await fetch(`${list.dataset.source}?q=${encodeURIComponent(name)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const found = (await answer.json()).slice(0, 8);
    for (const one of found) known.set(one.label, one.value);
    list.replaceChildren(...found.map((one) => new Option(one.hint, one.label)));
    form.elements.organisation.value = known.get(form.elements.counterpart.value) ?? "";
  } catch { /* without a network there are no suggestions */ }
}

// A new entry for every page: an old copy of the page must not lend its number twice.
form.elements.entry_key.value = newKey();
const typed = read(TYPED, null);
if (typed && !form.querySelector(".error-summary")) fill(typed);
for (const entry of entries) if (entry.state === "sending") entry.state = "kept";
keep();
sendAll();

// The worker keeps this page and what it is drawn with; `data-ready` says that it opens without a network from now on.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("message", (event) => { if (event.data?.kept) form.dataset.ready = ""; });
  navigator.serviceWorker.register(form.dataset.worker).then(() => navigator.serviceWorker.ready).then((registration) => {
    const drawnWith = performance.getEntriesByType("resource").map((one) => one.name);
    registration.active.postMessage({ keep: [location.pathname, ...drawnWith] });
  }).catch(() => {});
}
