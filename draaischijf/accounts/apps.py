from __future__ import annotations

import time
from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "draaischijf.accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from draaischijf.accounts import texts
        from draaischijf.core.redaction import register as redaction

        redaction.leave(texts.LEFT)
        authenticator_added.connect(_proven, dispatch_uid="accounts-proven")
        user_logged_in.connect(_noted, dispatch_uid="accounts-noted")


def _proven(*, request: Any, user: Any, **rest: Any) -> None:
    """Who just made a passkey proved to hold it: do not ask again a page later."""
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

    del user, rest
    known = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    proof = {"method": "mfa", "at": time.time(), "reauthenticated": True}
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*known, proof]


def _noted(*, request: Any, **rest: Any) -> None:
    """Note where somebody signed in, also past the library's own pages (the demo)."""
    from allauth.usersessions.models import UserSession

    del rest
    # Without an address there is no visitor: a test that signs somebody in.
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)
