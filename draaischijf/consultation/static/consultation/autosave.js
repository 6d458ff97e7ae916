/* Keeps what is typed in a <form data-autosave="key"> after each pause, with the version it
   was typed on. Who kept an older text overwrites nothing: both texts are shown, and one
   chooses. Without connection the text stays on this device, also over a closed page, and
   is sent again. The element around the forms names in data-state-url where to look what
   others kept meanwhile; what is found there is told as "autosave:state" too. Without this
   file a form has a button, as every form. */
"use strict";

(() => {
  const PREFIX = "draaischijf-notes:";
  const PAUSE = 900;
  const AGAIN = 4000;
  const LOOK = 8000;
  const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
  const LONGEST_LAST_WORD = 60_000; // what a browser still sends while a page closes
  const states = new WeakMap();

  const forms = () => [...document.querySelectorAll("form[data-autosave]")];
  const fieldOf = (form) => form.elements.namedItem("text");
  const versionOf = (form) => form.elements.namedItem("version");
  const problemOf = (form) => form.querySelector("[data-autosave-problem]");
  const inConflict = (form) => Boolean(form.querySelector("[data-both-texts]"));
  const plain = (text) => text.replace(/\r\n/g, "\n");

  // Private windows may refuse storage: then only the page itself holds the text.
  function stored(key) {
    try {
      const found = JSON.parse(localStorage.getItem(PREFIX + key));
      return found && Date.now() - found.at < KEPT_FOR ? found : null;
    } catch {
      return null;
    }
  }

  function store(form) {
    try {
      const kept = { at: Date.now(), text: fieldOf(form).value, version: versionOf(form).value };
      localStorage.setItem(PREFIX + form.dataset.autosave, JSON.stringify(kept));
    } catch {
      // the page holds it
    }
  }

  function forget(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // nothing was kept
    }
  }

  function say(form, what) {
    const status = form.querySelector("[data-autosave-status]");
    const words = status.dataset[what] ?? "";
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
    status.textContent = words.replace("{time}", time.format(Date.now()));
    status.dataset.now = what;
  }

  function later(form, wait) {
    const state = states.get(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => send(form), wait);
  }

  async function send(form, { last = false } = {}) {
    const state = states.get(form);
    const text = plain(fieldOf(form).value);
    clearTimeout(state.timer);
    if (state.busy || inConflict(form)) return;
    if (text === state.kept) {
      forget(form.dataset.autosave);
      return;
    }
    state.busy = true;
    say(form, "keeping");
    let answer = null;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Autosave": "1" },
        redirect: "manual",
        keepalive: last && text.length < LONGEST_LAST_WORD,
      });
      await take(form, answer, text);
    } catch {
      say(form, "waiting");
      later(form, AGAIN);
    } finally {
      state.busy = false;
    }
    if (answer?.ok && plain(fieldOf(form).value) !== state.kept) later(form, PAUSE);
  }

  async function take(form, answer, text) {
    if (answer.ok) {
      const kept = await answer.json();
      states.get(form).kept = text;
      versionOf(form).value = kept.version;
      problemOf(form).replaceChildren();
      if (plain(fieldOf(form).value) === text) forget(form.dataset.autosave);
      else store(form);
      say(form, "kept");
    } else if (answer.status === 409 || answer.status === 422) {
      problemOf(form).innerHTML = await answer.text();
      // As when HTMX brings something in: the other files see to their own part of it.
      htmx.trigger(problemOf(form), "htmx:load", {});
      say(form, answer.status === 409 ? "conflict" : "refused");
    } else if (answer.status >= 500 || answer.status === 429) {
      throw new Error("again");
    } else {
      // Signed out (a redirect that is not followed), too big, or closed meanwhile.
      say(form, answer.type === "opaqueredirect" ? "out" : "refused");
    }
  }

  function choose(button) {
    const form = button.closest("form[data-autosave]");
    const conflict = form.querySelector("[data-both-texts]");
    const theirs = conflict.querySelector("[data-theirs]").value;
    const mine = fieldOf(form).value;
    const texts = { both: `${theirs}\n\n${mine}`, mine, theirs };
    fieldOf(form).value = texts[button.dataset.choose];
    versionOf(form).value = conflict.dataset.version;
    states.get(form).kept = plain(theirs);
    problemOf(form).replaceChildren();
    store(form);
    fieldOf(form).focus();
    if (button.dataset.choose === "theirs") say(form, "kept");
    send(form);
  }

  /* What another hand kept comes in where nothing waits to be sent. */
  async function look(room) {
    if (document.hidden) return;
    let state;
    try {
      const answer = await fetch(room.dataset.stateUrl, { redirect: "manual" });
      if (!answer.ok) return;
      state = await answer.json();
    } catch {
      return;
    }
    takeOver(state.items);
    room.dispatchEvent(new CustomEvent("autosave:state", { bubbles: true, detail: state }));
  }

  function takeOver(items) {
    for (const form of forms()) {
      const found = items[form.dataset.item];
      const state = states.get(form);
      const field = fieldOf(form);
      if (!found || !state || state.busy || inConflict(form)) continue;
      if (plain(field.value) !== state.kept || String(found.version) === versionOf(form).value) continue;
      const caret = field.selectionStart;
      field.value = found.text;
      if (document.activeElement === field) field.setSelectionRange(caret, caret);
      state.kept = plain(found.text);
      versionOf(form).value = found.version;
      say(form, "others");
    }
  }

  function start() {
    for (const form of forms()) {
      if (states.has(form)) continue;
      states.set(form, { kept: plain(fieldOf(form).value), busy: false, timer: 0 });
      form.querySelector("[data-autosave-button]").hidden = true;
      const waiting = stored(form.dataset.autosave);
      if (!waiting) continue;
      if (plain(waiting.text) === states.get(form).kept) {
        forget(form.dataset.autosave);
        continue;
      }
      fieldOf(form).value = waiting.text;
      versionOf(form).value = waiting.version;
      send(form);
    }
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form || !states.has(form) || event.target.name !== "text") return;
    store(form);
    later(form, PAUSE);
  });

  // "Keep it anyway" was ticked under what the screening found.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (form && states.has(form) && event.target.name === "accepted") send(form);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form || !states.has(form)) return;
    event.preventDefault();
    send(form);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (button) choose(button);
  });

  window.addEventListener("online", () => forms().forEach((form) => send(form)));
  window.addEventListener("pagehide", () => forms().forEach((form) => send(form, { last: true })));

  // An item that came up in the meeting brings its own form for notes.
  document.addEventListener("htmx:load", start);

  document.addEventListener("DOMContentLoaded", () => {
    start();
    const room = document.querySelector("[data-state-url]");
    if (room) setInterval(() => look(room), LOOK);
  });
})();
