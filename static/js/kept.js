// Keeps what is typed in a form that is sent as a whole, <form data-kept>, until the server has it: through a cut line,
// a reload, an ended session. It waits in this browser under the person and the page's path; sign-out clears it (menu.js).
// The form carries the mark of its copy; the server answers with the mark in a cookie (paritrana/web/kept.py), and
// whichever page comes next forgets that copy. The words stand in [data-kept-words] of the form.

import { forget, keep, placeOf, places, read } from "./store.js";

const COPY = "kept:";

const arrived = document.cookie.match(/(?:^|; )arrived=([0-9a-f-]+)/)?.[1];
if (arrived) {
  for (const place of places()) if (place.startsWith(COPY) && read(place)?.mark === arrived) forget(place);
  document.cookie = "arrived=; path=/; max-age=0";
}

class Kept {
  constructor(form) {
    this.form = form;
    this.place = COPY + placeOf(location.pathname);
    this.words = form.querySelector("[data-kept-words]");
    this.mark = Object.assign(document.createElement("input"), { type: "hidden", name: "kept" });
    form.append(this.mark);
    form.addEventListener("input", () => this.keep());
    form.addEventListener("submit", (event) => this.send(event));
    window.addEventListener("online", () => this.words && (this.words.hidden = true));
    this.restore();
  }

  fields() {
    return [...this.form.elements].filter((field) => field.name && field.matches("textarea, select, input[type=text], input[type=datetime-local]"));
  }

  keep() {
    const values = Object.fromEntries(this.fields().map((field) => [field.name, field.value]));
    // Without crypto.randomUUID, which plain http lacks.
    this.mark.value = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const typed = this.fields().some((field) => field.matches("textarea, input") && field.value.trim());
    if (typed) keep(this.place, { mark: this.mark.value, values });
    else forget(this.place);
  }

  // A page that the server filled, as after a refusal, is newer than the copy.
  restore() {
    const copy = read(this.place);
    if (!copy?.values) return;
    this.mark.value = copy.mark;
    const texts = this.fields().filter((field) => !field.matches("select"));
    if (texts.some((field) => field.value.trim())) return;
    for (const field of this.fields()) {
      const value = copy.values[field.name];
      const offered = !field.matches("select") || [...field.options].some((option) => option.value === value);
      if (value !== undefined && offered) field.value = value;
    }
    this.speak("restored");
  }

  // With the line cut the page stays.
  send(event) {
    if (navigator.onLine) return;
    event.preventDefault();
    this.speak("cut");
  }

  speak(state) {
    if (!this.words) return;
    this.words.textContent = this.words.dataset[state];
    this.words.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-kept]")) new Kept(form);
