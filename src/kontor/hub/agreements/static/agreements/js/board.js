// Dragging a card to another column does what its own form does: it chooses the state and sends. Without a pointer, or without
// this script, the form is there.
const board = document.querySelector("[data-board]");
const status = document.querySelector("[data-board-status]");
let dragged = null;

const optionFor = (card, column) => card?.querySelector(`option[data-state="${CSS.escape(column.dataset.state)}"]`);

for (const card of board.querySelectorAll("[data-card]")) card.draggable = true;

board.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-card]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("h3").textContent.trim());
  dragged.dataset.dragged = "";
});

board.addEventListener("dragover", (event) => {
  const column = event.target.closest("[data-state].board-column");
  if (!column || !optionFor(dragged, column)) return;
  event.preventDefault();
  column.dataset.over = "";
});

board.addEventListener("dragleave", (event) => {
  const column = event.target.closest(".board-column");
  if (column && !column.contains(event.relatedTarget)) delete column.dataset.over;
});

board.addEventListener("drop", (event) => {
  const column = event.target.closest(".board-column");
  const option = column && optionFor(dragged, column);
  if (!option) return;
  event.preventDefault();
  option.selected = true;
  status.textContent = status.dataset.moving;
  option.closest("form").requestSubmit();
});

board.addEventListener("dragend", () => {
  if (dragged) delete dragged.dataset.dragged;
  for (const column of board.querySelectorAll("[data-over]")) delete column.dataset.over;
  dragged = null;
});
