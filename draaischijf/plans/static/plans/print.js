/* A button marked data-print opens the printer; without scripts the browser's own menu
   does the same, and the button is not there. */
"use strict";

(() => {
  function show(root) {
    for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("DOMContentLoaded", () => show(document));
  document.addEventListener("htmx:load", (event) => show(event.detail.elt));
})();
