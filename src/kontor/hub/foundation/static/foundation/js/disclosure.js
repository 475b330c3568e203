// Things that open and close: menus, the navigation on small screens, dialogs, a question before something final; and copying.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  const opener = event.target.closest("[data-opens]");
  if (opener) toggleNavigation(opener);
  else if (!event.target.closest("#navigation")) closeNavigation();
  const dialog = event.target.closest("[data-dialog]");
  if (dialog) document.getElementById(dialog.dataset.dialog)?.showModal();
  const copier = event.target.closest("[data-copy]");
  if (copier) copy(copier);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.activeElement?.closest("details.menu[open]") ?? openMenus()[0];
    if (menu) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
    closeNavigation(true);
  }
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.querySelector("[data-shortcut='/']");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
});

document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

function toggleNavigation(button) {
  const panel = document.getElementById(button.dataset.opens);
  const open = panel.toggleAttribute("data-open");
  button.setAttribute("aria-expanded", String(open));
  if (open) panel.querySelector("a")?.focus();
}

function closeNavigation(back = false) {
  const panel = document.querySelector("#navigation[data-open]");
  if (!panel) return;
  panel.removeAttribute("data-open");
  const button = document.querySelector("[data-opens='navigation']");
  button?.setAttribute("aria-expanded", "false");
  if (back) button?.focus();
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy ? new URL(button.dataset.copy, location.href).href : location.href);
  const words = button.querySelector("span");
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  words.setAttribute("role", "status");
  setTimeout(() => { words.textContent = before; }, 2000);
}

// A form with data-confirm asks first. The dialog is built from the form's own words.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset?.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-label", form.dataset.confirm);
  const body = document.createElement("div");
  body.className = "dialog-body";
  const question = document.createElement("p");
  question.textContent = form.dataset.confirm;
  const actions = document.createElement("div");
  actions.className = "dialog-actions";
  const no = answer(form.dataset.confirmNo, "secondary");
  const yes = answer(form.dataset.confirmYes, event.submitter?.classList.contains("button-danger") ? "danger" : "primary");
  actions.append(no, yes);
  body.append(question, actions);
  dialog.append(body);
  document.body.append(dialog);
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    form.dataset.confirmed = "yes";
    dialog.close();
    form.requestSubmit(event.submitter ?? undefined);
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  no.focus();
}, { capture: true });

function answer(label, kind) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `button button-${kind}`;
  button.textContent = label;
  return button;
}

for (const button of document.querySelectorAll("[data-opens]")) button.hidden = false;
