"""Personal links to a call: who has the link answers, without an account."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from draaischijf.calls.enums import CallState
from draaischijf.calls.models import LINK_LASTS, Invited
from draaischijf.core import tokens

ANSWER = "call-answer"


def token_for(nonce: str, *, kept: str = "") -> str:
    """Return the token that opens what has this nonce; see core.tokens."""
    return tokens.token_for(ANSWER, nonce, kept=kept)


def token_of(invited: Invited) -> str:
    """Return the token of somebody who is invited."""
    return token_for(invited.nonce, kept=invited.link_hash)


def answer_url(*, nonce: str, kept: str = "") -> str:
    """Return the full address; the outbox asks for it while sending."""
    path = reverse("calls:answer", args=[token_for(nonce, kept=kept)])
    return f"{settings.SITE_URL}{path}"


def find(token: str) -> Invited | None:
    """Return whom a token belongs to, or None: also for a draft and an old call."""
    return (
        Invited.objects.select_related("call__partnership", "organisation")
        .filter(
            link_hash=tokens.hash_of(token),
            call__deadline__gte=timezone.localdate() - LINK_LASTS,
        )
        .exclude(call__state=CallState.DRAFT)
        .first()
    )
