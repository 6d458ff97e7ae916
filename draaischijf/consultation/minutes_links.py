"""Personal links to minutes, and the code by which one says to be at a meeting."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.models import Meeting, MinutesReader, PresenceLink
from draaischijf.consultation.models.inviting import LINK_LASTS as CODE_LASTS
from draaischijf.consultation.models.minutes import LINK_LASTS
from draaischijf.core import tokens

MINUTES = "meeting-minutes"
PRESENCE = "meeting-presence"


def new_link(purpose: str) -> dict[str, str]:
    """Return the nonce and the hash of a fresh link, as a row keeps them."""
    nonce = tokens.new_nonce()
    token = tokens.token_for(purpose, nonce)
    return {"nonce": nonce, "link_hash": tokens.hash_of(token)}


def token_of(reader: MinutesReader) -> str:
    """Return the token that opens minutes for somebody."""
    return tokens.token_for(MINUTES, reader.nonce, kept=reader.link_hash)


def minutes_url(*, nonce: str, kept: str = "") -> str:
    """Return the full address; the outbox asks for it while sending."""
    token = tokens.token_for(MINUTES, nonce, kept=kept)
    return f"{settings.SITE_URL}{reverse('consultation:minutes_read', args=[token])}"


def reader_of(token: str) -> MinutesReader | None:
    """Return who a token belongs to, or None: also for a link that is too old."""
    since = timezone.now() - LINK_LASTS
    found = MinutesReader.objects.select_related(
        "minutes__meeting__partnership", "minutes__meeting__body__partnership"
    )
    hashed = tokens.hash_of(token)
    return found.filter(link_hash=hashed, minutes__sent__gte=since).first()


def presence_url(link: PresenceLink) -> str:
    """Return the full address behind the code of a meeting."""
    token = tokens.token_for(PRESENCE, link.nonce, kept=link.link_hash)
    return f"{settings.SITE_URL}{reverse('consultation:presence', args=[token])}"


def meeting_of_code(token: str) -> Meeting | None:
    """Return the meeting of it, or None: also for one that is too long ago.

    One signs in on the day itself only; before and after it says when that is.
    """
    oldest = timezone.localdate() - CODE_LASTS
    found = PresenceLink.objects.select_related("meeting__partnership")
    link = found.filter(link_hash=tokens.hash_of(token)).first()
    if link is None or (link.meeting.day and link.meeting.day < oldest):
        return None
    return link.meeting
