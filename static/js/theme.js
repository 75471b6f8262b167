// Pins the light or the dark page in a cookie; the server writes it into <html> from then on.
const choice = (value) => {
  const root = document.documentElement;
  if (value) root.dataset.bsTheme = value;
  else delete root.dataset.bsTheme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${value}; Path=/; Max-Age=${value ? 31536000 : 0}; SameSite=Lax${secure}`;
  mark();
};

const mark = () => {
  const pinned = document.documentElement.dataset.bsTheme ?? "";
  for (const button of document.querySelectorAll("[data-theme-choice] button")) {
    button.setAttribute("aria-pressed", String(button.value === pinned));
  }
};

for (const place of document.querySelectorAll("[data-theme-choice]")) {
  place.hidden = false;
  place.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choice(button.value);
  });
}
mark();
