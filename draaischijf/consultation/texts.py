"""Where bodies and meetings hold words of a person."""

from __future__ import annotations

from collections.abc import Sequence

from draaischijf.bundles.edition import fingerprint
from draaischijf.consultation.models import Body, Meeting, Minutes
from draaischijf.core.redaction.register import Changes, Page, Texts
from draaischijf.core.redaction.sealed import noted


def _sealed_anew(minutes: Minutes, changed: Sequence[str]) -> Changes:
    """Give the checksum of what is left of approved minutes; note the one before."""
    del changed
    if not minutes.is_approved:
        return {}
    return {"sha256": fingerprint(minutes.content or {}), "redactions": noted(minutes)}


TEXTS = (
    Texts("consultation.Body", ("name", "short_name", "mandate", "recognised")),
    Texts(
        "consultation.BodyMember",
        ("name", "organisation_name"),
        of="body__partnership_id",
        about=("body",),
    ),
    Texts("consultation.Meeting", ("title", "place", "about")),
    Texts(
        "consultation.AgendaItem",
        ("title", "text", "notes"),
        of="meeting__partnership_id",
        about=("meeting",),
    ),
    Texts("consultation.BodyDecision", ("text", "reference")),
    Texts(
        "consultation.MeetingTask",
        ("what", "owner_name"),
        of="meeting__partnership_id",
        about=("meeting",),
    ),
    Texts(
        "consultation.Participant",
        ("name",),
        of="meeting__partnership_id",
        about=("meeting",),
    ),
    Texts(
        "consultation.Minutes",
        ("as_sent", "content"),
        of="meeting__partnership_id",
        about=("meeting",),
        settle=_sealed_anew,
    ),
    Texts(
        "consultation.MinutesReader",
        ("name",),
        of="minutes__meeting__partnership_id",
        about=("minutes__meeting",),
    ),
    Texts(
        "consultation.MinutesRemark",
        ("name", "text", "answer"),
        of="minutes__meeting__partnership_id",
        about=("minutes__meeting",),
    ),
    Texts(
        "consultation.Invitation",
        ("word",),
        of="participant__meeting__partnership_id",
        about=("participant__meeting",),
    ),
    Texts(
        "consultation.Registration",
        ("name", "organisation_name"),
        of="meeting__partnership_id",
        about=("meeting",),
    ),
    Texts(
        "consultation.MeetingMove",
        ("reason",),
        of="meeting__partnership_id",
        about=("meeting",),
    ),
)
LEFT: dict[str, str] = {
    "consultation.Meeting.video_link": "an address of a video call, never words",
    "consultation.CalendarFeed.nonce": "a random number",
    "consultation.CalendarFeed.link_hash": "a digest",
    "consultation.Registration.email": "an address to write to, never words",
    "consultation.Registration.language": "a code of a language",
    "consultation.Registration.nonce": "a random number",
    "consultation.Registration.link_hash": "a digest",
    "consultation.Invitation.nonce": "a random number",
    "consultation.Invitation.link_hash": "a digest",
    "consultation.Participant.email": "an address to write to, never words",
    "consultation.Minutes.sha256": "the checksum, made anew",
    "consultation.Minutes.redactions": "days and checksums",
    "consultation.MinutesReader.email": "an address to write to, never words",
    "consultation.MinutesReader.nonce": "a random number",
    "consultation.MinutesReader.link_hash": "a checksum",
    "consultation.PresenceLink.nonce": "a random number",
    "consultation.PresenceLink.link_hash": "a checksum",
}
PAGES = {
    "overleg": Page("consultation.Body", Body.get_absolute_url),
    "vergadering": Page("consultation.Meeting", Meeting.get_absolute_url),
}
