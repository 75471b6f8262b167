import { forget, places } from "./store.js";

// Menus are <details> and open by themselves; here they close on Escape and on a click elsewhere.
const open = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Lists of sections and queues are folded where they would fill a phone's first screen.
if (window.matchMedia("(max-width: 1023.98px)").matches) {
  for (const fold of document.querySelectorAll(".steps details, details.fold")) fold.open = false;
}

// A list of errors is read first.
document.getElementById("errors")?.focus();

// Whoever signs out on a shared machine leaves nothing of what was kept for sending.
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", () => {
    places().forEach(forget);
    indexedDB.deleteDatabase("paritrana-files"); // files that still waited to be sent (upload.js)
  });
}
