// Forms: growing text areas, the size of a file said before it is sent, a warning before an entry is lost, and the entry of
// a long form kept in this browser until it is sent.
const SENT = "kontor-sent";
const MONTH = 30 * 24 * 3600 * 1000;

// What went wrong is where a person starts after sending a form; the style page only shows it.
const toFocus = document.querySelector("[data-focus]");
if (!toFocus?.closest(".sample")) toFocus?.focus();

for (const area of document.querySelectorAll("textarea[data-grow]")) {
  if (CSS.supports("field-sizing", "content")) break;
  const grow = () => {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener("input", grow);
  grow();
}

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.type !== "file" || !field.dataset.limit) return;
  const tooBig = [...field.files].some((file) => file.size > Number(field.dataset.limit));
  field.setCustomValidity(tooBig ? field.dataset.tooBig : "");
  if (tooBig) field.reportValidity();
});

// The guard.
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) changed.add(form);
});
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) changed.delete(event.target);
});
document.addEventListener("click", (event) => {
  const leaving = event.target.closest("[data-leave]");
  if (leaving) changed.delete(leaving.closest("form"));
});
window.addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});

// The kept entry.
const mayBeKept = (field) => field.name && !["password", "file", "hidden", "submit"].includes(field.type);

function entry(form) {
  const kept = {};
  for (const field of form.elements) {
    if (!mayBeKept(field)) continue;
    kept[field.name] ??= [];
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) kept[field.name].push(field.value);
    } else if (field.multiple) kept[field.name].push(...[...field.selectedOptions].map((option) => option.value));
    else kept[field.name].push(field.value);
  }
  return kept;
}

function restore(form, kept) {
  const left = structuredClone(kept);
  for (const field of form.elements) {
    if (!mayBeKept(field) || !left[field.name]) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = left[field.name].includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = left[field.name].includes(option.value);
    else field.value = left[field.name].shift() ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  changed.add(form);
}

const sent = sessionStorage.getItem(SENT);
const stillHere = [...document.querySelectorAll("form[data-keep]")].some((form) => form.dataset.keep === sent);
if (sent && !stillHere) localStorage.removeItem(sent);
sessionStorage.removeItem(SENT);

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = form.dataset.keep;
  const offer = form.querySelector("[data-kept]");
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept && Date.now() - kept.at > MONTH) localStorage.removeItem(key);
  else if (kept && offer && !form.querySelector(".error-summary")) {
    offer.hidden = false;
    offer.querySelector("[data-restore]").addEventListener("click", () => { restore(form, kept.entry); offer.hidden = true; });
    offer.querySelector("[data-discard]").addEventListener("click", () => { localStorage.removeItem(key); offer.hidden = true; });
  }
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), entry: entry(form) })), 400);
  });
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
}

// Nothing that somebody typed stays behind on a shared machine; what waits to be sent is not thrown away unasked.
document.addEventListener("submit", (event) => {
  if (!event.target.matches?.("[data-sign-out]")) return;
  const kept = Object.keys(localStorage).filter((key) => /^kontor-(entry|waiting):/.test(key));
  const unsent = (key) => key.startsWith("kontor-waiting:") && JSON.parse(localStorage.getItem(key)).some((one) => one.state !== "sent");
  if (kept.some(unsent) && !confirm(event.target.dataset.unsent)) { event.preventDefault(); return; }
  for (const key of kept) localStorage.removeItem(key);
  globalThis.caches?.keys().then((names) => names.filter((name) => name.startsWith("kontor-page:")).forEach((name) => caches.delete(name)));
});
