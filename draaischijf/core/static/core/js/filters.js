/* A <form data-auto-submit> is sent when a choice in it changes, by HTMX where the form has
   hx- attributes. Text fields wait for Enter: who is typing is not interrupted. The
   button marked data-auto-submit-button is not needed then. */
"use strict";

(() => {
  const typed = new Set(["text", "search", "email", "number", "date", "tel", "url"]);

  function hideButtons(root) {
    for (const button of root.querySelectorAll("form[data-auto-submit] [data-auto-submit-button]")) {
      button.hidden = true;
    }
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto-submit]");
    if (form && !typed.has(event.target.type)) form.requestSubmit();
  });

  document.addEventListener("DOMContentLoaded", () => hideButtons(document));
  document.addEventListener("htmx:load", (event) => hideButtons(event.detail.elt));
})();
