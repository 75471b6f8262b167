// What the form of a nomination does besides autosave.js: the sentence of a refusal beside its field, both versions
// after a clash, and what the server says about the saved figures (sections, gaps, contradictions) brought up to date.

const PAUSE = 500;
let timer = 0;

const sentence = (form, name, words) => {
  const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
  if (!field) return;
  const place = field.closest(".field") ?? field.parentElement;
  place.querySelectorAll(".field-error").forEach((old) => old.remove());
  field.classList.toggle("is-invalid", Boolean(words));
  if (!words) return field.removeAttribute("aria-invalid");
  field.setAttribute("aria-invalid", "true");
  const line = document.createElement("p");
  line.className = "field-error";
  line.setAttribute("role", "alert");
  line.append(Object.assign(document.createElement("span"), { textContent: words }));
  place.append(line);
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
  const { name, status, message } = event.detail;
  // Sent as a whole, the page shows the stored version beside the typed one.
  if (status === 409) return event.target.requestSubmit();
  sentence(event.target, name, status === 400 ? message : "");
  if (status !== 200) return;
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
