/* In a <form data-number-keys> the keys 1, 2, 3 … choose among its radio buttons while no
   text is being typed, and Enter saves. Whoever speaks to the browser or leans on a key can
   turn that off; the browser remembers. Ctrl with Enter saves from a long text as well. */
"use strict";

(() => {
  const KEPT = "number-keys";
  const PRESSED = "a, button, summary, input, select, textarea";

  const isOff = () => localStorage.getItem(KEPT) === "off";
  const formHere = () => document.querySelector("form[data-number-keys]");

  function isTyping(element) {
    return element.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");
  }

  function save(form) {
    form.requestSubmit(form.querySelector("[data-saves]"));
  }

  function choose(form, key) {
    const radio = form.querySelectorAll("input[type=radio]")[Number(key) - 1];
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    radio.focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const form = formHere();
    if (!form || event.defaultPrevented || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (event.key !== "Enter" || !form.contains(event.target)) return;
      event.preventDefault();
      save(form);
    } else if (!isOff() && !isTyping(event.target)) {
      const isChosen = form.querySelector("input[type=radio]:checked");
      if (/^[1-9]$/.test(event.key)) {
        if (choose(form, event.key)) event.preventDefault();
      } else if (event.key === "Enter" && isChosen && !event.target.matches(PRESSED)) {
        event.preventDefault();
        save(form);
      }
    }
  });

  function tell(root) {
    for (const help of root.querySelectorAll("[data-number-keys-help]")) {
      const button = help.querySelector("[data-number-keys-switch]");
      help.hidden = false;
      help.querySelector("[data-when-on]").hidden = isOff();
      help.querySelector("[data-when-off]").hidden = !isOff();
      button.textContent = isOff() ? button.dataset.off : button.dataset.on;
    }
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-number-keys-switch]")) return;
    localStorage.setItem(KEPT, isOff() ? "on" : "off");
    tell(document);
  });

  document.addEventListener("DOMContentLoaded", () => tell(document));
  document.addEventListener("htmx:load", (event) => tell(event.detail.elt.parentElement ?? document));
})();
