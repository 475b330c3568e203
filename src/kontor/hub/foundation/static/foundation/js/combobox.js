// A select becomes a search box with suggestions (WAI-ARIA APG, combobox with list autocomplete). The select stays and is what
// is sent. With data-source the suggestions come from the server: [{value, label, hint}].
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let number = 0;

export function enhance(box) {
  const select = box.querySelector("select");
  if (!select || box.dataset.ready) return;
  box.dataset.ready = "";
  const id = select.id || `combobox-${++number}`;
  const several = select.multiple;
  const frame = element("div", { class: "combobox-box" });
  const input = element("input", {
    type: "text", role: "combobox", id: `${id}-search`, autocomplete: "off", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": `${id}-list`, placeholder: box.dataset.search,
  });
  for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  if (select.getAttribute("aria-invalid") === "true") frame.dataset.wrong = "";
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label) label.htmlFor = input.id;
  const list = element("ul", { class: "combobox-list", role: "listbox", id: `${id}-list`, hidden: "" });
  if (label) list.setAttribute("aria-label", label.textContent.trim());
  if (several) list.setAttribute("aria-multiselectable", "true");
  const status = element("span", { class: "visually-hidden", role: "status" });
  frame.append(input);
  box.append(frame, list, status);
  select.hidden = true;
  if (select.id) redirectLinks(select.id, input);

  let options = [];
  let active = -1;
  let asked = 0;
  let waiting;

  const chosen = () => [...select.options].filter((option) => option.selected && option.value);

  function draw() {
    for (const chip of frame.querySelectorAll(".combobox-chip")) chip.remove();
    if (several) for (const option of chosen()) frame.insertBefore(chip(option), input);
    else if (document.activeElement !== input) input.value = chosen()[0]?.text ?? "";
  }

  function chip(option) {
    const shown = element("span", { class: "combobox-chip" });
    const remove = element("button", { type: "button", "aria-label": `${box.dataset.remove}: ${option.text}` });
    remove.addEventListener("click", () => { choose(option.value, option.text, false); input.focus(); });
    shown.append(option.text, remove);
    return shown;
  }

  function choose(value, text, on) {
    let option = [...select.options].find((one) => one.value === value);
    if (!option) select.add(option = new Option(text, value));
    if (!several) for (const one of select.options) one.selected = false;
    option.selected = on;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function local(words) {
    const wanted = fold(words);
    return [...select.options].filter((option) => option.value && fold(option.text).includes(wanted))
      .map((option) => ({ value: option.value, label: option.text, hint: "" }));
  }

  async function suggest() {
    const words = input.value.trim();
    const turn = ++asked;
    let found = [];
    if (box.dataset.source) {
      const answer = await fetch(`${box.dataset.source}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      if (answer.ok) found = await answer.json();
    } else found = local(words);
    if (turn !== asked) return;
    show(found.slice(0, 100));
  }

  function show(found) {
    options = found;
    active = -1;
    const selected = new Set(chosen().map((option) => option.value));
    list.replaceChildren(...found.map((one, place) => {
      const row = element("li", { class: "combobox-option", role: "option", id: `${id}-option-${place}`, "aria-selected": String(selected.has(String(one.value))) });
      const words = element("span", {});
      words.textContent = one.label;
      row.append(words);
      if (one.hint) { const hint = element("small", {}); hint.textContent = one.hint; row.append(hint); }
      row.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(place); });
      return row;
    }));
    if (!found.length) {
      const none = element("li", { class: "combobox-none", role: "option", "aria-disabled": "true", "aria-selected": "false" });
      none.textContent = box.dataset.none;
      list.append(none);
    }
    status.textContent = found.length ? `${found.length} ${box.dataset.count}` : box.dataset.none;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    asked++;
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function pick(place) {
    const one = options[place];
    if (!one) return;
    const on = !(several && chosen().some((option) => option.value === String(one.value)));
    choose(String(one.value), one.label, on);
    input.value = several ? "" : one.label;
    close();
    draw();
  }

  function move(step) {
    if (list.hidden) { suggest(); return; }
    if (!options.length) return;
    list.children[active]?.removeAttribute("data-active");
    active = (active + step + options.length) % options.length;
    const row = list.children[active];
    row.dataset.active = "";
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(suggest, box.dataset.source ? 200 : 0); });
  input.addEventListener("click", suggest);
  input.addEventListener("focus", () => { if (!several) input.select(); });
  input.addEventListener("blur", () => {
    if (!several && !input.value.trim() && chosen().length && !select.required) choose(chosen()[0].value, "", false);
    close();
    setTimeout(draw);
    if (several) input.value = "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
    else if (event.key === "Enter" && !list.hidden && active >= 0) { event.preventDefault(); pick(active); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); close(); }
    else if (event.key === "Tab") close();
    else if (event.key === "Backspace" && several && !input.value) {
      const last = chosen().at(-1);
      if (last) choose(last.value, last.text, false);
    }
  });
  select.addEventListener("change", draw);
  frame.addEventListener("click", (event) => { if (event.target === frame) input.focus(); });
  draw();
}

// Links of the error summary lead to the field that is seen.
function redirectLinks(id, input) {
  for (const link of document.querySelectorAll(`a[href="#${CSS.escape(id)}"]`)) link.setAttribute("href", `#${input.id}`);
}

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  return made;
}

function enhanceAll() {
  for (const box of document.querySelectorAll("[data-combobox]")) enhance(box);
}
enhanceAll();
for (const name of ["htmx:after:swap", "htmx:afterSwap"]) document.addEventListener(name, enhanceAll);
