"""Where bodies and meetings hold words of a person."""

from __future__ import annotations

from draaischijf.consultation.models import Body, Meeting
from draaischijf.core.redaction.register import Page, Texts

TEXTS = (
    Texts("consultation.Body", ("name", "short_name", "mandate", "recognised")),
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
    "consultation.Registration.nonce": "a random number",
    "consultation.Registration.link_hash": "a digest",
    "consultation.Invitation.nonce": "a random number",
    "consultation.Invitation.link_hash": "a digest",
    "consultation.Participant.email": "an address to write to, never words",
}
PAGES = {
    "overleg": Page("consultation.Body", Body.get_absolute_url),
    "vergadering": Page("consultation.Meeting", Meeting.get_absolute_url),
}
