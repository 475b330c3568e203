// A participant's day where the network is poor: what she says of a meeting waits on this device until the server has answered
// (waiting.js); the page itself is kept (kept-page-worker.js). Without this script its forms are sent as they are.
import { Waiting, fill, keepPage, newKey, pairs, read, write } from "../../foundation/js/waiting.js";

const MINUTE = 60_000;
const page = document.querySelector("[data-day]");
const panel = document.querySelector("[data-waiting]");
const forms = [...document.querySelectorAll("form[data-waits]")];
const TYPED = `kontor-entry:day:${page.dataset.day}:`;
const QUEUE = `kontor-waiting:day:${page.dataset.day}`;

const verbOf = (form) => form.dataset.verb ?? "outcome";
const wishOf = (kept) => kept.find(([name]) => name === "wish")?.[1];
const typedOf = (form) => TYPED + (form.elements.wish?.value ?? "");
const formOf = (entry) => forms.find((form) => verbOf(form) === Object.fromEntries(entry.pairs).go && form.elements.wish?.value === wishOf(entry.pairs));

const waiting = new Waiting({
  panel,
  storage: QUEUE,
  address: location.pathname,
  takeUp(entry) {
    const form = formOf(entry);
    if (!form) return true;
    if (read(typedOf(form), null)) { open(form); return false; }
    fillIn(form, entry.pairs);
    write(typedOf(form), entry.pairs);
    open(form);
    return true;
  },
  changed: showKept,
});

// The number of an entry is never lent twice: not by an old copy of the page, and not by one that is taken up again.
function fillIn(form, kept) {
  fill(form, kept);
  form.elements.entry_key.value = newKey();
}

function open(form) {
  const disclosure = form.closest("details");
  if (disclosure) disclosure.open = true;
  form.querySelector("input:not([type=hidden]), button").focus();
}

// What waits is what she said last: the forms hold it, and its meeting says so.
function showKept(entries) {
  const kept = entries.filter((one) => one.state === "kept" || one.state === "sending");
  const wishes = new Set(kept.map((one) => wishOf(one.pairs)));
  for (const mark of document.querySelectorAll("[data-mine]")) mark.hidden = !wishes.has(mark.closest("article").id.replace("meeting-", ""));
}

for (const form of forms) {
  form.elements.entry_key.value = newKey();
  let typing;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    delete form.dataset.typed;
    typing = setTimeout(() => { write(typedOf(form), pairs(form)); form.dataset.typed = ""; }, 200);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    const entry = { key: form.elements.entry_key.value, pairs: [...pairs(form), ["go", verbOf(form)]], name: form.dataset.waits };
    form.elements.entry_key.value = newKey();
    if (verbOf(form) === "outcome") localStorage.removeItem(typedOf(form));
    waiting.add(entry);
    panel.querySelector("h2").focus();
  });
}

// After a reload the forms hold what was typed, else what waits.
for (const entry of [...waiting.entries].reverse()) {
  const form = entry.state === "kept" ? formOf(entry) : null;
  if (form && verbOf(form) === "outcome") fillIn(form, entry.pairs);
}
for (const form of forms) {
  const typed = verbOf(form) === "outcome" ? read(typedOf(form), null) : null;
  if (typed) { fillIn(form, typed); open(form); }
}

// What is now or next changes while the page lies open.
function showSoon() {
  const meetings = [...document.querySelectorAll("[data-finish]")];
  const soon = meetings.find((one) => Date.parse(one.dataset.finish) > Date.now());
  for (const one of meetings) one.querySelector("[data-soon]").hidden = one !== soon;
}
showSoon();
setInterval(showSoon, MINUTE);

document.querySelector("[data-forget]").addEventListener("click", async (event) => {
  const { sure, away } = event.currentTarget.dataset;
  if (waiting.entries.some((one) => one.state !== "sent") && !confirm(sure)) return;
  for (const key of Object.keys(localStorage).filter((key) => key === QUEUE || key.startsWith(TYPED))) localStorage.removeItem(key);
  await globalThis.caches?.delete(`kontor-page:${location.pathname}`);
  await (await navigator.serviceWorker?.getRegistration(location.pathname))?.unregister();
  location.assign(away);
});

waiting.keep();
waiting.sendAll();
// `data-ready` says that the page opens without a network from now on.
keepPage(page.dataset.worker, () => { page.dataset.ready = ""; });
