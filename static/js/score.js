// The keyboard of the scoring desk. Form, or list of forms: [data-scoring]; criteria: [data-criterion]; the buttons and links it
// presses carry data-key: evidence (e), comment (c), next (n), keys (?).
const form = document.querySelector("[data-scoring]");

const criteria = () => [...form.querySelectorAll("[data-criterion]")];
const inHand = () => document.activeElement?.closest("[data-criterion]") ?? form.querySelector(".in-hand") ?? criteria()[0];
const typing = (element) => element?.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") ?? false;

const choose = (digit) => {
  const box = inHand()?.querySelector(`input[type=radio][value="${digit}"]:not(:disabled)`);
  if (!box) return false;
  box.checked = true;
  box.focus();
  box.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
};

const press = (name) => {
  const target = document.querySelector(`[data-key="${name}"]`);
  if (!target) return false;
  if (target.matches("textarea, input")) target.focus();
  else target.click();
  return true;
};

// Tab goes from the levels of one criterion to those of the next; what lies between is reached from the comment.
const step = (back) => {
  const all = criteria().filter((criterion) => !criterion.disabled);
  const place = all.indexOf(document.activeElement?.closest("[data-criterion]"));
  const next = place < 0 ? null : all[place + (back ? -1 : 1)];
  const field = next?.querySelector("input[type=radio]:checked") ?? next?.querySelector("input");
  field?.focus();
  return Boolean(field);
};

const KEYS = { e: "evidence", c: "comment", n: "next", "?": "keys" };

if (form) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && typing(document.activeElement)) {
      (inHand()?.querySelector("input:checked") ?? inHand()?.querySelector("input"))?.focus();
      return;
    }
    const inLevels = document.activeElement?.matches("[data-criterion] :is(input[type=radio], .range-score input)");
    if (event.key === "Tab" && inLevels) {
      if (step(event.shiftKey)) event.preventDefault();
      return;
    }
    if (typing(document.activeElement)) return;
    const done = /^[1-9]$/.test(event.key) ? choose(event.key) : KEYS[event.key] ? press(KEYS[event.key]) : false;
    if (done) event.preventDefault();
  });

  // The word of the band that a number reaches.
  form.addEventListener("input", (event) => {
    const bands = event.target.closest("[data-criterion]")?.querySelectorAll(".bands li") ?? [];
    const value = Number(event.target.value);
    for (const band of bands) {
      const reached = event.target.value !== "" && value >= Number(band.dataset.from) && value <= Number(band.dataset.to);
      band.toggleAttribute("data-reached", reached);
    }
  });
  for (const number of form.querySelectorAll(".range-score input")) number.dispatchEvent(new Event("input", { bubbles: true }));
}
