/* A finding of the screening: <button data-replace="name of the field" data-words="what was
   found" data-proposal="what to write">. Puts the proposal in the text, and says to the
   page that the field was changed: a field that is read over when it is left is read over
   again. Without this file a button sends the form, and the server does it. */
"use strict";

(() => {
  const plain = (text) => text.replace(/\r\n/g, "\n");

  // The text as the note shows it changes along.
  function inTheNote(note, words, proposal) {
    const mark = [...note.querySelectorAll("blockquote mark")].find(
      (one) => plain(one.textContent) === words,
    );
    if (mark) mark.replaceWith(proposal);
  }

  function replace(button) {
    const field = button.closest("form")?.elements.namedItem(button.dataset.replace);
    if (!field || typeof field.value !== "string") return;
    const words = plain(button.dataset.words);
    const { proposal } = button.dataset;
    const note = button.closest("[data-screening]");
    const place = field.value.indexOf(words);
    if (place >= 0) {
      field.setRangeText(proposal, place, place + words.length, "select");
      inTheNote(note, words, proposal);
    }
    const finding = button.closest("[data-finding]");
    if (finding.parentElement.children.length > 1) finding.remove();
    else note.hidden = true;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Without script the button beside it is there, which the server answers.
  function showAll() {
    for (const button of document.querySelectorAll("[data-replace][hidden]")) button.hidden = false;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-replace]");
    if (button) replace(button);
  });
  document.addEventListener("DOMContentLoaded", showAll);
  document.addEventListener("htmx:load", showAll);
})();
