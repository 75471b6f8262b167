// Counts between the server's own answers: [data-clock="ISO moment of the server"] runs on, [data-until="ISO moment"]
// runs down (with data-now, the server's moment, so that a wrong clock on this device changes nothing).
const mark = document.documentElement.lang === "en" ? ":" : ".";
const two = (number) => String(number).padStart(2, "0");
const born = performance.now();

const tick = () => {
  const passed = performance.now() - born;
  for (const place of document.querySelectorAll("[data-clock]")) {
    const moment = new Date(Date.parse(place.dataset.clock) + passed);
    place.textContent = new Intl.DateTimeFormat("en-GB", {
      timeZone: place.dataset.zone ?? "Asia/Jakarta", hour: "2-digit", minute: "2-digit", second: "2-digit",
    }).format(moment).replaceAll(":", mark);
  }
  for (const place of document.querySelectorAll("[data-until]")) {
    const left = Math.max(0, Math.floor((Date.parse(place.dataset.until) - Date.parse(place.dataset.now) - passed) / 1000));
    place.textContent = `${two(Math.floor(left / 60))}${mark}${two(left % 60)}`;
  }
};
setInterval(tick, 1000);
