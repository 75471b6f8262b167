// The score sheet: the criterion one works on opens and its evidence with it, the others shrink to a line; what was
// refused is said beside its field; and where a field changed in another window, both values are shown for a choice.
const form = document.querySelector("form[data-scoring]");

const criterionOf = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest("[data-criterion]");

const takeInHand = (criterion) => {
  if (!criterion || criterion.classList.contains("in-hand")) return;
  for (const other of form.querySelectorAll("[data-criterion]")) {
    const here = other === criterion;
    other.classList.toggle("in-hand", here);
    other.querySelector(".levels")?.classList.toggle("closed", !here);
    const note = other.querySelector(".note-field textarea");
    if (here) note?.setAttribute("data-key", "comment");
    else note?.removeAttribute("data-key");
  }
  document.dispatchEvent(new CustomEvent("look", { detail: criterion.dataset.look }));
};

// Opening one criterion shuts another, which may stand above it. Between a press and its click nothing may move, or the
// click falls beside what was pressed: so the page waits for the click, and then keeps the criterion where it is.
let pressing = false;

const takeWhereItIs = (criterion) => {
  if (!criterion || criterion.classList.contains("in-hand")) return;
  const before = criterion.getBoundingClientRect().top;
  takeInHand(criterion);
  const moved = criterion.getBoundingClientRect().top - before;
  if (!moved) return;
  let scroller = criterion.parentElement;
  while (scroller && !(scroller.scrollHeight > scroller.clientHeight && /auto|scroll/.test(getComputedStyle(scroller).overflowY))) scroller = scroller.parentElement;
  (scroller ?? document.scrollingElement).scrollBy(0, moved);
};

const release = () => {
  pressing = false;
  takeWhereItIs(document.activeElement?.closest("[data-criterion]"));
};

const setValue = (name, value) => {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
};

const nudge = (name) => {
  const all = `[name="${CSS.escape(name)}"]`;
  const field = form.querySelector(`${all}:checked, ${all}:not([type=radio])`) ?? form.querySelector(all);
  field?.dispatchEvent(new Event("change", { bubbles: true }));
};

// How many criteria are answered: above the sheet, in the queue and in the words of the button.
const count = () => {
  const all = [...form.querySelectorAll("[data-criterion]")];
  const given = new FormData(form);
  const filled = (name) => (given.get(name) ?? "").trim() !== "";
  const done = all.filter((one) => filled(one.dataset.criterion) || filled(one.dataset.criterion.replace("score-", "ground-"))).length;
  const words = document.querySelector("[data-answered]");
  if (words) words.textContent = words.dataset.pattern.replace("{n}", String(done));
  const button = form.querySelector("[data-key=next]");
  if (button) button.textContent = done === all.length ? button.dataset.all : button.dataset.some;
};

const choose = (name, mine, stored, version) => {
  const criterion = criterionOf(name);
  const clash = criterion?.querySelector("[data-clash]");
  if (!clash) return;
  takeInHand(criterion);
  clash.hidden = false;
  clash.querySelector("[data-stored]").textContent = stored || "–";
  clash.querySelector("[data-mine]").textContent = mine || "–";
  const take = (value) => () => {
    setValue(name, value);
    form.dataset.version = String(version);
    clash.hidden = true;
    nudge(name);
  };
  clash.querySelector("[data-take=stored]").onclick = take(stored);
  clash.querySelector("[data-take=mine]").onclick = take(mine);
};

// On a narrow screen the queue is one line until one asks for it.
const fold = document.querySelector(".queue-fold");
if (fold && window.matchMedia("(max-width: 1199.98px)").matches) fold.open = false;

if (form) {
  for (const down of ["pointerdown", "mousedown"]) form.addEventListener(down, () => (pressing = true));
  for (const up of ["pointerup", "pointercancel", "mouseup"]) document.addEventListener(up, () => pressing && setTimeout(release));
  form.addEventListener("focusin", (event) => {
    if (!pressing) takeInHand(event.target.closest("[data-criterion]"));
  });
  form.addEventListener("click", (event) => {
    const criterion = event.target.closest("[data-criterion]");
    takeWhereItIs(criterion);
    if (!event.target.closest("legend a") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    (criterion.querySelector("input:checked") ?? criterion.querySelector("input"))?.focus();
  });
  form.addEventListener("change", count);
  form.addEventListener("input", count);

  form.addEventListener("autosave", (event) => {
    const { name, status, version, message, stored, others, typed, waiting } = event.detail;
    // What another window changed meanwhile is shown here too, before this one goes on from the newest version.
    for (const [field, value] of Object.entries(others ?? {})) if (!waiting.includes(field)) setValue(field, value);
    const wrong = criterionOf(name)?.querySelector("[data-wrong]");
    if (wrong) {
      wrong.hidden = status !== 400;
      wrong.textContent = status === 400 ? message : "";
    }
    if (status === 200) {
      form.querySelector("[name=version]").value = version;
      // A score lifts an abstention and the reverse, in the sheet and so on the page.
      const [part, code] = [name.slice(0, name.indexOf("-")), name.slice(name.indexOf("-") + 1)];
      const value = new FormData(form).get(name);
      if (part === "score" && value) setValue(`ground-${code}`, "");
      if (part === "ground" && value) setValue(`score-${code}`, "");
    }
    count();
    if (status === 409 && version !== undefined) choose(name, typed, stored ?? "", version);
  });
}
