/* How many characters are left in a long text. The browser's own limit is lifted, for it
   cuts a pasted text off without a word; the server keeps the limit. */
"use strict";

(() => {
  const SHOW_FROM = 0.7; // of the limit: before that nobody needs to count
  const SPEAK_AFTER = 1000; // milliseconds without typing

  const speaking = new WeakMap();

  function attach(counter) {
    const field = document.getElementById(counter.dataset.counter);
    if (!field || counter.dataset.limit || field.maxLength < 0) return;
    counter.dataset.limit = String(field.maxLength);
    field.removeAttribute("maxlength");
    field.dataset.counted = counter.dataset.counter;
    refresh(counter, field);
  }

  function refresh(counter, field) {
    const limit = Number(counter.dataset.limit);
    // The server counts a line break as two characters, as forms send it.
    const length = field.value.replace(/\r?\n/g, "\r\n").length;
    const left = limit - length;
    const words = left < 0 ? counter.dataset.over : counter.dataset.left;
    counter.textContent = words.replace("{n}", String(Math.abs(left)));
    counter.classList.toggle("over", left < 0);
    counter.hidden = length < limit * SHOW_FROM;
    clearTimeout(speaking.get(counter));
    if (left < 0) {
      speaking.set(counter, setTimeout(() => counter.setAttribute("role", "status"), SPEAK_AFTER));
    } else {
      counter.removeAttribute("role");
    }
  }

  function attachAll() {
    document.querySelectorAll("[data-counter]").forEach(attach);
  }

  document.addEventListener("input", (event) => {
    const id = event.target.dataset.counted;
    if (!id) return;
    const counter = document.querySelector(`[data-counter="${CSS.escape(id)}"]`);
    if (counter) refresh(counter, event.target);
  });

  document.addEventListener("DOMContentLoaded", attachAll);
  document.addEventListener("htmx:load", attachAll);
})();
