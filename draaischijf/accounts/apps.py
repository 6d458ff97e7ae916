from __future__ import annotations

import time
from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "draaischijf.accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        authenticator_added.connect(_proven, dispatch_uid="accounts-proven")


def _proven(*, request: Any, user: Any, **rest: Any) -> None:
    """Who just made a passkey proved to hold it: do not ask again a page later."""
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

    del user, rest
    known = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    proof = {"method": "mfa", "at": time.time(), "reauthenticated": True}
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*known, proof]
