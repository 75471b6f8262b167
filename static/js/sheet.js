// The score sheet: the criterion one works on opens, the others shrink to a line; and when a field was changed in
// another window, both values are shown and one is chosen.
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
};

const setValue = (name, value) => {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
};

const nudge = (name) => {
  const field = form.querySelector(`[name="${CSS.escape(name)}"]:checked, [name="${CSS.escape(name)}"]:not([type=radio])`);
  field?.dispatchEvent(new Event("change", { bubbles: true }));
};

// On a narrow screen the queue is one line until one asks for it.
const fold = document.querySelector(".queue-fold");
if (fold && window.matchMedia("(max-width: 1199.98px)").matches) fold.open = false;

if (form) {
  form.addEventListener("focusin", (event) => takeInHand(event.target.closest("[data-criterion]")));
  form.addEventListener("click", (event) => takeInHand(event.target.closest("[data-criterion]")));

  form.addEventListener("autosave", (event) => {
    const { name, status, version, stored, others } = event.detail;
    // What another window changed meanwhile is shown here too, before this one goes on from the newest version.
    for (const [field, value] of Object.entries(others ?? {})) setValue(field, value);
    if (status === 200) {
      form.querySelector("[name=version]").value = version;
      // A score lifts an abstention and the reverse, in the sheet and so on the page.
      const [part, code] = [name.slice(0, name.indexOf("-")), name.slice(name.indexOf("-") + 1)];
      const value = new FormData(form).get(name);
      if (part === "score" && value) setValue(`ground-${code}`, "");
      if (part === "ground" && value) setValue(`score-${code}`, "");
    }
    if (status !== 409 || version === undefined) return;
    const criterion = criterionOf(name);
    const clash = criterion?.querySelector("[data-clash]");
    if (!clash) return;
    takeInHand(criterion);
    clash.hidden = false;
    clash.querySelector("[data-stored]").textContent = stored || "–";
    clash.querySelector("[data-take=stored]").onclick = () => {
      setValue(name, stored ?? "");
      form.dataset.version = String(version);
      clash.hidden = true;
      nudge(name);
    };
    clash.querySelector("[data-take=mine]").onclick = () => {
      form.dataset.version = String(version);
      clash.hidden = true;
      nudge(name);
    };
  });
}
