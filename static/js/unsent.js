// What is completed must be whole: <form data-only-when-sent> waits while entries (fields.js) or files (upload.js) of
// this page have not been sent; its [data-unsent] says so.
import { placeOf, rowsOf } from "./store.js";

const waits = () => {
  for (const form of document.querySelectorAll("form[data-by-field]")) {
    if (rowsOf(placeOf(form.dataset.autosave)).length) return true;
  }
  return [...document.querySelectorAll("[data-uploads] > li")].some((row) => !["done", "refused"].includes(row.dataset.state));
};

for (const form of document.querySelectorAll("form[data-only-when-sent]")) {
  form.addEventListener("submit", (event) => {
    const unsent = waits();
    form.querySelector("[data-unsent]").hidden = !unsent;
    if (unsent) event.preventDefault();
  });
}
