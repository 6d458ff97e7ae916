"""Personal links to a meeting: who has the link replies, without an account."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.models import CalendarFeed, Invitation, Registration
from draaischijf.consultation.models.inviting import LINK_LASTS
from draaischijf.core import tokens

REPLY = "meeting-reply"
FEED = "meeting-feed"
REGISTRATION = "meeting-registration"


def token_of(invitation: Invitation) -> str:
    """Return the token of somebody who is asked."""
    return tokens.token_for(REPLY, invitation.nonce, kept=invitation.link_hash)


def reply_url(*, nonce: str, kept: str = "") -> str:
    """Return the full address; the outbox asks for it while sending."""
    token = tokens.token_for(REPLY, nonce, kept=kept)
    return f"{settings.SITE_URL}{reverse('consultation:reply', args=[token])}"


def meetings_url(*, slug: str) -> str:
    """Return the full address of what is planned, for who has no link of their own."""
    return f"{settings.SITE_URL}{reverse('consultation:meetings', args=[slug])}"


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


def feed_token_of(feed: CalendarFeed) -> str:
    """Return the token of a calendar one subscribes to."""
    return tokens.token_for(FEED, feed.nonce, kept=feed.link_hash)


def find_feed(token: str) -> CalendarFeed | None:
    """Return which calendar a token is of; None for none, or a withdrawn one."""
    return (
        CalendarFeed.objects.select_related("user", "partnership", "body")
        .filter(link_hash=tokens.hash_of(token), user__is_active=True)
        .first()
    )


def registration_token_of(registration: Registration) -> str:
    """Return the token of somebody who registered."""
    return tokens.token_for(
        REGISTRATION, registration.nonce, kept=registration.link_hash
    )


def registration_url(*, nonce: str, kept: str = "") -> str:
    """Return the full address; the outbox asks for it while sending."""
    token = tokens.token_for(REGISTRATION, nonce, kept=kept)
    return f"{settings.SITE_URL}{reverse('consultation:registration', args=[token])}"


def find_registration(token: str) -> Registration | None:
    """Return whose registration a token opens; None for nobody's, and long after."""
    oldest = timezone.localdate() - LINK_LASTS
    return (
        Registration.objects.select_related("meeting__partnership", "participant")
        .filter(
            Q(meeting__day__gte=oldest) | Q(meeting__day__isnull=True),
            link_hash=tokens.hash_of(token),
        )
        .first()
    )
