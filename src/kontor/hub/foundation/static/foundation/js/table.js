// Lists: filters are sent when they change, open filters stay open, long ones can be searched, rows can be selected together.
let before = {};
let returning = false;
let typing;

const filtersOf = (field) => field.form?.matches("[data-filters]") ? field.form : null;

document.addEventListener("change", (event) => {
  const form = filtersOf(event.target);
  if (form && event.target.type === "checkbox") form.requestSubmit();
  if (event.target.matches("[data-select-all], [name='selected']")) selectRows(event.target);
});

document.addEventListener("input", (event) => {
  const form = filtersOf(event.target);
  if (form && event.target.type === "search") {
    clearTimeout(typing);
    typing = setTimeout(() => form.requestSubmit(), 300);
  }
  if (event.target.matches(".facet-find")) narrow(event.target);
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-filters]")) clearTimeout(typing);
}, { capture: true });

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(".facet[open]") && !returning) event.target.querySelector(".facet-find")?.focus();
}, { capture: true });

// What a person has open and where she is, across the exchange of the results.
function remember() {
  before = { open: document.querySelector(".facet[open]")?.id, focus: document.activeElement?.id };
}

function takeUp() {
  prepare();
  const { open, focus } = before;
  before = {};
  returning = true;
  if (open) document.getElementById(open)?.setAttribute("open", "");
  if (focus && document.activeElement === document.body) document.getElementById(focus)?.focus();
  setTimeout(() => { returning = false; });
}

function narrow(field) {
  const wanted = field.value.trim().toLowerCase();
  for (const row of field.parentElement.querySelectorAll(".facet-values > li")) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
  }
}

function selectRows(box) {
  const table = box.closest("table");
  const rows = [...table.querySelectorAll("[name='selected']")];
  const all = table.querySelector("[data-select-all]");
  if (box === all) for (const row of rows) row.checked = all.checked;
  const some = rows.filter((row) => row.checked).length;
  all.checked = some > 0 && some === rows.length;
  all.indeterminate = some > 0 && some < rows.length;
  const bar = rows[0]?.form;
  bar?.toggleAttribute("data-some", some > 0);
  const count = bar?.querySelector("[data-bulk-count]");
  if (count) count.textContent = String(some);
}

function prepare() {
  for (const panel of document.querySelectorAll("[data-facet-search]")) {
    if (panel.querySelector(".facet-find")) continue;
    const field = document.createElement("input");
    field.type = "search";
    field.className = "facet-find";
    field.placeholder = panel.dataset.facetSearch;
    field.setAttribute("aria-label", panel.dataset.facetSearch);
    panel.querySelector("legend").after(field);
  }
  for (const box of document.querySelectorAll("[data-select-all]")) box.hidden = false;
}

prepare();
for (const name of ["htmx:before:swap", "htmx:beforeSwap"]) document.addEventListener(name, remember);
for (const name of ["htmx:after:swap", "htmx:afterSwap"]) document.addEventListener(name, takeUp);
