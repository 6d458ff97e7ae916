"""Who can have a certificate of attendance."""

from __future__ import annotations

from draaischijf.consultation.enums import OPEN_KINDS, Presence
from draaischijf.consultation.models import Meeting, Participant


def may_have_one(participant: Participant) -> bool:
    """Tell whether somebody was noted as present at a gathering."""
    is_gathering = participant.meeting.kind in OPEN_KINDS
    return is_gathering and participant.presence == Presence.PRESENT


def present_at(meeting: Meeting) -> list[Participant]:
    """Return who was there, of a gathering; nobody of a regular meeting."""
    if meeting.kind not in OPEN_KINDS:
        return []
    return list(meeting.participants.filter(presence=Presence.PRESENT))
