// The room and the pad ask every two seconds whether something has changed ([data-pulse], answered 304 while nothing
// has). The request carries no cookie, so the server looks nobody up. On a change the room takes the parts marked
// [data-live] from a fresh page, and the pad goes to the new turn; what is being typed is never taken away.
const place = document.querySelector("[data-pulse]");
const words = document.querySelector("[data-line]");
const EVERY = 2000;
const form = document.querySelector("form[data-autosave]");

let etag = `"${place?.dataset.pulseNow ?? ""}"`;
let busy = false;

const touched = (part) => [...part.querySelectorAll("input, textarea, select")].some((field) =>
  field === document.activeElement || (field.matches("textarea, input:not([type=radio]):not([type=hidden])") && field.value !== field.defaultValue)
  || (field.matches("[type=radio]") && field.checked !== field.defaultChecked));

const refresh = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(part.id);
    if (!other || touched(part)) continue;
    const open = [...part.querySelectorAll("details")].map((one) => one.open);
    part.replaceChildren(...other.childNodes);
    part.querySelectorAll("details").forEach((one, n) => { one.open = open[n] ?? one.open; });
  }
  return true;
};

const waiting = () => form && localStorage.getItem(`autosave:${form.dataset.autosave}`);

const changed = async () => {
  if (place.dataset.pad === undefined) return refresh();
  // Entries that have not reached the server yet go first; the turn changes after them.
  if (waiting()) return false;
  location.reload();
  return true;
};

const ask = async () => {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(place.dataset.pulse, { credentials: "omit", cache: "no-store", headers: { "If-None-Match": etag } });
    if (answer.status === 200) {
      const next = answer.headers.get("ETag");
      if (await changed()) etag = next;
    }
    words.hidden = true;
  } catch {
    words.textContent = place.dataset.lineLost;
    words.hidden = false;
  }
  busy = false;
};

if (place) {
  ask();
  setInterval(ask, EVERY);
}

// The version that the form is sent with without autosave follows the one that autosave has reached.
form?.addEventListener("autosave", (event) => {
  const { status, version, others } = event.detail;
  if (status === 200) form.querySelector("[name=version]").value = version;
  for (const [name, value] of Object.entries(others ?? {})) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  }
});
