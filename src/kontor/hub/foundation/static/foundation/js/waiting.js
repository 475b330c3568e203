// Entries that wait on this device until the server has answered (decision 0017). Each has a number of its own, so that sent twice
// it is done once; it is sent again when the network is back. A page says where they are listed (`panel`, foundation/parts/waiting.html)
// and how one is taken up again; what they hold is the pairs of its own form.
const AGAIN = 15_000;
const DAY = 24 * 3600 * 1000;
const TOKEN = "[name=csrfmiddlewaretoken]";

// Numbers of entries: randomUUID exists on encrypted pages only.
export const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

export const read = (key, otherwise) => { try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; } };
export const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));
export const pairs = (form) => [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");

export function fill(form, kept) {
  const left = new Map();
  for (const [name, value] of kept) left.set(name, [...(left.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
    const values = left.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
    else field.value = values.shift() ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export class Waiting {
  #busy = false;

  // `takeUp(entry)` puts an entry back into its form, or says false where another one is being written there.
  constructor({ panel, storage, address, takeUp, changed = () => {} }) {
    Object.assign(this, { panel, storage, address, takeUp, changed, words: panel.dataset });
    this.entries = read(storage, []).filter((one) => one.state !== "sent" || Date.now() - one.at < DAY);
    for (const entry of this.entries) if (entry.state === "sending") entry.state = "kept";
    panel.addEventListener("click", (event) => this.#clicked(event));
    window.addEventListener("online", () => { this.draw(); this.sendAll(); });
    window.addEventListener("offline", () => this.draw());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.sendAll(); });
    setInterval(() => this.sendAll(), AGAIN);
  }

  // `entry`: {key, pairs, name}.
  add(entry) {
    this.entries = [{ ...entry, state: "kept", at: Date.now() }, ...this.entries.filter((one) => one.key !== entry.key)];
    this.keep();
    return this.sendAll();
  }

  keep() {
    write(this.storage, this.entries);
    this.draw();
  }

  draw() {
    const { panel, words } = this;
    panel.querySelector("ul").replaceChildren(...this.entries.map((entry) => this.#row(entry)));
    panel.hidden = !this.entries.length;
    const waiting = this.entries.filter((one) => one.state === "kept").length;
    panel.querySelector("[role=status]").textContent = !waiting ? "" : navigator.onLine ? words.trying : words.offline;
    this.changed(this.entries);
  }

  #row(entry) {
    const { words } = this;
    const row = this.panel.querySelector("template").content.firstElementChild.cloneNode(true);
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
  }

  #clicked(event) {
    const entry = this.entries.find((one) => one.key === event.target.closest("[data-key]")?.dataset.key);
    if (!entry || !event.target.closest("button")) return;
    if (event.target.closest("[data-change]")) {
      if (this.takeUp(entry) === false) { this.panel.querySelector("[role=status]").textContent = this.words.busy; return; }
    } else if (entry.state !== "sent" && !confirm(this.words.sure)) return;
    this.entries = this.entries.filter((one) => one !== entry);
    this.keep();
  }

  // The oldest first: what was entered later is said later.
  async sendAll() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (const entry of this.entries.filter((one) => one.state === "kept").reverse()) if (!await this.#send(entry)) break;
    } finally { this.#busy = false; }
  }

  // True when the server has decided; false when there is no use in going on.
  async #send(entry) {
    const { words } = this;
    Object.assign(entry, { state: "sending", said: "" });
    this.draw();
    let answer;
    try {
      answer = await this.#post(entry);
      if (answer.status === 403 && !answer.told) { await renewToken(); answer = await this.#post(entry); }
    } catch { answer = { status: 0 }; }
    if (answer.told?.state === "sent") Object.assign(entry, { state: "sent", url: answer.told.url, pairs: [], said: answer.told.said });
    else if (answer.told?.state === "refused") Object.assign(entry, { state: "refused", said: answer.told.said });
    else Object.assign(entry, { state: "kept", said: answer.signedOut ? words.signIn : answer.status ? words.later : "" });
    this.keep();
    return entry.state !== "kept";
  }

  async #post(entry) {
    const body = new URLSearchParams(entry.pairs);
    body.set("csrfmiddlewaretoken", document.querySelector(TOKEN).value);
    const answer = await fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
    const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    return { status: answer.status, signedOut: answer.redirected || answer.status === 401, told: isOurs ? await answer.json() : null };
  }
}

// The page may be an old copy: its token is renewed from a fresh one.
async function renewToken() {
  const answer = await fetch(location.pathname, { cache: "no-store", credentials: "same-origin" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(TOKEN);
  if (fresh) for (const field of document.querySelectorAll(TOKEN)) field.value = fresh.value;
}

// The worker keeps this page and what it is drawn with; `ready` is called when it opens without a network from now on.
export function keepPage(worker, ready) {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event) => { if (event.data?.kept) ready(); });
  navigator.serviceWorker.register(worker).then((registration) => active(registration)).then((running) => {
    const drawnWith = performance.getEntriesByType("resource").map((one) => one.name);
    running.postMessage({ keep: [location.pathname, ...drawnWith] });
  }).catch(() => {});
}

// `navigator.serviceWorker.ready` waits for this page's own worker: it lies beside the page.
const active = (registration) => registration.active ?? navigator.serviceWorker.ready.then((one) => one.active);
