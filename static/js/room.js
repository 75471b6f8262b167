// The room and the pad ask every two seconds whether something has changed ([data-pulse], answered 304 while nothing
// has). The request carries no cookie, so the server looks nobody up. On a change the room takes the parts marked
// [data-live] from a fresh page, and the pad goes to the new turn; what is being typed is never taken away.
import { forget, keep, placeOf, rowsOf } from "./store.js";

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

const waiting = () => form && rowsOf(placeOf(form.dataset.autosave)).length > 0;

const changed = async () => {
  if (place.dataset.pad === undefined) return refresh();
  // Entries that have not reached the server yet go first; the turn changes after them.
  if (waiting()) return false;
  if (place.dataset.late === undefined) location.reload();
  // An entry that came too late stands only on this page, so it stays until its assessor goes on.
  else document.querySelector("[data-gone-on]").hidden = false;
  return true;
};

const ask = async () => {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(place.dataset.pulse, { credentials: "omit", cache: "no-store", headers: { "If-None-Match": etag } });
    if (!words.hidden) form?.dispatchEvent(new CustomEvent("autosave:send"));
    words.hidden = true;
    if (answer.status === 200) {
      const next = answer.headers.get("ETag");
      if (await changed()) etag = next;
    }
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

// A question is noted without leaving the page, and kept on this device until the server has it (signing out clears it).
const log = document.querySelector("form[data-stay]");
if (log) {
  const kept = placeOf(new URL(log.action).pathname);
  const said = log.querySelector("[data-said]");
  const say = (sentence) => { said.textContent = sentence; said.hidden = !sentence; };
  for (const [name, value] of rowsOf(kept)) if (log.elements[name]?.value === "") log.elements[name].value = value;
  log.addEventListener("input", () => keep(kept, [...new FormData(log)].filter(([name]) => name !== "csrfmiddlewaretoken")));
  log.addEventListener("submit", async (event) => {
    event.preventDefault();
    let answer = null;
    try {
      answer = await fetch(log.action, { method: "POST", body: new FormData(log), headers: { Accept: "text/html" } });
    } catch {
      answer = null;
    }
    if (!answer) return say(log.dataset.lost);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) return say(fresh.querySelector(".remark.bad p")?.textContent ?? log.dataset.lost);
    say("");
    forget(kept);
    log.reset();
    for (const field of log.querySelectorAll("textarea")) field.value = "";
    await refresh();
  });
}
