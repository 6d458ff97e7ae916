/* An explanation beside a form is open where there is room beside it; on a phone, and
   without JavaScript, it opens when one asks for it. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const wide = window.matchMedia("(min-width: 900px)").matches;
  for (const fold of document.querySelectorAll("details[data-open-wide]")) fold.open = wide;
});
