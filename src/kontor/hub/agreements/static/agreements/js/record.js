// Recording a contact where the network is poor. What is typed is kept as it is typed; what is sent waits on this device until
// the server has answered (waiting.js), and carries a number of its own (`entry_key`). Without this script the page is a plain form.
import { Waiting, fill, keepPage, newKey, pairs, read, write } from "../../foundation/js/waiting.js";

const form = document.querySelector("form[data-record]");
const panel = document.querySelector("[data-waiting]");
const PERSON = form.dataset.record;
const TYPED = `kontor-entry:record:${PERSON}`;

const isEmpty = () => !form.elements.counterpart.value.trim();

const waiting = new Waiting({
  panel,
  storage: `kontor-waiting:${PERSON}`,
  address: form.action,
  // An entry that is being typed is never overwritten by one that is taken up again.
  takeUp(entry) {
    const isFree = isEmpty();
    if (isFree) { fill(form, entry.pairs); write(TYPED, entry.pairs); }
    form.elements.counterpart.focus();
    return isFree;
  },
});

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
  write(TYPED, pairs(form));
  form.dataset.typed = "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!form.reportValidity()) return;
  clearTimeout(typing);
  const entry = { key: form.elements.entry_key.value, pairs: pairs(form), name: form.elements.counterpart.value.trim() };
  startAnew();
  waiting.add(entry);
  panel.querySelector("h2").focus();
});

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
if (typed && !form.querySelector(".error-summary")) fill(form, typed);
waiting.keep();
waiting.sendAll();

// `data-ready` says that the page opens without a network from now on.
keepPage(form.dataset.worker, () => { form.dataset.ready = ""; });
