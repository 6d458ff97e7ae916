/* Puts the items of an agenda in order: by dragging the handle, with mouse, pen or finger,
   and with Alt and the arrow keys on it. What is sent is what the buttons send, which work
   without this file. An item keeps to its own list: by consent, or talked about. */
"use strict";

(() => {
  const START = 4; // pixels before a press becomes a drag
  const EDGE = 70;
  let drag = null;
  let wanted = "";

  const itemOf = (node) => node?.closest?.("[data-agenda-item]");

  function send(item, place) {
    if (!place) return;
    wanted = item.id;
    htmx.ajax("POST", item.dataset.placeUrl, {
      source: item,
      target: "#agenda",
      select: "#agenda",
      swap: "outerHTML show:none",
      values: { place },
    });
  }

  function over(x, y) {
    const found = itemOf(document.elementFromPoint(x, y));
    return found && found.parentElement === drag.item.parentElement ? found : null;
  }

  function mark(item) {
    for (const one of document.querySelectorAll(".drop-here")) one.classList.remove("drop-here");
    if (item && item !== drag?.item) item.classList.add("drop-here");
  }

  function stop() {
    drag?.item.classList.remove("dragged");
    mark(null);
    drag = null;
  }

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-agenda-handle]");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    drag = { item: itemOf(handle), x: event.clientX, y: event.clientY, moves: false, onto: null };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.moves && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < START) return;
    drag.moves = true;
    drag.item.classList.add("dragged");
    drag.onto = over(event.clientX, event.clientY);
    mark(drag.onto);
    if (event.clientY < EDGE) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
  });

  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { item, onto, moves } = drag;
    stop();
    if (moves && onto && onto !== item) send(item, onto.dataset.rank);
  });

  document.addEventListener("pointercancel", stop);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) return stop();
    const step = { ArrowUp: "earlier", ArrowDown: "later" }[event.key];
    const item = step && event.altKey && itemOf(event.target);
    if (!item) return;
    event.preventDefault();
    send(item, item.dataset[step]);
  });

  // The item that moved keeps the focus, so that one goes on with the arrows.
  document.addEventListener("htmx:afterSettle", () => {
    if (!wanted) return;
    document.getElementById(wanted)?.querySelector("[data-agenda-handle]")?.focus();
    wanted = "";
  });

  // Without scripts a handle would promise what it cannot do.
  document.documentElement.classList.add("sorts-agenda");
})();
