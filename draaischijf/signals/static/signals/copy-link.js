/* Copies the personal link. Without JavaScript, or where the browser refuses, the link
   stands in a field of its own to be copied by hand. */
"use strict";

(() => {
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-copy-button]")) button.hidden = false;
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy-button]");
    if (!button) return;
    const box = button.closest("[data-copy]");
    const field = box.querySelector("[data-copy-text]");
    const status = box.querySelector("[data-copy-status]");
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = status.dataset.copied;
    } catch {
      status.textContent = status.dataset.select;
    }
  });

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-copy-text]")) event.target.select();
  });
})();
