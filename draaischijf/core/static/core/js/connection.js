/* When HTMX gets no answer or a broken one, say so where messages stand; the words are in
   the template (#connection-lost). Without it a click would seem to do nothing. */
"use strict";

(() => {
  function tell() {
    const words = document.getElementById("connection-lost");
    const place = document.getElementById("messages");
    if (!words || !place || place.querySelector("[data-connection]")) return;
    place.append(words.content.cloneNode(true));
    place.scrollIntoView({ block: "nearest" });
  }

  function untell() {
    document.querySelector("#messages [data-connection]")?.remove();
  }

  document.addEventListener("htmx:sendError", tell);
  document.addEventListener("htmx:timeout", tell);
  document.addEventListener("htmx:responseError", tell);
  document.addEventListener("htmx:beforeSwap", untell);
})();
