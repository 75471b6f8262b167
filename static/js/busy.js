// A form is sent once: its buttons rest until the answer comes, also when the page is found again with "back".
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // After the browser has read the form, or the pressed button's own value would be missing.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button])")) {
      button.setAttribute("aria-disabled", "true");
      button.dataset.busyNow = "";
    }
  });
});

const wake = () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[data-busy-now]")) {
      button.removeAttribute("aria-disabled");
      delete button.dataset.busyNow;
    }
  }
};
window.addEventListener("pageshow", wake);
document.addEventListener("htmx:afterRequest", wake);

// A file comes as an answer while the page stays, so the form that asks for one is free again at once.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.download !== undefined) setTimeout(wake, 2000);
});
