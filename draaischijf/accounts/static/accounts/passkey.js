/* A form with data-passkey="create" or "get" asks the device for a passkey when it is
   sent, and sends what the device answers. The question comes from the page, or from the
   address in data-passkey-from. Without a device that can, it says so. */
"use strict";

(() => {
  const able = Boolean(window.PublicKeyCredential && window.webauthnJSON);

  async function question(form) {
    if (!form.dataset.passkeyFrom) {
      return JSON.parse(document.getElementById("passkey-question").textContent);
    }
    const answer = await fetch(form.dataset.passkeyFrom, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    if (!answer.ok) throw new Error("no question");
    return answer.json();
  }

  async function ask(form) {
    const asked = await question(form);
    if (form.dataset.passkey === "get") {
      return window.webauthnJSON.get(asked.request_options);
    }
    const wanted = asked.creation_options;
    Object.assign(wanted.publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
    return window.webauthnJSON.create(wanted);
  }

  function tell(form, text) {
    const told = form.querySelector("[data-passkey-told]");
    told.textContent = text;
    told.hidden = !text;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.passkey) return;
    event.preventDefault();
    tell(form, "");
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      // Without another event: this one has done its work.
      HTMLFormElement.prototype.submit.call(form);
    } catch {
      tell(form, form.dataset.passkeyFailed);
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const part of document.querySelectorAll("[data-needs-passkey]")) {
      part.hidden = !able;
    }
    for (const part of document.querySelectorAll("[data-without-passkey]")) {
      part.hidden = able;
    }
  });
})();
