/* What another hand did in the same meeting, on the screen of the secretary: an item that
   came up is put before the element with data-agenda-end, and the list with data-who is
   shown again when it changed. What is being typed stays as it is. Listens to
   "autosave:state" of autosave.js; without this file one loads the page again. */
"use strict";

(() => {
  // Not while one presses there: that answer brings the list too.
  function showWho(who) {
    const list = document.querySelector("[data-who]");
    if (!list || list.dataset.who === String(who) || list.querySelector(".htmx-request")) return;
    htmx.ajax("GET", window.location.pathname, {
      target: list,
      select: `#${list.id}`,
      swap: "outerHTML show:none",
    });
  }

  const itemsIn = (page) => [...page.querySelectorAll("form[data-item]")];

  async function showItems(keys) {
    const here = new Set(itemsIn(document).map((form) => form.dataset.item));
    if (keys.every((key) => here.has(key))) return;
    let page;
    try {
      const answer = await fetch(window.location.pathname, { redirect: "manual" });
      if (!answer.ok) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return;
    }
    for (const form of itemsIn(page)) {
      const part = form.closest("section");
      const end = document.querySelector("[data-agenda-end]");
      if (!end || document.getElementById(part.id)) continue;
      end.before(part);
      htmx.process(part);
      htmx.trigger(part, "htmx:load", {});
    }
  }

  document.addEventListener("autosave:state", (event) => {
    showWho(event.detail.who);
    showItems(Object.keys(event.detail.items));
  });
})();
