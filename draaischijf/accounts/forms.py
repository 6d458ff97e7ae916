"""The library's forms in our words: passkeys, codes of an app, recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey is always one that signs in by itself: one kind is enough to learn."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        del self.fields["passwordless"]
        self.fields["name"].label = _("What is this device called?")
        self.fields["name"].help_text = _("So that you know it in the list later.")

    def clean(self) -> dict[str, Any]:
        # Then the library asks that the device made sure who holds it.
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class NamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["name"].label = _("What is this device called?")


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        _ask_code(self.fields["code"], _("The code that the app shows now"))


class SecondStepForm(AuthenticateForm):
    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        _ask_code(self.fields["code"], _("Code of your app, or a recovery code"))


class OnceMoreForm(ReauthenticateForm):
    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        _ask_code(self.fields["code"], _("Code of your app, or a recovery code"))


def _ask_code(field: Any, label: Any) -> None:
    field.label = label
    field.widget.attrs.update(
        {"autocomplete": "one-time-code", "inputmode": "numeric", "placeholder": ""}
    )
