// What both ways of saving field by field have in common (autosave.js for one sheet, fields.js for the short forms of a
// nomination): a field's values read, put back and posted, and the words of [data-autosave-words].

export const PAUSE = 700;

// Whether a change of this field is one to save.
export const isSaved = (field) =>
  field.name && field.type !== "file" && field.type !== "hidden" && field.dataset.unsaved === undefined;

export const valuesOf = (form, name) => new FormData(form).getAll(name).filter((value) => typeof value === "string");

export const putBack = (form, name, values) => {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
};

// The answer, or null when the server could not be reached.
export const post = async (form, url, { name, version, values }) => {
  const body = new FormData();
  body.set("field", name);
  body.set("version", version);
  for (const value of values) body.append(name, value);
  const token = form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  try {
    return await fetch(url, {
      method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" }, keepalive: true, redirect: "manual",
    });
  } catch {
    return null;
  }
};

export const speak = (state, filling = "") => {
  const place = document.querySelector("[data-autosave-words]");
  if (!place) return;
  const pattern = place.dataset[state] ?? "{n}";
  place.dataset.state = { refused: "clash", out: "waiting", gone: "clash" }[state] ?? state;
  place.querySelector("[data-words]").textContent = state === "clash" && filling ? filling : pattern.replace("{n}", filling);
  const again = place.querySelector("[data-again]");
  if (again) again.hidden = state !== "out";
};
