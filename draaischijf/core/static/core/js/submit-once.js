/* A form is sent once: a second press while the first is under way does nothing. The server
   guards itself as well. The button is not disabled, for its name and value travel along. */
"use strict";

(() => {
  const GIVE_UP_AFTER = 20000; // milliseconds: then a person may try again

  function release(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[data-sending-now]")) {
      button.removeAttribute("aria-disabled");
      button.removeAttribute("data-sending-now");
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) {
      event.submitter.setAttribute("aria-disabled", "true");
      event.submitter.dataset.sendingNow = "";
    }
    setTimeout(() => release(form), GIVE_UP_AFTER);
  });

  // Back from the next page: the browser shows this one as it was left.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(release);
  });
})();
