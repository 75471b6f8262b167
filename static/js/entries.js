// What the form of a nomination does besides autosave.js: the sentence of a refusal beside its field, both versions
// after a clash, and what the server says about the saved figures (sections, gaps, contradictions) brought up to date.

const PAUSE = 500;
let timer = 0;

const fieldOf = (form, name) => form.querySelector(`[name="${CSS.escape(name)}"]`);
const placeOf = (field) => field.closest(".field") ?? field.parentElement;
const patterns = document.querySelector("[data-choice-words]")?.dataset ?? {};

const put = (field, value) => {
  if (field.type === "checkbox") field.checked = Boolean(value);
  else if (field.type === "radio") for (const one of field.form.elements[field.name]) one.checked = one.value === value;
  else field.value = value;
};

// A field's value in words: a tick, the label of the chosen one, or what stands in the box.
const words = (field, value) => {
  if (field.type === "checkbox") return value ? "✓" : "–";
  if (field.type !== "radio") return value || "–";
  const chosen = [...field.form.elements[field.name]].find((one) => one.value === value);
  return chosen?.labels[0]?.textContent ?? "–";
};

const button = (words, act) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-secondary btn-dense", textContent: words });
  made.addEventListener("click", act);
  return made;
};

// The sentence of a refusal beside its field, with the likely reading to take by one click.
const sentence = (form, name, words, proposal, approximate) => {
  const field = fieldOf(form, name);
  if (!field) return;
  const place = placeOf(field);
  place.querySelectorAll(".field-error, .proposal, .choice").forEach((old) => old.remove());
  field.classList.toggle("is-invalid", Boolean(words));
  if (!words) return field.removeAttribute("aria-invalid");
  field.setAttribute("aria-invalid", "true");
  const line = document.createElement("p");
  line.className = "field-error";
  line.setAttribute("role", "alert");
  line.append(Object.assign(document.createElement("span"), { textContent: words }));
  place.append(line);
  if (!proposal) return;
  const taken = button(patterns.take.replace("{n}", proposal), () => {
    const mark = approximate ? fieldOf(form, "approximate") : null;
    if (mark && !mark.checked) {
      mark.checked = true;
      mark.dispatchEvent(new Event("change", { bubbles: true }));
    }
    field.value = proposal;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
  place.append(Object.assign(document.createElement("p"), { className: "proposal" }));
  place.lastElementChild.append(taken);
};

// Two people, or two tabs, wrote the same field: both versions stand there, and one chooses.
const choice = (form, name, { message, stored, version }) => {
  const field = fieldOf(form, name);
  if (!field) return form.requestSubmit();
  const place = placeOf(field);
  place.querySelectorAll(".field-error, .proposal, .choice").forEach((old) => old.remove());
  const settle = (keep) => {
    place.querySelector(".choice")?.remove();
    if (keep === "stored") put(field, stored);
    form.dispatchEvent(new CustomEvent("settle", { detail: { name, version, keep } }));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  const box = document.createElement("div");
  box.className = "choice remark warn";
  box.setAttribute("role", "alert");
  const line = (words) => Object.assign(document.createElement("p"), { textContent: words });
  const here = field.type === "checkbox" ? field.checked : new FormData(form).get(name);
  const [mine, theirs] = [words(field, here), words(field, stored)];
  const buttons = Object.assign(document.createElement("p"), { className: "actions after" });
  buttons.append(button(patterns.mine, () => settle("mine")), button(patterns.stored, () => settle("stored")));
  box.append(Object.assign(line(message), { className: "sentence" }), line(patterns.there.replace("{n}", theirs)), line(patterns.here.replace("{n}", mine)), buttons);
  place.append(box);
};

// Parts marked data-refresh are replaced by their newest version, but never while one types in them.
const refresh = async () => {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-refresh]")) {
    const newer = fresh.getElementById(part.id);
    if (newer && !part.contains(document.activeElement) && newer.innerHTML !== part.innerHTML) part.replaceWith(newer);
  }
};

// A link that leads to a folded group opens it.
const unfold = () => {
  const place = document.getElementById(location.hash.slice(1));
  if (!place?.matches("details")) return;
  place.open = true;
  place.scrollIntoView();
};
unfold();
window.addEventListener("hashchange", unfold);

document.addEventListener("autosave", (event) => {
  const { name, status, message, proposal, approximate } = event.detail;
  if (status === 409) return choice(event.target, name, event.detail);
  sentence(event.target, name, status === 400 ? message : "", proposal, approximate);
  if (status !== 200) return;
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
