// Sends files in pieces while one goes on: <form data-upload="URL"> with a field for files.
//
// Each file is begun at the URL, which answers with an address of its own and how many bytes are there already; then
// piece after piece is posted to that address with its offset. After a cut the server says where to go on. Files that
// wait are kept in this browser's own store under the person, so that a reload or an expired session loses none; a
// file leaves the store when it has arrived or was refused, and all leave it at sign-out (menu.js).

import { person } from "./store.js";

const STORE = "paritrana-files";
const PATIENCE = 120000; // a piece of half a megabyte that takes longer is sent anew
const LONGEST_PAUSE = 30000;

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

class Kept {
  // What this browser keeps. A browser that keeps nothing still sends.
  async open() {
    const request = indexedDB.open(STORE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "id", autoIncrement: true });
    const base = await asked(request);
    base.onversionchange = () => base.close();
    return base;
  }

  async do(mode, work) {
    let base = null;
    try {
      base = await this.open();
      return await asked(work(base.transaction("files", mode).objectStore("files")));
    } catch {
      return undefined;
    } finally {
      base?.close();
    }
  }

  add(entry) {
    return this.do("readwrite", (files) => files.add(entry));
  }

  forget(id) {
    return id === undefined ? undefined : this.do("readwrite", (files) => files.delete(id));
  }

  async of(person, url) {
    const all = (await this.do("readonly", (files) => files.getAll())) ?? [];
    return all.filter((entry) => entry.person === person && entry.url === url);
  }
}

