/* A draft of a <form data-draft="key">, kept on this device only, so that a lost connection
   or a closed page loses nothing. Restored into an untouched form; the page that says it
   arrived carries data-draft-clear="key", or more of them with a space between. Never kept:
   hidden fields, passwords, files and what is marked data-no-draft (the field or anything
   around it). A hidden field marked data-draft-keep comes back too: the key by which the
   server knows that it took this form in already. Gone after a week, for devices are shared. */
"use strict";

(() => {
  const PREFIX = "draaischijf-draft:";
  const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
  const WAIT = 400;
  const NEVER = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);

  // Private windows may refuse storage: then there is no draft, and nothing breaks.
  function read(key) {
    try {
      const draft = JSON.parse(localStorage.getItem(PREFIX + key));
      return draft && Date.now() - draft.at < KEPT_FOR ? draft : null;
    } catch {
      return null;
    }
  }

  function write(key, values) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values }));
      return true;
    } catch {
      return false;
    }
  }

  function forget(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // nothing was kept
    }
  }

  function forgetOld() {
    try {
      for (const name of Object.keys(localStorage)) {
        const key = name.startsWith(PREFIX) && name.slice(PREFIX.length);
        if (key && !read(key)) forget(key);
      }
    } catch {
      // nothing was kept
    }
  }

  const isKept = (field) => !NEVER.has(field.type) || field.hasAttribute("data-draft-keep");

  function fields(form) {
    return [...form.elements].filter(
      (field) => field.name && isKept(field) && !field.closest("[data-no-draft]"),
    );
  }

  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

  function values(form) {
    const found = {};
    for (const field of fields(form)) {
      found[field.name] ??= [];
      if (isChoice(field)) {
        if (field.checked) found[field.name].push(field.value);
      } else if (field.multiple) {
        found[field.name].push(...[...field.selectedOptions].map((option) => option.value));
      } else {
        found[field.name].push(field.value);
      }
    }
    return found;
  }

  function fill(form, kept) {
    const taken = {};
    for (const field of fields(form)) {
      const wanted = kept[field.name];
      if (!wanted) continue;
      if (isChoice(field)) {
        field.checked = wanted.includes(field.value);
      } else if (field.multiple) {
        for (const option of field.options) option.selected = wanted.includes(option.value);
      } else {
        const place = taken[field.name] ?? 0;
        taken[field.name] = place + 1;
        if (wanted[place] !== undefined) field.value = wanted[place];
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const waiting = new WeakMap();
  const blank = new WeakMap();

  function keep(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    const now = values(form);
    if (same(now, blank.get(form))) {
      forget(form.dataset.draft);
      return;
    }
    const status = form.querySelector("[data-draft-status]");
    if (write(form.dataset.draft, now) && status && !status.textContent) {
      status.textContent = status.dataset.saved;
    }
  }

  function restore(form) {
    if (blank.has(form)) return;
    blank.set(form, values(form));
    const draft = read(form.dataset.draft);
    // A form that came back with errors holds the newer text.
    if (!draft || form.querySelector("[aria-invalid=true]") || form.closest("[data-invalid]")) return;
    if (same(draft.values, blank.get(form))) return;
    fill(form, draft.values);
    clearTimeout(waiting.get(form)); // filling in is not typing: its age stays
    waiting.delete(form);
    const notice = form.querySelector("[data-draft-notice]");
    if (!notice) return;
    const style = { dateStyle: "long", timeStyle: "short" };
    const when = new Intl.DateTimeFormat(document.documentElement.lang, style).format(draft.at);
    notice.querySelector("[data-draft-when]").textContent = when;
    notice.hidden = false;
  }

  function start() {
    for (const mark of document.querySelectorAll("[data-draft-clear]")) mark.dataset.draftClear.split(" ").forEach(forget);
    document.querySelectorAll("form[data-draft]").forEach(restore);
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form || !blank.has(form)) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => keep(form), WAIT));
  });

  window.addEventListener("pagehide", () => {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      if (waiting.has(form)) keep(form);
    }
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-draft-discard]")) return;
    const form = event.target.closest("form[data-draft]");
    forget(form.dataset.draft);
    fill(form, blank.get(form));
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    form.querySelector("[data-draft-notice]").hidden = true;
    fields(form).find((field) => field.type !== "hidden")?.focus();
  });

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target.closest("form[data-draft]");
      if (!form) return;
      keep(form);
      const warning = form.querySelector("[data-draft-offline]");
      if (warning) warning.hidden = navigator.onLine;
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      warning?.scrollIntoView({ block: "center" });
    },
    true,
  );

  window.addEventListener("online", () => {
    for (const warning of document.querySelectorAll("[data-draft-offline]")) warning.hidden = true;
  });

  forgetOld();
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:load", start);
})();
