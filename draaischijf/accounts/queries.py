"""Reads about accounts: how one signs in, and where one is signed in now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _t

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from django.http import HttpRequest

    from draaischijf.accounts.models import User

# What counts as a second factor; recovery codes alone are the way back to one.
STRONG = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)

_BROWSERS = (
    ("Edge", r"Edg/"),
    ("Opera", r"OPR/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh"),
    ("Linux", r"Linux"),
)


@dataclass(frozen=True)
class SignedIn:
    """One place where an account is signed in."""

    pk: int
    device: str
    address: str
    since: datetime.datetime
    is_here: bool


@dataclass(frozen=True)
class Safety:
    """Everything with which somebody signs in, for the page about it."""

    passkeys: Sequence[Any]
    app: Any | None
    codes_left: int | None
    places: Sequence[SignedIn]


def has_second_factor(user: User) -> bool:
    """Tell whether an account has a passkey or an app with codes; one query."""
    return _has(user, *STRONG)


def has_passkey(user: User) -> bool:
    """Tell whether an account has a passkey; one query."""
    return _has(user, Authenticator.Type.WEBAUTHN)


def _has(user: User, *types: str) -> bool:
    rows = Authenticator.objects.filter(user=user.pk, type__in=types)
    return bool(rows.exists())


def with_second_factor(user_field: str) -> Exists:
    """Return the same question for a queryset, whose accounts are `user_field`."""
    return Exists(
        Authenticator.objects.filter(user=OuterRef(user_field), type__in=STRONG)
    )


def safety_of(request: HttpRequest) -> Safety:
    """Return how the account of this request signs in; two queries."""
    rows: dict[str, list[Any]] = {}
    for one in Authenticator.objects.filter(user=request.user.pk).order_by("pk"):
        rows.setdefault(one.type, []).append(one)
    codes = rows.get(Authenticator.Type.RECOVERY_CODES)
    return Safety(
        passkeys=[one.wrap() for one in rows.get(Authenticator.Type.WEBAUTHN, [])],
        app=next(iter(rows.get(Authenticator.Type.TOTP, [])), None),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
        places=_places(request),
    )


def _places(request: HttpRequest) -> list[SignedIn]:
    here = request.session.session_key
    rows = UserSession.objects.purge_and_list(request.user)
    places = [
        SignedIn(
            one.pk,
            device_of(one.user_agent),
            one.ip,
            one.created_at,
            one.session_key == here,
        )
        for one in rows
    ]
    return sorted(places, key=lambda one: (not one.is_here, -one.since.timestamp()))


def device_of(user_agent: str) -> str:
    """Return "Firefox, Windows" for what a browser says of itself, as far as known."""
    found = [
        next((name for name, sign in known if re.search(sign, user_agent)), "")
        for known in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _t("An unknown device")
