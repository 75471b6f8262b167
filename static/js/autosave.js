// Saves one field at a time while one works: <form data-autosave="URL" data-version="3" id="…">.
//
// Each change is posted as field=value with `version` and `field`. The answer is JSON: {version, saved_at} with
// 200, {version, message} with 409 (somebody else saved in between) or {message} with 400 (not acceptable).
// What could not be sent is kept in this browser under the form's address and sent again when the line is back.
// The words stand in [data-autosave-words]; the form still has its button for a browser without script.

const PAUSE = 700;

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.place = document.querySelector("[data-autosave-words]");
    this.key = `autosave:${this.url}`;
    this.waiting = new Map(JSON.parse(localStorage.getItem(this.key) ?? "[]"));
    this.timer = 0;
    this.sending = false;
    form.addEventListener("input", (event) => this.note(event.target, PAUSE));
    form.addEventListener("change", (event) => this.note(event.target, 0));
    window.addEventListener("online", () => this.send());
    // The last change is handed over when the page is left.
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
    form.addEventListener("submit", () => this.forget());
    if (this.waiting.size) this.restore();
  }

  note(field, pause) {
    if (!field.name || field.type === "file" || field.type === "hidden" || field.dataset.unsaved !== undefined) return;
    this.waiting.set(field.name, this.value(field.name));
    this.keep();
    this.speak("saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  value(name) {
    return new FormData(this.form).getAll(name).filter((value) => typeof value === "string");
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending || !this.waiting.size) return;
    this.sending = true;
    const [name, values] = this.waiting.entries().next().value;
    const body = new FormData();
    body.set("field", name);
    body.set("version", this.form.dataset.version ?? "");
    for (const value of values) body.append(name, value);
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    let answer = null;
    try {
      answer = await fetch(this.url, {
        method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" }, keepalive: true, redirect: "manual",
      });
    } catch {
      answer = null;
    }
    this.sending = false;
    await this.heard(name, values, answer);
  }

  async heard(name, values, answer) {
    const data = answer?.headers.get("content-type")?.includes("json") ? await answer.json().catch(() => ({})) : null;
    if (!answer || !data || answer.status >= 500) {
      this.speak("waiting", String(this.waiting.size));
      this.timer = setTimeout(() => this.send(), 10000);
      return;
    }
    if (data.version !== undefined && answer.ok) this.form.dataset.version = String(data.version);
    // Changed again while it was on its way: stays in the list.
    const unchanged = JSON.stringify(this.waiting.get(name)) === JSON.stringify(values);
    if (answer.ok || answer.status === 400) if (unchanged) this.waiting.delete(name);
    this.keep();
    this.form.dispatchEvent(new CustomEvent("autosave", { bubbles: true, detail: { name, status: answer.status, ...data } }));
    if (answer.status === 409) return this.speak("clash", data.message);
    if (!answer.ok) return this.speak("refused", data.message ?? "");
    if (this.waiting.size) return void this.send();
    this.speak("saved", data.saved_at ?? "");
  }

  // What an earlier visit could not send is put back into the fields and sent.
  restore() {
    for (const [name, values] of this.waiting) {
      for (const field of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
        else if (values.length) field.value = values[0];
      }
    }
    this.send();
  }

  keep() {
    try {
      if (this.waiting.size) localStorage.setItem(this.key, JSON.stringify([...this.waiting]));
      else localStorage.removeItem(this.key);
    } catch {
      // A browser that keeps nothing still saves over the line.
    }
  }

  forget() {
    clearTimeout(this.timer);
    this.waiting.clear();
    this.keep();
  }

  speak(state, filling = "") {
    if (!this.place) return;
    const pattern = this.place.dataset[state] ?? "{n}";
    this.place.dataset.state = state === "refused" ? "clash" : state;
    this.place.querySelector("[data-words]").textContent = state === "clash" && filling ? filling : pattern.replace("{n}", filling);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
