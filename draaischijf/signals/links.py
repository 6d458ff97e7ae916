"""Personal links: how somebody without an account follows what became of a report.

The token is derived from the secret key and a nonce on the row, so it can be made
again for every mail; only its hash lies in the database.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from draaischijf.signals.models import PreSignal, SignalSupport
from draaischijf.signals.models.pre_signals import Raised


def new_nonce() -> str:
    """Return a fresh nonce for a row."""
    return secrets.token_hex(16)


def token_for(nonce: str, *, kept: str = "") -> str:
    """Return the token that belongs to a nonce: 32 characters, safe in an address.

    With the hash the row has `kept`, it is the token of a former secret key where that
    one opens the row: a link in an old mail and one on a new page are the same.
    """
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    tokens = [_made_with(key, nonce) for key in keys]
    return next((one for one in tokens if hash_of(one) == kept), tokens[0])


def _made_with(key: str, nonce: str) -> str:
    digest = hmac.digest(key.encode(), b"follow:" + nonce.encode(), "sha256")
    return base64.urlsafe_b64encode(digest)[:32].decode()


def token_of(raised: Raised) -> str:
    """Return the token that opens a report or support.

    When it was made with a secret key that nobody has any more it is a new one, which
    opens the row once its hash is kept: that happens with the next mail.
    """
    return token_for(raised.follow_nonce, kept=raised.follow_hash)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def follow_path(raised: Raised) -> str:
    """Return the path of the follow page of a report or support."""
    return reverse("signals:follow", args=[token_of(raised)])


def url_of(raised: Raised) -> str:
    """Return the full address of the follow page of a report or support."""
    return follow_url(nonce=raised.follow_nonce, kept=raised.follow_hash)


def follow_url(*, nonce: str, kept: str = "") -> str:
    """Return the full address; the outbox asks for it while sending."""
    path = reverse("signals:follow", args=[token_for(nonce, kept=kept)])
    return f"{settings.SITE_URL}{path}"


def find(token: str) -> PreSignal | SignalSupport | None:
    """Return the report or support a token opens, or None when it opens nothing."""
    today = timezone.localdate()
    valid = Q(follow_hash=hash_of(token)) & (
        Q(follow_until__isnull=True) | Q(follow_until__gte=today)
    )
    pre_signal = (
        PreSignal.objects.select_related("partnership", "organisation")
        .filter(valid)
        .first()
    )
    if pre_signal:
        return pre_signal
    return (
        SignalSupport.objects.select_related("signal__partnership", "organisation")
        .filter(valid)
        .first()
    )
