// The viewer of evidence remembers, in this browser, the width one reads at and the page one was on in each file; it
// opens with the cited place in sight. The links turn pages and change the width by themselves, also without script.

const head = document.querySelector("[data-viewer]");
const here = new URL(location.href);
const widths = "viewer:width";
const pages = `viewer:page:${head?.dataset.viewer}`;

const remembered = (name) => {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
};

const remember = (name, value) => {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing opens at the first page.
  }
};

if (head) {
  const wanted = new URL(here);
  const asked = here.searchParams;
  if (asked.has("zoom")) remember(widths, asked.get("zoom"));
  else if (remembered(widths) && remembered(widths) !== "100") wanted.searchParams.set("zoom", remembered(widths));
  // Only a file opened by itself goes on where one was; beside a figure the cited page comes first.
  if (asked.has("page")) remember(pages, asked.get("page"));
  else if (head.closest("[data-alone]") && remembered(pages)) wanted.searchParams.set("page", remembered(pages));
  if (wanted.href !== here.href && head.querySelector("[data-zoom]")) location.replace(wanted);
  const ground = head.nextElementSibling;
  const mark = ground.querySelector("mark, .marks rect");
  if (mark && ground.scrollHeight > ground.clientHeight) mark.scrollIntoView({ block: "center", inline: "center" });
}
