// The grid of one criterion: each row is a form of its own (autosave.js). The row in hand carries what the keys press;
// where a field changed in another window, both values are shown for a choice.
const rows = [...document.querySelectorAll(".grid-rows form")];

const takeInHand = (row) => {
  for (const other of rows) {
    const here = other === row;
    other.querySelector("[data-criterion]").classList.toggle("in-hand", here);
    for (const [selector, key] of [["textarea", "comment"], ["[data-evidence]", "evidence"]]) {
      if (here) other.querySelector(selector).dataset.key = key;
      else delete other.querySelector(selector).dataset.key;
    }
  }
};

const setValue = (row, name, value) => {
  for (const field of row.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
};

const choose = (row, { name, typed, stored, version }) => {
  const clash = row.querySelector("[data-clash]");
  clash.hidden = false;
  clash.querySelector("[data-stored]").textContent = stored || "–";
  clash.querySelector("[data-mine]").textContent = typed || "–";
  const take = (value) => () => {
    setValue(row, name, value);
    row.dataset.version = String(version);
    clash.hidden = true;
    const all = `[name="${CSS.escape(name)}"]`;
    const field = row.querySelector(`${all}:checked, ${all}:not([type=radio])`) ?? row.querySelector(all);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  clash.querySelector("[data-take=stored]").onclick = take(stored ?? "");
  clash.querySelector("[data-take=mine]").onclick = take(typed);
};

for (const row of rows) {
  row.addEventListener("focusin", () => takeInHand(row));
  row.addEventListener("autosave", (event) => {
    const { status, version, message, others, waiting } = event.detail;
    for (const [field, value] of Object.entries(others ?? {})) if (!waiting.includes(field)) setValue(row, field, value);
    const wrong = row.querySelector("[data-wrong]");
    wrong.hidden = status !== 400;
    wrong.textContent = status === 400 ? message : "";
    if (status === 200) row.querySelector("[name=version]").value = version;
    if (status === 409 && version !== undefined) choose(row, event.detail);
  });
}
if (rows.length) takeInHand(rows[0]);
