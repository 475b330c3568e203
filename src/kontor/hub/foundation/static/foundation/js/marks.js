// The words of a mark in a drawing, on hover and on focus. They are the mark's own <title>; screen readers keep them.
const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
document.body.append(tip);

const markOf = (target) => {
  const mark = target.closest?.("[data-marks] svg *");
  for (let step = mark; step && step.tagName !== "svg"; step = step.parentElement) {
    if (step.dataset.words) return step;
    const title = step.querySelector(":scope > title");
    if (title) {
      step.dataset.words = title.textContent;
      if (!step.hasAttribute("aria-label")) step.setAttribute("aria-label", title.textContent);
      if (!step.hasAttribute("role") && step.tagName !== "a") step.setAttribute("role", "img");
      title.remove();
      return step;
    }
  }
  return null;
};

function show(mark, x, y) {
  tip.textContent = mark.dataset.words;
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(x - box.width / 2, innerWidth - box.width - 8))}px`;
  tip.style.top = `${y - box.height - 12 > 8 ? y - box.height - 12 : y + 18}px`;
}

document.addEventListener("pointermove", (event) => {
  const mark = markOf(event.target);
  if (mark) show(mark, event.clientX, event.clientY);
  else if (!tip.hidden && !document.activeElement?.dataset?.words) tip.hidden = true;
});
document.addEventListener("focusin", (event) => {
  const mark = markOf(event.target);
  if (!mark) { tip.hidden = true; return; }
  const box = mark.getBoundingClientRect();
  show(mark, box.x + box.width / 2, box.y);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
document.addEventListener("scroll", () => { tip.hidden = true; }, { capture: true, passive: true });
