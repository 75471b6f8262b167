// A file dropped anywhere on the page goes into the page's one file field, and its form is sent.
const field = document.querySelector("[data-drop-anywhere] input[type=file]");
if (field) {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    field.form.requestSubmit();
  });
}
