// The keyboard of the verification desk: 1-3 choose the verdict, c is the note, Ctrl+Enter keeps it, and every element
// with data-key is pressed by its key. [ and ] turn the page of the evidence.
const form = document.querySelector(".verdict-form");
const typing = (element) => element?.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") ?? false;
const PAGES = { "[": 'a[rel="prev"]', "]": 'a[rel="next"]' };

const choose = (digit) => {
  const box = form?.querySelectorAll('input[name="verdict"]')[digit - 1];
  if (!box) return false;
  box.checked = true;
  box.focus();
  box.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
};

const press = (target) => {
  target?.click();
  return Boolean(target);
};

document.addEventListener("keydown", (event) => {
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) return form.requestSubmit();
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && typing(document.activeElement)) return document.activeElement.blur();
  if (typing(document.activeElement)) return;
  let done = false;
  if (/^[1-3]$/.test(event.key)) done = choose(Number(event.key));
  else if (event.key === "c" && form) { form.querySelector('[name="note"]').focus(); done = true; }
  else if (PAGES[event.key]) done = press(document.querySelector(`.viewer ${PAGES[event.key]}`));
  else if (/^[jkf]$/.test(event.key)) done = press(document.querySelector(`[data-key="${event.key}"]`));
  if (done) event.preventDefault();
});
