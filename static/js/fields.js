// Saves one field at a time in a form of a nomination: <form data-autosave="URL" data-by-field data-version="3">.
// (autosave.js does so for one sheet that has a single writer; here many short forms stand on a page, and two people
// may write in the same one.)
//
// Each change is posted as field=value with `version` and `field`. The answer is JSON: {version, saved_at} with
// 200, {version, message} with 409 (somebody else saved in between) or {message} with 400 (not acceptable).
// Each field goes on from the version in which this page has seen it.
// What could not be saved is kept in this browser (store.js) until it is: through a cut line, an ended session, a
// reload. The words stand in [data-autosave-words]; the form still has its button for
// a browser without script. Event `autosave` tells each answer; event `settle` {name, version} ends a clash.

import { forget, keep, placeOf, rowsOf } from "./store.js";
import { PAUSE, isSaved, post, putBack, speak, valuesOf } from "./saving.js";

const AGAIN = 10000;
const forms = [];
const unsent = () => forms.reduce((sum, form) => sum + form.waiting.size, 0); // of the whole page: it speaks in one place

class FieldByField {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.opened = form.dataset.version ?? "";
    this.seen = new Map(); // field: the version in which this page knows it
    this.place = placeOf(this.url);
    this.waiting = new Map(this.kept()); // field: its values, until they are saved
    this.resting = new Set(); // fields that were refused or clash, until they change
    this.timer = 0;
    this.sending = false;
    form.addEventListener("input", (event) => this.note(event.target, PAUSE));
    form.addEventListener("change", (event) => this.note(event.target, 0));
    form.addEventListener("settle", (event) => this.settle(event.detail));
    window.addEventListener("online", () => this.send());
    // The last change is handed over when the page is left, and tried again when one comes back to it.
    document.addEventListener("visibilitychange", () => this.send());
    form.addEventListener("submit", () => this.forget());
    forms.push(this);
    if (this.waiting.size) this.restore();
  }

  note(field, pause) {
    if (!isSaved(field)) return;
    this.waiting.set(field.name, valuesOf(this.form, field.name));
    this.resting.delete(field.name);
    this.keep();
    speak("saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  version(name) {
    return this.seen.get(name) ?? this.opened;
  }

  next() {
    return [...this.waiting].find(([name]) => !this.resting.has(name));
  }

  async send() {
    clearTimeout(this.timer);
    const first = this.next();
    if (this.sending || !first) return;
    this.sending = true;
    const [name, values] = first;
    const answer = await post(this.form, this.url, { name, version: this.version(name), values });
    this.sending = false;
    await this.heard(name, values, answer);
  }

  async heard(name, values, answer) {
    // Sent on to the sign-in, or no longer allowed: trying again and again is of no use, the text is kept.
    if (answer?.type === "opaqueredirect") return speak("out", String(unsent()));
    const data = answer?.headers.get("content-type")?.includes("json") ? await answer.json().catch(() => ({})) : null;
    if (answer && !data && answer.status < 500) return speak("gone", String(unsent()));
    if (!answer || !data || answer.status >= 500) {
      speak("waiting", String(unsent()));
      this.timer = setTimeout(() => this.send(), AGAIN);
      return;
    }
    if (data.version !== undefined && answer.ok) {
      this.form.dataset.version = String(data.version);
      this.seen.set(name, String(data.version));
    }
    // Changed again while it was on its way: stays in the list.
    const unchanged = JSON.stringify(this.waiting.get(name)) === JSON.stringify(values);
    if (answer.ok && unchanged) this.waiting.delete(name);
    if (!answer.ok && unchanged) this.resting.add(name);
    this.keep();
    this.form.dispatchEvent(new CustomEvent("autosave", { bubbles: true, detail: { name, status: answer.status, ...data } }));
    if (answer.status === 409) speak("clash", data.message);
    else if (!answer.ok) speak("refused", data.message ?? "");
    if (this.next()) return void this.send();
    if (this.resting.size) return;
    if (unsent()) speak("waiting", String(unsent()));
    else speak("saved", data.saved_at ?? "");
  }

  // The person has chosen between the stored version and their own; the latter is sent from the newest version on.
  settle({ name, version, keep }) {
    this.seen.set(name, String(version));
    this.resting.delete(name);
    if (keep === "stored") {
      this.waiting.delete(name);
      this.keep();
      if (!this.waiting.size) speak("saved");
    }
    this.send();
  }

  // What an earlier visit could not send is put back into the fields and sent.
  restore() {
    for (const [name, values] of this.waiting) putBack(this.form, name, values);
    this.send();
  }

  // [[field, values, version it was typed over], …]
  kept() {
    const rows = rowsOf(this.place).filter(([, values]) => Array.isArray(values));
    for (const [name, , version] of rows) if (version !== undefined) this.seen.set(name, version);
    return rows.map(([name, values]) => [name, values]);
  }

  keep() {
    const rows = [...this.waiting].map(([name, values]) => [name, values, this.version(name)]);
    if (rows.length) keep(this.place, rows);
    else forget(this.place);
  }

  forget() {
    clearTimeout(this.timer);
    this.waiting.clear();
    this.keep();
  }
}

for (const form of document.querySelectorAll("form[data-by-field]")) new FieldByField(form);
