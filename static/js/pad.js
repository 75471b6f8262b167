// The pad of a seat beside autosave.js: how many criteria are filled, what was refused and what another window
// changed, each beside its field. An entry that was refused marks the page ([data-late]), so that room.js leaves it.
const form = document.querySelector("form[data-autosave]");
const page = document.querySelector("[data-pad]");
const fieldsOf = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
const late = new Set();

const setValue = (name, value) => {
  for (const field of fieldsOf(name)) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
};

const count = () => {
  const words = document.querySelector("[data-answered]");
  const given = new FormData(form);
  const names = [...form.querySelectorAll("[data-criterion]")].map((one) => `score-${one.dataset.criterion}`);
  const done = names.filter((name) => (given.get(name) ?? "").trim() !== "").length;
  if (words) words.textContent = words.dataset.pattern.replace("{n}", String(done));
};

const offer = (place, { name, typed, stored, version }) => {
  const clash = place.querySelector("[data-clash]");
  clash.hidden = false;
  clash.querySelector("[data-stored]").textContent = stored || "–";
  clash.querySelector("[data-mine]").textContent = typed || "–";
  const take = (value) => () => {
    setValue(name, value);
    form.dataset.version = String(version);
    clash.hidden = true;
    (fieldsOf(name).find((field) => field.checked) ?? fieldsOf(name)[0]).dispatchEvent(new Event("change", { bubbles: true }));
  };
  clash.querySelector("[data-take=stored]").onclick = take(stored ?? "");
  clash.querySelector("[data-take=mine]").onclick = take(typed);
};

form?.addEventListener("input", count);
form?.addEventListener("autosave", ({ detail }) => {
  const { name, status, version, message, others, waiting } = detail;
  for (const [field, value] of Object.entries(others ?? {})) if (!waiting.includes(field)) setValue(field, value);
  if (status === 200) form.querySelector("[name=version]").value = version;
  const place = fieldsOf(name)[0]?.closest(".criterion");
  const wrong = place?.querySelector("[data-wrong]");
  if (wrong) {
    wrong.hidden = status !== 400;
    wrong.textContent = status === 400 ? message : "";
  }
  if (status === 400) late.add(name);
  else late.delete(name);
  page.toggleAttribute("data-late", late.size > 0);
  if (place && status === 409 && version !== undefined) offer(place, detail);
  count();
});