class Sender {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.upload;
    this.list = document.querySelector("[data-uploads]");
    this.row = document.querySelector("[data-upload-row]");
    this.sum = document.querySelector("[data-uploads-sum]");
    this.kept = new Kept();
    this.queue = [];
    this.sending = false;
    this.total = this.arrived = 0;
    const field = form.querySelector("input[type=file]");
    form.querySelector("button:not([type])").hidden = true;
    form.querySelector("[data-drop-hint]").hidden = false;
    field.addEventListener("change", async () => {
      await this.take([...field.files]);
      field.value = "";
    });
    this.listenForDrops();
    window.addEventListener("online", () => this.wake?.());
    window.addEventListener("beforeunload", (event) => this.queue.some((one) => one.id === undefined) && event.preventDefault());
    this.restore();
  }

  listenForDrops() {
    const over = (event, is) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.form.classList.toggle("over", is);
    };
    document.addEventListener("dragover", (event) => over(event, true));
    document.addEventListener("dragleave", (event) => !event.relatedTarget && over(event, false));
    document.addEventListener("drop", (event) => {
      over(event, false);
      // A folder comes along as an entry without bytes; it can't be read and is left out.
      this.take([...(event.dataTransfer?.files ?? [])].filter((file) => file.size || file.type));
    });
  }

  async take(files) {
    for (const file of files) {
      const promise = this.form.dataset.promise ?? "";
      const id = await this.kept.add({ person, url: this.url, file, promise });
      this.add(file, id, promise);
    }
    this.next();
  }

  async restore() {
    for (const entry of await this.kept.of(person, this.url)) this.add(entry.file, entry.id, entry.promise);
    this.next();
  }

  // `promise` is what the page said of this file when it was chosen; it goes along, whatever the page says later.
  add(file, id, promise = "") {
    const row = this.row.content.firstElementChild.cloneNode(true);
    row.querySelector(".name").textContent = file.name;
    row.querySelector(".only-read").textContent = ` ${file.name}`;
    this.list.append(row);
    const one = { file, id, row, promise };
    row.querySelector("button").addEventListener("click", () => this.giveUp(one));
    document.querySelector(`[data-begun="${CSS.escape(`${file.name}|${file.size}|${file.lastModified}`)}"]`)?.remove();
    this.queue.push(one);
    this.total += 1;
    this.speak(one, "waiting");
  }

  async next() {
    if (this.sending) return;
    this.sending = true;
    while (this.queue.length) {
      const one = this.queue[0];
      try {
        await this.send(one);
      } catch (reason) {
        if (reason !== "out") throw reason;
        for (const waiting of this.queue) this.speak(waiting, "out");
        return; // stays stopped: the page must be opened anew after signing in
      }
      if (this.queue[0] === one) this.queue.shift();
    }
    this.sending = false;
    if (this.arrived) await this.refresh();
  }

  async send(one) {
    let pause = 1000;
    let to = null;
    while (!one.dropped) {
      const step = to ? await this.sendPiece(one, to) : await this.begin(one);
      if (one.dropped) return;
      if (step === null) {
        this.speak(one, "cut");
        await this.pause(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
        if (to) to = await this.whereTo(to);
        continue;
      }
      pause = 1000;
      if (step.message) return this.refuse(one, step);
      if (step.done) return this.finish(one);
      to = step.again ? null : { ...to, ...step };
    }
  }

  async begin(one) {
    const body = new FormData();
    for (const [name, value] of [["name", one.file.name], ["size", one.file.size], ["modified", one.file.lastModified], ["promise", one.promise]]) body.set(name, value);
    return this.ask(this.url, { method: "POST", body });
  }

  async sendPiece(one, to) {
    const piece = one.file.slice(to.received, to.received + to.piece);
    const last = to.received + piece.size >= one.file.size;
    this.speak(one, last ? "checking" : "sending", to.received);
    return this.ask(to.url, {
      method: "POST", body: piece, headers: { "Content-Type": "application/octet-stream", "Upload-Offset": String(to.received) },
    });
  }

  // After a cut the server is asked what has arrived; an upload that has ended there is begun anew.
  async whereTo(to) {
    const step = await this.ask(to.url, {});
    return step === null ? to : step.again ? null : { ...to, ...step };
  }

  async ask(url, options) {
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    let answer;
    try {
      answer = await fetch(url, {
        ...options, redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
        headers: { ...options.headers, "X-CSRFToken": token, Accept: "application/json" },
      });
    } catch {
      return null;
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) throw "out";
    if (answer.status === 404) return { again: true };
    if (answer.status >= 500 || !answer.headers.get("content-type")?.includes("json")) return null;
    return answer.json().catch(() => null);
  }

  pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => { clearTimeout(timer); resolve(); };
    });
  }

  async finish(one) {
    this.arrived += 1;
    this.speak(one, "done");
    await this.kept.forget(one.id);
    if (this.arrived % 10 === 0) await this.refresh();
  }

  async refuse(one, { message, full }) {
    this.speak(one, "refused", 0, message);
    await this.kept.forget(one.id);
    if (!full) return;
    // No other file would fit either: said once, and the rest is not tried.
    for (const other of this.queue.splice(1)) {
      other.row.remove();
      await this.kept.forget(other.id);
    }
  }

  async giveUp(one) {
    one.dropped = true;
    this.queue = this.queue.filter((other) => other !== one || other === this.queue[0]);
    one.row.remove();
    this.total -= 1;
    this.tell();
    await this.kept.forget(one.id);
    this.wake?.();
  }

  async refresh() {
    const answer = await fetch(location.pathname).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("[data-files]").replaceWith(fresh.querySelector("[data-files]"));
    document.querySelector("h1").textContent = fresh.querySelector("h1").textContent;
  }

  speak(one, state, done = 0, message = "") {
    one.row.dataset.state = state;
    const megabytes = (bytes) => (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    const words = message || this.list.dataset[state].replace("{done}", megabytes(done)).replace("{size}", megabytes(one.file.size));
    one.row.querySelector(".words").textContent = words;
    if (state !== "cut") one.row.querySelector(".bar .done").setAttribute("width", `${one.file.size ? (100 * done) / one.file.size : 0}%`);
    this.tell();
  }

  tell() {
    this.sum.textContent = this.total > 1 ? this.sum.dataset.pattern.replace("{n}", this.arrived).replace("{total}", this.total) : "";
  }
}

for (const form of document.querySelectorAll("form[data-upload]")) new Sender(form);
