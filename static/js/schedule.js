// Dragging an interview to a free time does what its form "Move" does.
let held = null;

for (const row of document.querySelectorAll("[data-interview]")) {
  row.addEventListener("dragstart", (event) => {
    held = row.dataset.interview;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held);
  });
}

for (const row of document.querySelectorAll("tr.free[data-slot]")) {
  row.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    row.classList.add("over");
  });
  row.addEventListener("dragleave", () => row.classList.remove("over"));
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    const form = document.querySelector(`form[data-move="${held}"]`);
    if (!form) return;
    form.elements.slot.value = row.dataset.slot;
    form.requestSubmit();
  });
}
