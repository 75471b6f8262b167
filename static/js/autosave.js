// Saves one field at a time while one works: <form data-autosave="URL" data-version="3" id="…">.
//
// Each change is posted as field=value with `version` and `field`. The answer is JSON: {version, saved_at} with
// 200, {version, message} with 409 (somebody else saved in between) or {message} with 400 (not acceptable).
// What could not be sent is kept in this browser under the person and the form's address (store.js), with the version
// it was typed over, and sent again when the line is back or the page is opened anew.
// The words stand in [data-autosave-words]; the form still has its button for a browser without script.

import { forget, keep, placeOf, rowsOf } from "./store.js";
import { PAUSE, isSaved, post, putBack, speak, valuesOf } from "./saving.js";

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.place = placeOf(this.url);
    this.waiting = new Map(rowsOf(this.place).filter(([, typed]) => Array.isArray(typed?.values)));
    this.held = new Set(); // fields whose two values wait for a choice
    this.timer = 0;
    this.sending = false;
    this.cut = false;
    this.leaving = false;
    form.addEventListener("input", (event) => this.note(event.target, PAUSE));
    form.addEventListener("change", (event) => this.note(event.target, 0));
    form.addEventListener("autosave:send", () => this.send());
    window.addEventListener("online", () => this.send());
    // The last change is handed over when the page is left.
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("pageshow", () => (this.leaving = false));
    if (this.waiting.size) this.restore();
  }

  note(field, pause) {
    if (!isSaved(field)) return;
    this.held.delete(field.name);
    this.waiting.set(field.name, { values: valuesOf(this.form, field.name), version: this.form.dataset.version ?? "" });
    this.keep();
    speak("saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  next() {
    for (const entry of this.waiting) if (!this.held.has(entry[0])) return entry;
    return null;
  }

  async send() {
    clearTimeout(this.timer);
    const entry = this.next();
    if (this.sending || !entry) return;
    this.sending = true;
    const [name, typed] = entry;
    const answer = await post(this.form, this.url, { name, ...typed });
    await this.heard(name, typed, answer);
  }

  async heard(name, typed, answer) {
    const data = answer?.headers.get("content-type")?.includes("json") ? await answer.json().catch(() => null) : null;
    this.sending = false;
    this.cut = !data;
    if (!data) {
      if (answer?.status === 404) return this.gone();
      // Sent to the sign-in page, or signed in anew elsewhere: both need this page opened again.
      const signedOut = answer && (answer.type === "opaqueredirect" || answer.status === 403);
      speak(signedOut ? "out" : "waiting", String(this.waiting.size));
      if (!signedOut) this.timer = setTimeout(() => this.send(), 10000);
      return;
    }
    const others = data.others ?? {};
    if (answer.ok && data.version !== undefined) {
      this.form.dataset.version = String(data.version);
      // What else was typed over the same version has seen this save too, unless it changed elsewhere.
      for (const [field, entry] of this.waiting)
        if (entry.version === typed.version && !(field in others)) entry.version = String(data.version);
    }
    // Changed again while it was on its way: stays in the list.
    const unchanged = JSON.stringify(this.waiting.get(name)?.values) === JSON.stringify(typed.values);
    if ((answer.ok || answer.status === 400) && unchanged) this.waiting.delete(name);
    if (answer.status === 409) this.held.add(name);
    this.keep();
    const detail = { name, status: answer.status, typed: typed.values[0] ?? "", waiting: [...this.waiting.keys()], ...data };
    this.form.dispatchEvent(new CustomEvent("autosave", { bubbles: true, detail }));
    if (this.next()) await this.send();
    else if (answer.status === 409) speak("clash", data.message);
    else if (!answer.ok) speak("refused", data.message ?? "");
    else speak("saved", data.saved_at ?? "");
  }

  // What waits is sent before the form is; with the line cut the page stays, or all of it would be lost.
  async submit(event) {
    if (this.leaving || !this.waiting.size) return this.forget();
    event.preventDefault();
    while (this.sending) await new Promise((done) => setTimeout(done, 50));
    await this.send();
    if (this.cut) return;
    this.leaving = true;
    this.forget();
    this.form.requestSubmit(event.submitter);
  }

  // The noun is no longer this person's to see, so neither is what they typed about it.
  gone() {
    this.forget();
    speak("gone");
  }

  // What an earlier visit could not send is put back into the fields and sent over the version it was typed on.
  restore() {
    for (const [name, typed] of this.waiting) putBack(this.form, name, typed.values);
    // The page's other scripts listen first.
    setTimeout(() => this.send());
  }

  keep() {
    if (this.waiting.size) keep(this.place, [...this.waiting]);
    else forget(this.place);
  }

  forget() {
    clearTimeout(this.timer);
    this.waiting.clear();
    this.keep();
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
