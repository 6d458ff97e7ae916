/* At a table: what another phone kept appears here, where nobody is typing and nothing
   waits to be kept. The list of tracks is asked anew every few seconds and carries the
   notes as they stand; their version goes along, so that the next keeping builds on it. */
"use strict";

(() => {
  const kept = new WeakMap();

  function note(question) {
    return document.querySelector(`textarea[data-note="${CSS.escape(question)}"]`);
  }

  function takeOver(row) {
    const field = note(row.dataset.question);
    const version = document.getElementById(`version-${row.dataset.question}`);
    if (!field || !version || Number(row.dataset.version) < Number(version.value)) return;
    const stands = row.textContent;
    const before = kept.get(field) ?? field.defaultValue;
    const isUntouched = field.value === before && document.activeElement !== field;
    if (field.value.trim() !== stands && !isUntouched) return;
    if (field.value.trim() !== stands) field.value = stands;
    kept.set(field, field.value);
    version.value = row.dataset.version;
  }

  document.addEventListener("htmx:afterSwap", () => {
    document.querySelectorAll("[data-latest-notes] > li").forEach(takeOver);
  });
})();
