// The evidence beside the sheet turns without the page: links within it, and the criterion in hand (event "look"),
// bring only the viewer anew. Where one was for each criterion, and the width, are kept.
const places = new Map();
let criterion = new URLSearchParams(location.search).get("kriteria");
let asked = 0;

const viewer = () => document.getElementById("viewer");
const widest = () => sessionStorage.getItem("viewer:width") ?? "";

const show = async (search, { focus = false } = {}) => {
  const mine = ++asked;
  const query = new URLSearchParams(search);
  if (query.has("zoom")) sessionStorage.setItem("viewer:width", query.get("zoom"));
  else if (widest()) query.set("zoom", widest());
  viewer()?.classList.add("waits");
  let answer = null;
  try {
    answer = await fetch(`${location.pathname}?${query}`, { headers: { "HX-Request": "true" }, redirect: "manual" });
  } catch {
    answer = null;
  }
  if (mine !== asked) return;
  viewer()?.classList.remove("waits");
  // Without an answer the old page stays in sight; the line is spoken of where saving speaks.
  if (!answer?.ok) return;
  const piece = document.createElement("template");
  piece.innerHTML = await answer.text();
  if (mine !== asked || !piece.content.querySelector("#viewer")) return;
  const rest = viewer().querySelector(".rest")?.open;
  viewer().replaceWith(piece.content);
  if (rest && viewer().querySelector(".rest")) viewer().querySelector(".rest").open = true;
  if (focus) viewer().focus({ preventScroll: true });
  viewer().querySelector(".viewer-ground :is(mark, .marks rect)")?.scrollIntoView({ block: "nearest" });
  if (query.get("kriteria")) places.set(query.get("kriteria"), query.toString());
  history.replaceState(null, "", `?${query}`);
};

document.addEventListener("look", (event) => {
  const next = new URLSearchParams(event.detail).get("kriteria");
  if (next === criterion) return;
  criterion = next;
  show(places.get(next) ?? event.detail);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#viewer a[href^='?']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // A key press stays where it was; a click follows with the focus, for what was clicked is gone.
  show(link.getAttribute("href"), { focus: event.detail > 0 });
});

if (viewer() && widest() && !new URLSearchParams(location.search).has("zoom")) show(location.search);
