"""How many were there: persons, organisations, split as the reports ask for it.

Where somebody counted heads, that count holds. Else those noted as present are
counted, by the party of the organisation they came for (domain report, row 202).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from draaischijf.consultation.enums import MeetingState, Presence
from draaischijf.consultation.models import Headcount, Meeting, Participant
from draaischijf.people.enums import Party

if TYPE_CHECKING:
    from draaischijf.consultation.models import Body


class Source(StrEnum):
    """Where a figure comes from."""

    COUNTED = "counted"
    NAMED = "named"


@dataclass(frozen=True)
class Attendance:
    """How many were at a meeting; `organisations` is None where nobody counted them."""

    source: Source
    city: int = 0
    ocmw: int = 0
    private: int = 0
    other: int = 0
    organisations: int | None = None

    @property
    def persons(self) -> int:
        return self.city + self.ocmw + self.private + self.other


@dataclass(frozen=True)
class AttendanceSum:
    """What several meetings come to; `known` says of how many it is known."""

    meetings: int
    known: int
    counted: int
    persons: int
    city: int
    ocmw: int
    private: int
    other: int

    @property
    def average(self) -> int | None:
        """How many were there on average, of the meetings it is known of."""
        return round(self.persons / self.known) if self.known else None


def attendances_of(meetings: Iterable[Meeting]) -> dict[int, Attendance]:
    """Return who was at each meeting, by its key; two queries, however many."""
    keys = [one.pk for one in meetings]
    named = _named(keys)
    for one in Headcount.objects.filter(meeting__in=keys):
        named[one.meeting_id] = Attendance(
            Source.COUNTED,
            city=one.city,
            ocmw=one.ocmw,
            private=one.private,
            other=one.other,
            organisations=one.organisations,
        )
    return named


def headcount_of(meeting: Meeting) -> Headcount | None:
    """Return what was counted at a meeting; None where nobody did."""
    return Headcount.objects.filter(meeting=meeting).first()


def _named(keys: Sequence[int]) -> dict[int, Attendance]:
    rows = Participant.objects.filter(meeting__in=keys, presence=Presence.PRESENT)
    found: dict[int, list[tuple[int | None, str | None]]] = {}
    for meeting, house, party in rows.values_list(
        "meeting", "organisation", "organisation__party"
    ):
        found.setdefault(meeting, []).append((house, party))
    return {meeting: _summed_up(people) for meeting, people in found.items()}


def _summed_up(people: Sequence[tuple[int | None, str | None]]) -> Attendance:
    parties = [party for _house, party in people]
    city, ocmw, private = (
        parties.count(one) for one in (Party.CITY, Party.OCMW, Party.PRIVATE)
    )
    return Attendance(
        Source.NAMED,
        city=city,
        ocmw=ocmw,
        private=private,
        other=len(parties) - city - ocmw - private,
        organisations=len({house for house, _party in people if house}),
    )


def sum_of(
    meetings: Sequence[Meeting], attendances: Mapping[int, Attendance]
) -> AttendanceSum:
    """Add up meetings that were held; visits, not different people."""
    held = [one for one in meetings if one.state == MeetingState.HELD]
    known = [attendances[one.pk] for one in held if one.pk in attendances]
    return AttendanceSum(
        meetings=len(held),
        known=len(known),
        counted=sum(one.source == Source.COUNTED for one in known),
        persons=sum(one.persons for one in known),
        city=sum(one.city for one in known),
        ocmw=sum(one.ocmw for one in known),
        private=sum(one.private for one in known),
        other=sum(one.other for one in known),
    )


def sums_by_year(body: Body, years: Iterable[int]) -> dict[int, AttendanceSum]:
    """Return what the meetings of a body came to, year by year; three queries."""
    asked = list(years)
    rows = Meeting.objects.filter(
        body=body, year__in=asked, state=MeetingState.HELD
    ).order_by()
    held = list(rows)
    attendances = attendances_of(held)
    return {
        year: sum_of([one for one in held if one.year == year], attendances)
        for year in asked
    }
