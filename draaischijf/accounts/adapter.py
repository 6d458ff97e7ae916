"""How django-allauth behaves here: no open sign-up, no passwords."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.secrets_at_rest import sealed, unsealed
from draaischijf.core.rates import address_of


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in only for accounts that exist: an invitation makes one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's address as the rest of the site knows it."""
        return address_of(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys and codes of an app; what is secret about them is kept sealed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Codes change every 30 seconds."),
    }

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unsealed(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 named so by the library
        del user, type
        return _t("My passkey")


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Signing in through another site opens an account that is there; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        del request, sociallogin
        return False
