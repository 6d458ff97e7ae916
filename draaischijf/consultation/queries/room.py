"""The room of the secretary: everything of one meeting on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from draaischijf.consultation.enums import Presence
from draaischijf.consultation.queries.agenda import in_order
from draaischijf.consultation.queries.meetings import MeetingPage

if TYPE_CHECKING:
    from draaischijf.consultation.models import AgendaItem, Meeting, Participant


class Room(MeetingPage):
    """A meeting as its secretary works in it."""

    @cached_property
    def participants(self) -> list[Participant]:
        """Who is on the list, with what tells who can be taken off again here."""
        return list(
            self.meeting.participants.select_related(
                "organisation", "invitation", "registration"
            )
        )

    @cached_property
    def ordered(self) -> list[AgendaItem]:
        """The items as the meeting takes them: first what passes by consent."""
        return in_order(self.items)

    @cached_property
    def present_count(self) -> int:
        return len(self.present)

    @cached_property
    def missing_count(self) -> int:
        """Of whom nothing is known yet."""
        return sum(one.presence == Presence.UNKNOWN for one in self.participants)


def notes_now(meeting: Meeting) -> dict[int, dict[str, Any]]:
    """Return the notes under each item with their version; one query."""
    rows = meeting.items.values_list("pk", "notes_version", "notes")
    return {pk: {"version": version, "text": text} for pk, version, text in rows}
