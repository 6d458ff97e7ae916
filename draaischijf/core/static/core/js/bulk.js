/* Several rows at once, in a <form data-bulk>: one box for all, and a live count. Without
   JavaScript each row has its own box and the buttons work as they are. */
"use strict";

(() => {
  const items = (form) => [...form.querySelectorAll("[data-bulk-item]:not(:disabled)")];

  function words(count, status) {
    if (count === 0) return status.dataset.none;
    if (count === 1) return status.dataset.one;
    return status.dataset.many.replace("{n}", String(count));
  }

  function refresh(form) {
    const all = items(form);
    const chosen = all.filter((item) => item.checked).length;
    const status = form.querySelector("[data-bulk-count]");
    if (status) status.textContent = words(chosen, status);
    const master = form.querySelector("[data-bulk-all]");
    if (master) {
      master.closest("label").hidden = all.length === 0;
      master.checked = chosen > 0 && chosen === all.length;
      master.indeterminate = chosen > 0 && chosen < all.length;
    }
    form.toggleAttribute("data-bulk-some", chosen > 0);
  }

  function refreshAll() {
    document.querySelectorAll("form[data-bulk]").forEach(refresh);
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-bulk-all]")) {
      for (const item of items(form)) item.checked = event.target.checked;
    }
    refresh(form);
  });

  // A page from the browser's memory keeps its boxes but not our count.
  window.addEventListener("pageshow", refreshAll);
  document.addEventListener("DOMContentLoaded", refreshAll);
  document.addEventListener("htmx:load", refreshAll);
})();
