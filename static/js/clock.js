// Counts between the server's own answers: [data-clock="ISO moment of the server"] runs on, [data-until="ISO moment"]
// runs down (with data-now, the server's moment, so that a wrong clock on this device changes nothing).
const mark = document.documentElement.lang === "en" ? ":" : ".";
const two = (number) => String(number).padStart(2, "0");
// Parts of a page may be brought anew with a later moment, so each place counts from when it came.
const came = new WeakMap();
const passedAt = (place) => {
  if (!came.has(place)) came.set(place, performance.now());
  return performance.now() - came.get(place);
};

const tick = () => {
  for (const place of document.querySelectorAll("[data-clock]")) {
    const moment = new Date(Date.parse(place.dataset.clock) + passedAt(place));
    place.textContent = new Intl.DateTimeFormat("en-GB", {
      timeZone: place.dataset.zone ?? "Asia/Jakarta", hour: "2-digit", minute: "2-digit", second: "2-digit",
    }).format(moment).replaceAll(":", mark);
  }
  for (const place of document.querySelectorAll("[data-until]:not(rect)")) {
    const left = Math.max(0, Math.floor((Date.parse(place.dataset.until) - Date.parse(place.dataset.now) - passedAt(place)) / 1000));
    place.textContent = `${two(Math.floor(left / 60))}${mark}${two(left % 60)}`;
  }
  // How much of a span has passed: <rect data-from="…" data-until="…" data-now="…">.
  for (const bar of document.querySelectorAll("rect[data-from]")) {
    const [from, until, now] = [bar.dataset.from, bar.dataset.until, bar.dataset.now].map(Date.parse);
    bar.setAttribute("width", `${(100 * Math.min(1, Math.max(0, (now + passedAt(bar) - from) / (until - from)))).toFixed(2)}%`);
  }
};
tick();
setInterval(tick, 1000);
