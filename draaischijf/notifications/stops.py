"""Stopping mails: by a link that needs no sign-in, and to be taken back.

What is kept is a print of the address, not the address: a stop has to last after the
address itself is gone. The link carries that print, signed, and nothing else.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.urls import reverse

from draaischijf.notifications.kinds import MailGroup, group_named
from draaischijf.notifications.models import MailStop

_SIGNER_SALT = "draaischijf.notifications.stops"


@dataclass(frozen=True)
class Stop:
    """Which mails to which address: a group of one partnership."""

    prints: tuple[str, ...]
    group: MailGroup
    partnership_id: int | None


def stop_for(address: str, group: MailGroup, partnership_id: int | None) -> Stop:
    """Return what stopping a group of mails to an address means."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return Stop(tuple(_print(key, address) for key in keys), group, partnership_id)


def token_of(stop: Stop) -> str:
    """Return the signed token that stops this."""
    value = f"{stop.partnership_id or 0}.{stop.group.code}.{stop.prints[0]}"
    return _signer().sign(value)


def stop_of(token: str) -> Stop | None:
    """Return what a token stops, or None for one that was not made here.

    It does not expire: a mail of years ago may be stopped, and the worst a link in the
    wrong hands does is less mail.
    """
    try:
        place, code, kept = _signer().unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    group = group_named(code)
    if group is None or not group.may_be_stopped:
        return None
    return Stop((kept,), group, int(place) or None)


def stop_url(address: str, group: MailGroup, partnership_id: int | None) -> str:
    """Return the whole address of the page that stops this, or an empty text."""
    if not group.may_be_stopped:
        return ""
    token = token_of(stop_for(address, group, partnership_id))
    return f"{settings.SITE_URL}{reverse('notifications:stop', args=[token])}"


def is_stopped(stop: Stop) -> bool:
    """Tell whether these mails were stopped."""
    return stop.group.may_be_stopped and _kept(stop).exists()


def stop_mails(stop: Stop) -> None:
    """Send no more of these; twice is once."""
    if not is_stopped(stop):
        MailStop.objects.get_or_create(
            address_print=stop.prints[0],
            group=stop.group.code,
            partnership_id=stop.partnership_id,
        )


def resume_mails(stop: Stop) -> None:
    """Send these again; what was not sent meanwhile does not come after all."""
    _kept(stop).delete()


def _kept(stop: Stop) -> QuerySet[MailStop]:
    return MailStop.objects.filter(
        address_print__in=stop.prints,
        group=stop.group.code,
        partnership_id=stop.partnership_id,
    )


def _print(key: str, address: str) -> str:
    said = b"stop:" + address.strip().lower().encode()
    return hmac.digest(key.encode(), said, hashlib.sha256).hex()[:40]


def _signer() -> Signer:
    return Signer(salt=_SIGNER_SALT)
