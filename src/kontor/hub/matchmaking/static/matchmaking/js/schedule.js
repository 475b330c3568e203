// Dragging a meeting to another time or room opens the page that moves it, with that time and room chosen: what else changes
// is shown before anything is told. Without a pointer, or without this script, the link beside each meeting does the same.
const table = document.querySelector(".timetable");
let dragged = null;

table.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-move]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.move);
  dragged.dataset.dragged = "";
});

table.addEventListener("dragover", (event) => {
  const cell = event.target.closest("td[data-slot]");
  if (!cell || !dragged || cell.contains(dragged)) return;
  event.preventDefault();
  cell.dataset.over = "";
});

table.addEventListener("dragleave", (event) => {
  const cell = event.target.closest("td[data-slot]");
  if (cell && !cell.contains(event.relatedTarget)) delete cell.dataset.over;
});

table.addEventListener("drop", (event) => {
  const cell = event.target.closest("td[data-slot]");
  if (!cell || !dragged) return;
  event.preventDefault();
  location.href = `${dragged.dataset.move}?slot=${cell.dataset.slot}&place=${cell.dataset.place}`;
});

table.addEventListener("dragend", () => {
  if (dragged) delete dragged.dataset.dragged;
  for (const cell of table.querySelectorAll("[data-over]")) delete cell.dataset.over;
  dragged = null;
});
