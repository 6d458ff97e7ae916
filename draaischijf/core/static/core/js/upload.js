/* The files chosen in a [data-upload], by name and size, and at once which are too big or
   too many. The server checks again, by content. */
"use strict";

(() => {
  const MEGABYTE = 1024 * 1024;

  function size(bytes) {
    const unit = bytes < MEGABYTE ? "kilobyte" : "megabyte";
    const amount = bytes < MEGABYTE ? Math.max(1, Math.round(bytes / 1024)) : bytes / MEGABYTE;
    const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 };
    return new Intl.NumberFormat(document.documentElement.lang, style).format(amount);
  }

  function row(file, limit, words) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    const about = document.createElement("span");
    const tooBig = file.size > limit;
    about.className = tooBig ? "too-big" : "soft";
    about.textContent = tooBig ? `${size(file.size)}, ${words}` : size(file.size);
    item.append(name, about);
    return item;
  }

  function refresh(box) {
    const input = box.querySelector("input[type=file]");
    const files = [...input.files];
    const limit = Number(box.dataset.maxMegabytes) * MEGABYTE;
    const most = input.multiple ? Number(box.dataset.maxFiles) : 1;
    const list = box.querySelector("[data-upload-list]");
    list.replaceChildren(...files.map((file) => row(file, limit, box.dataset.tooBig)));
    list.hidden = files.length === 0;

    const tooMany = files.length > most;
    const tooBig = files.filter((file) => file.size > limit);
    const problems = tooBig.map((file) => `${file.name}: ${box.dataset.tooBig}.`);
    if (tooMany) problems.push(box.dataset.tooMany);
    const error = box.querySelector("[data-upload-error]");
    error.textContent = problems.join(" ");
    error.hidden = problems.length === 0;
    // Keeps the form from being sent in vain; an empty text means: all is well.
    input.setCustomValidity(problems.join(" "));
  }

  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-upload]");
    if (box) refresh(box);
  });

  // With novalidate the browser does not look at custom validity: look ourselves.
  document.addEventListener(
    "submit",
    (event) => {
      const bad = event.target.querySelector("[data-upload] input[type=file]:invalid");
      if (!bad || !bad.validity.customError) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      bad.focus();
    },
    true,
  );
})();
