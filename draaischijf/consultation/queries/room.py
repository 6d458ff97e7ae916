"""The room of the secretary: everything of one meeting on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.utils.functional import cached_property

from draaischijf.consultation.enums import Presence
from draaischijf.consultation.queries.agenda import in_order
from draaischijf.consultation.queries.meetings import MeetingPage

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    def who(self) -> int:
        """The list of who is here in short, to tell whether another hand changed it."""
        return _in_short((one.pk, one.presence) for one in self.participants)

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


def who_now(meeting: Meeting) -> int:
    """Return in short who is here now, as `Room.who` says it; one query."""
    return _in_short(meeting.participants.values_list("pk", "presence"))


def _in_short(rows: Iterable[tuple[int, str]]) -> int:
    return crc32(repr([(pk, str(presence)) for pk, presence in rows]).encode())


def is_on_agenda(meeting: Meeting, title: str) -> bool:
    """Tell whether an item of a meeting is called like this."""
    return meeting.items.filter(title__iexact=title.strip()).exists()
