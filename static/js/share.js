// While one types: count ÷ total, half up to two decimals, in whole numbers only. The server computes it again.
const indonesian = document.documentElement.lang !== "en";

// Digits, or groups of three split by one kind of mark; "10.24" is no count, and the server says so beside the field.
const COUNT = /^(?:\d{1,15}|\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*)$/;

export const whole = (text) => (COUNT.test(text.trim()) ? BigInt(text.replace(/\D/g, "")) : null);

export const grouped = (number) => number.toString().replace(/\B(?=(\d{3})+$)/g, indonesian ? "." : ",");

// Hundredths of a per cent, rounded half up: floor((2·10000·c + t) / 2t).
export const hundredths = (covered, total) => (20000n * covered + total) / (2n * total);

export const percent = (covered, total) => {
  const parts = hundredths(covered, total).toString().padStart(3, "0");
  const [before, after] = [grouped(parts.slice(0, -2)), parts.slice(-2)];
  return indonesian ? `${before},${after}\u00a0%` : `${before}.${after}%`;
};

const show = (segment) => {
  const [covered, total] = [...segment.querySelectorAll(".counts input")].slice(0, 2).map((field) => whole(field.value));
  const known = covered !== null && total !== null && total > 0n && covered !== undefined;
  segment.querySelector("output").textContent = known ? percent(covered, total) : "–";
  const part = known ? Number(hundredths(covered, total)) / 100 : 0;
  segment.querySelector(".bar .done").setAttribute("width", `${Math.min(part, 100)}%`);
  const above = segment.querySelector("[data-above]");
  if (above) above.hidden = !(known && covered > total);
};

for (const segment of document.querySelectorAll("[data-share]")) {
  segment.addEventListener("input", (event) => {
    if (event.target.closest(".counts")) show(segment);
  });
}

// Counts get their marks between thousands when one leaves the field.
document.addEventListener("change", (event) => {
  if (!event.target.matches("input.count, .counts input")) return;
  const number = whole(event.target.value);
  if (number !== null) event.target.value = grouped(number);
});
