// Light, dark or the device's own, without a reload. The server remembers the choice; without scripts the form does it all.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-theme-switch]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  const body = new FormData(form, event.submitter);
  document.documentElement.dataset.theme = theme;
  for (const button of form.querySelectorAll("button")) {
    if (button === event.submitter) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  form.closest("details")?.removeAttribute("open");
  form.closest("details")?.querySelector("summary")?.focus();
  await fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
});
