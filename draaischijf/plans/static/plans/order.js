/* Puts the lines of an outline in order: by dragging the handle, with mouse, pen or finger,
   and with Alt and the arrow keys. Every line also has buttons that work without this
   file; what is sent here is what they send. A line changes places with lines of its own
   data-group; an action may also go to the list of another objective. */
"use strict";

(() => {
  const EDGE = 70; // pixels from the edge of the window where the page begins to scroll
  const START = 4; // pixels before a press becomes a drag
  let drag = null;

  const itemOf = (node) => node?.closest?.("[data-sort-item][data-place-url]");
  const isAction = (item) => item.classList.contains("outline-action");

  function send(item, values) {
    htmx.ajax("POST", item.dataset.placeUrl, {
      source: item,
      target: "#outline",
      swap: "outerHTML show:none",
      values,
    });
  }

  /* The line before a place among those it may change places with; 0 is the first. */
  function keyBefore(place, item) {
    let before = place;
    while (before && (before === item || before.dataset.group !== item.dataset.group)) {
      before = before.previousElementSibling;
    }
    return before ? before.dataset.key : "0";
  }

  function placeAt(x, y) {
    const under = document.elementFromPoint(x, y);
    const over = itemOf(under);
    if (over && over.dataset.group === drag.item.dataset.group) {
      // An objective is tall: its own line counts, not all that stands under it.
      const box = (over.querySelector(":scope > details > summary") ?? over).getBoundingClientRect();
      return { over, list: over.parentElement, isBefore: y < box.top + box.height / 2 };
    }
    const list = under?.closest("[data-sort-list]");
    if (list && isAction(drag.item) && drag.item.dataset.group === "acties-" && !list.querySelector("[data-sort-item]")) {
      return { over: list, list, isBefore: false };
    }
    return null;
  }

  function mark(place) {
    for (const one of document.querySelectorAll(".drop-before, .drop-after")) {
      one.classList.remove("drop-before", "drop-after");
    }
    if (place && place.over !== drag?.item) {
      place.over.classList.add(place.isBefore ? "drop-before" : "drop-after");
    }
  }

  function stop() {
    drag?.item.classList.remove("dragged");
    document.documentElement.classList.remove("dragging");
    mark(null);
    drag = null;
  }

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button !== 0) return;
    event.preventDefault(); // no text is chosen, no page is scrolled
    handle.focus();
    drag = { item: itemOf(handle), x: event.clientX, y: event.clientY, moves: false, place: null };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.moves && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < START) return;
    drag.moves = true;
    drag.item.classList.add("dragged");
    document.documentElement.classList.add("dragging");
    drag.place = placeAt(event.clientX, event.clientY);
    mark(drag.place);
    if (event.clientY < EDGE) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
  });

  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { item, place, moves } = drag;
    stop();
    if (!moves || !place || place.over === item) return;
    const before = place.isBefore ? place.over.previousElementSibling : place.over;
    const values = { after: place.over === place.list ? "0" : keyBefore(before, item) };
    const objective = place.list.dataset.objective;
    if (isAction(item) && objective) values.objective = objective;
    send(item, values);
  });

  document.addEventListener("pointercancel", stop);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) return stop();
    const step = { ArrowUp: "-1", ArrowDown: "1" }[event.key];
    const item = step && event.altKey && itemOf(event.target);
    if (!item) return;
    event.preventDefault();
    send(item, { step });
  });

  // Without scripts a handle would promise what it cannot do.
  document.documentElement.classList.add("sorts");
})();
