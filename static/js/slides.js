// Arrow keys, page keys and the space bar turn the page, as a presenter's remote sends them.
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
const ON = ["ArrowRight", "ArrowDown", "PageDown", " "];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.activeElement?.matches("a, button")) return;
  const way = BACK.includes(event.key) ? "prev" : ON.includes(event.key) ? "next" : "";
  const link = way && document.querySelector(`a[rel=${way}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
