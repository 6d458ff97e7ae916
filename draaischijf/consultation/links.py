"""Personal links to a meeting: who has the link replies, without an account."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.models import Invitation
from draaischijf.consultation.models.inviting import LINK_LASTS
from draaischijf.core import tokens

REPLY = "meeting-reply"


def token_of(invitation: Invitation) -> str:
    """Return the token of somebody who is asked."""
    return tokens.token_for(REPLY, invitation.nonce, kept=invitation.link_hash)


def reply_url(*, nonce: str, kept: str = "") -> str:
    """Return the full address; the outbox asks for it while sending."""
    token = tokens.token_for(REPLY, nonce, kept=kept)
    return f"{settings.SITE_URL}{reverse('consultation:reply', args=[token])}"


def find(token: str) -> Invitation | None:
    """Return whose link a token is; None for nobody's, and long after the meeting."""
    oldest = timezone.localdate() - LINK_LASTS
    return (
        Invitation.objects.select_related(
            "participant__meeting__partnership", "participant__meeting__body"
        )
        .filter(
            Q(participant__meeting__day__gte=oldest)
            | Q(participant__meeting__day__isnull=True),
            link_hash=tokens.hash_of(token),
        )
        .first()
    )
