"""Who is expected at a gathering."""

from __future__ import annotations

from dataclasses import dataclass

from draaischijf.consultation.enums import Presence, Reply
from draaischijf.consultation.models import Meeting, Participant


@dataclass(frozen=True)
class Expected:
    """Somebody who is expected, and for whom they come."""

    name: str
    house: str


def expected_at(meeting: Meeting) -> list[Expected]:
    """Return who has a place or was asked, by name; who let know not to come is not.

    One query. Who waits for a place is not expected yet.
    """
    rows = (
        meeting.participants.exclude(reply=Reply.NOT_COMING)
        .exclude(presence=Presence.EXCUSED)
        .select_related("registration", "organisation")
    )
    found = [Expected(one.name, _house(one)) for one in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), one.house.casefold()))


def _house(participant: Participant) -> str:
    if hasattr(participant, "registration"):
        return participant.registration.organisation_name
    found = participant.organisation
    return found.name if found and found.name != participant.name else ""
