/* A form in its place (data-in-place) closes on Escape as if one pressed "do nothing", and
   Ctrl+Enter sends it: a long text keeps Enter for itself. */
"use strict";

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form[data-in-place][hx-post]");
  if (!form) return;
  if (event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-in-place-cancel]").click();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
