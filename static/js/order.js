// The running order by drag: a row dropped on another takes its place. Without it the number field and the arrows do.
let dragged = null;
for (const row of document.querySelectorAll("[data-order] [draggable]")) {
  row.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
  });
  row.addEventListener("dragover", (event) => event.preventDefault());
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!dragged || dragged === row) return;
    const form = dragged.querySelector("form[data-move]");
    form.querySelector("input[name=to]").value = row.dataset.place;
    form.requestSubmit();
  });
}
