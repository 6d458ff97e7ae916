"""Personal links: how somebody without an account follows what became of a report.

The token can be made again for every mail; only its hash lies in the database.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from draaischijf.core import tokens
from draaischijf.signals.models import PreSignal, SignalSupport
from draaischijf.signals.models.pre_signals import Raised

FOLLOW = "follow"


def token_for(nonce: str, *, kept: str = "") -> str:
    """Return the token that opens what has this nonce; see core.tokens."""
    return tokens.token_for(FOLLOW, nonce, kept=kept)


def token_of(raised: Raised) -> str:
    """Return the token that opens a report or support.

    When it was made with a secret key that nobody has any more it is a new one, which
    opens the row once its hash is kept: that happens with the next mail.
    """
    return token_for(raised.follow_nonce, kept=raised.follow_hash)


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
    valid = Q(follow_hash=tokens.hash_of(token)) & (
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
