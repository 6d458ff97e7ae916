"""The list of meetings, and the page of one with its agenda and decisions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from draaischijf.consultation.enums import Presence, Treatment
from draaischijf.consultation.models import (
    AgendaItem,
    Body,
    BodyDecision,
    Meeting,
    MeetingTask,
    Participant,
)
from draaischijf.consultation.queries.agenda import in_order, set_clock, set_places
from draaischijf.consultation.queries.gatherings import registers_people
from draaischijf.consultation.queries.veiled import POINTED_AT, body_seen_by, veil
from draaischijf.documents.models import StoredFile
from draaischijf.people.permissions import Permission, permissions_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

LONGEST_KEY = 15
EARLIEST = datetime.time.min


def meetings_readable_in(user: Visitor, partnership: Partnership) -> QuerySet[Meeting]:
    """The meetings `user` may read in one partnership, the newest first."""
    found = Meeting.objects.filter(partnership=partnership)
    if Permission.READ not in permissions_of(user, partnership):
        found = found.filter(is_public=True)
    return found.select_related("partnership", "body__partnership")


@dataclass(frozen=True)
class MeetingsOfYear:
    """The meetings of a year: what still comes, the nearest first, and what was."""

    coming: Sequence[Meeting]
    past: Sequence[Meeting]

    @property
    def count(self) -> int:
        return len(self.coming) + len(self.past)


def meetings_of_year(
    user: Visitor, partnership: Partnership, year: int
) -> MeetingsOfYear:
    """Return the meetings of a year `user` may read; one query.

    What has no day yet stands first of what comes: somebody has to find it.
    """
    rows = list(meetings_readable_in(user, partnership).filter(year=year))
    today = timezone.localdate()
    coming = [one for one in rows if one.day is None or one.day >= today]
    first = datetime.date.min
    return MeetingsOfYear(
        sorted(coming, key=lambda one: (one.day or first, one.starts or EARLIEST)),
        [one for one in rows if one.day is not None and one.day < today],
    )


def meeting_or_404(user: Visitor, partnership: Partnership, pk: int) -> Meeting:
    """Return a meeting this reader may see. Raises Http404."""
    found = meetings_readable_in(user, partnership).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def item_or_404(meeting: Meeting, pk: int) -> AgendaItem:
    """Return an item of a meeting. Raises Http404."""
    rows = meeting.items.select_related(*POINTED_AT)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def file_of(meeting: Meeting, file: UUID) -> StoredFile:
    """Return a document that goes with the agenda of a meeting. Raises Http404."""
    rows = StoredFile.objects.filter(agenda_items__meeting=meeting, uuid=file)
    found = rows.distinct().first()
    if found is None:
        raise Http404
    return found


def item_named(meeting: Meeting, key: str) -> AgendaItem | None:
    """Return the item of a meeting an address names; None where it names none."""
    if not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        return None
    return meeting.items.filter(pk=int(key)).first()


def participant_or_404(meeting: Meeting, pk: int) -> Participant:
    """Return a participant of a meeting. Raises Http404."""
    found = meeting.participants.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def names_at(meeting: Meeting) -> set[str]:
    """Return what those who take part are called: whole names, and surnames alone.

    They stand in minutes for their work: "mevrouw Claes" is no client there.
    """
    names = set(meeting.participants.values_list("name", flat=True))
    return names | {name.partition(" ")[2] for name in names}


def task_or_404(meeting: Meeting, pk: int) -> MeetingTask:
    """Return a task of a meeting. Raises Http404."""
    found = meeting.tasks.select_related("meeting", "owner").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


class MeetingPage:
    """One meeting as one reader may see it; names and notes are for partners."""

    def __init__(self, meeting: Meeting, reader: Visitor) -> None:
        self.meeting = meeting
        self.reader = reader
        self.held = permissions_of(reader, meeting.partnership)

    @property
    def may_convene(self) -> bool:
        return Permission.CONVENE in self.held

    @property
    def reads_all(self) -> bool:
        return Permission.READ in self.held

    @property
    def body(self) -> Body | None:
        """The body it is of, where this reader may know of it."""
        return body_seen_by(self.reader, self.meeting.body)

    @cached_property
    def items(self) -> list[AgendaItem]:
        """The agenda in order; what this reader may not see is not pointed at."""
        rows = self.meeting.items.select_related(*POINTED_AT).prefetch_related(
            Prefetch("decisions", BodyDecision.objects.select_related("partnership")),
            Prefetch("tasks", MeetingTask.objects.select_related("owner")),
            "files",
        )
        found = list(rows)
        for item in found:
            item.meeting = self.meeting
            veil(item, self.reader)
        set_places(found)
        set_clock(self.meeting, in_order(found))
        return found

    @property
    def spoken(self) -> list[AgendaItem]:
        return [one for one in self.items if one.treatment != Treatment.CONSENT]

    @property
    def consent(self) -> list[AgendaItem]:
        return [one for one in self.items if one.treatment == Treatment.CONSENT]

    @property
    def to_pass(self) -> list[AgendaItem]:
        """What can still be approved together."""
        return [one for one in self.consent if not one.decisions.all()]

    @property
    def minutes_needed(self) -> int:
        """How long the agenda takes, in minutes, as far as somebody said so."""
        return sum(one.minutes or 0 for one in self.items)

    @property
    def minutes_there_are(self) -> int | None:
        """How long the meeting takes, in minutes, where both hours are known."""
        length = self.meeting.length
        return None if length is None else int(length.total_seconds() // 60)

    @property
    def runs_over(self) -> bool:
        """Whether the agenda takes longer than the meeting."""
        there = self.minutes_there_are
        return there is not None and self.minutes_needed > there

    @cached_property
    def _everybody(self) -> list[Participant]:
        return list(self.meeting.participants.select_related("organisation"))

    @property
    def participants(self) -> list[Participant]:
        """Who takes part; of an open gathering partners read no names of who comes.

        The page where one registers promises that: the organisers see them. It holds on
        once the registration itself was removed.
        """
        if self.may_convene or not self._is_registered_for:
            return self._everybody
        return [one for one in self._everybody if not one.is_guest]

    @cached_property
    def _is_registered_for(self) -> bool:
        return registers_people(self.meeting)

    @property
    def unnamed(self) -> int:
        """How many more take part whose names this reader does not read."""
        return len(self._everybody) - len(self.participants)

    def _those(self, presence: Presence) -> list[Participant]:
        return [one for one in self.participants if one.presence == presence]

    @property
    def present(self) -> list[Participant]:
        return self._those(Presence.PRESENT)

    @property
    def excused(self) -> list[Participant]:
        return self._those(Presence.EXCUSED)

    @property
    def not_noted(self) -> list[Participant]:
        return self._those(Presence.UNKNOWN)

    @cached_property
    def loose_tasks(self) -> list[MeetingTask]:
        """Tasks under no item."""
        rows = self.meeting.tasks.filter(item=None).select_related("owner")
        return list(rows)
