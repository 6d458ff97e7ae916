/* Asks before what cannot be undone: the question stands in data-confirm on the button or
   the form. Nothing else is asked twice. */
"use strict";

document.addEventListener(
  "submit",
  (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (!question || window.confirm(question)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
