"""The bodies of a year as a report tells of them: each meeting with who came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch

from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.models import Body, BodyDecision, Meeting
from draaischijf.consultation.queries.attendance import (
    Attendance,
    AttendanceSum,
    attendances_of,
    sum_of,
)
from draaischijf.consultation.queries.body_years import rows_of
from draaischijf.consultation.queries.rhythm import BodyYear

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership


@dataclass(frozen=True)
class ReportedBody:
    """One body with its year and every meeting of it, the first one first."""

    year: BodyYear
    meetings: Sequence[Meeting]
    attendances: Mapping[int, Attendance]

    @property
    def body(self) -> Body:
        return self.year.body

    @property
    def came(self) -> AttendanceSum:
        return sum_of(self.meetings, self.attendances)


@dataclass(frozen=True)
class ConsultationYear:
    """All of it: bodies, gatherings without one, decisions, and who came."""

    bodies: Sequence[ReportedBody]
    loose: Sequence[Meeting]
    attendances: Mapping[int, Attendance]
    came: AttendanceSum

    @property
    def decisions(self) -> int:
        meetings = [one for body in self.bodies for one in body.meetings]
        return sum(len(one.decisions.all()) for one in [*meetings, *self.loose])

    def __bool__(self) -> bool:
        return bool(self.bodies or self.loose)


def consultation_year(
    partnership: Partnership, year: int, *, is_public: bool
) -> ConsultationYear:
    """Return the bodies and meetings of a year; the public ones alone with `is_public`.

    The number of queries does not depend on how many there are. A body that neither
    met nor meant to is left out.
    """
    bodies = Body.objects.filter(partnership=partnership).select_related(
        "recognised_in"
    )
    meetings = Meeting.objects.filter(partnership=partnership, year=year)
    decisions = BodyDecision.objects.select_related("partnership")
    if is_public:
        bodies = bodies.filter(is_public=True)
        meetings = meetings.filter(is_public=True)
        decisions = decisions.filter(is_public=True)
    found = list(
        meetings.select_related("body")
        .prefetch_related(Prefetch("decisions", decisions.order_by("number")))
        .order_by(F("day").asc(nulls_last=True), "pk")
    )
    attendances = attendances_of(found)
    by_body: dict[int | None, list[Meeting]] = {}
    for one in found:
        by_body.setdefault(one.body_id, []).append(one)
    told = [
        ReportedBody(row.year, by_body.get(row.body.pk, []), attendances)
        for row in rows_of(bodies, [year])
    ]
    return ConsultationYear(
        [one for one in told if one.meetings or one.year.due or one.year.held],
        [one for one in by_body.get(None, []) if one.state == MeetingState.HELD],
        attendances,
        sum_of(found, attendances),
    )
