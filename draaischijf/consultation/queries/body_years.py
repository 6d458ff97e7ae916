"""What bodies planned and held in a year, and in the years beside each other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from draaischijf.consultation.enums import BodyKind, MeetingState
from draaischijf.consultation.models import Body, BodyFrequency, Meeting
from draaischijf.consultation.queries.rhythm import BodyYear, Course
from draaischijf.people.permissions import Permission, permissions_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

YEARS_BESIDE = 5
BY_NAME, BY_COURSE, BY_NEXT = "naam", "achter", "volgende"


@dataclass(frozen=True)
class WantedBodies:
    """What is asked of the overview; None and "" ask nothing."""

    kind: str = ""
    area: int | None = None
    order: str = BY_NAME


@dataclass(frozen=True)
class BodyRow:
    """One body with its year, and the years before it, the oldest first."""

    year: BodyYear
    before: Sequence[BodyYear] = ()

    @property
    def body(self) -> Body:
        return self.year.body


def bodies_readable_in(user: Visitor, partnership: Partnership) -> QuerySet[Body]:
    """The bodies `user` may read in one partnership."""
    found = Body.objects.filter(partnership=partnership)
    if Permission.READ not in permissions_of(user, partnership):
        found = found.filter(is_public=True)
    return found.select_related("partnership", "area")


def body_years(
    user: Visitor, partnership: Partnership, year: int, *, ended: bool = False
) -> list[BodyYear]:
    """Return every body with its year; three queries, however many bodies.

    Bodies that ended before that year are left out, unless `ended`.
    """
    rows = _alive(bodies_readable_in(user, partnership), year, ended=ended)
    return [row.year for row in _rows_for(user, partnership, rows, [year])]


def body_rows(
    user: Visitor, partnership: Partnership, year: int, wanted: WantedBodies
) -> list[BodyRow]:
    """Return the bodies that are wanted, each with its year and the four before."""
    found = _alive(bodies_readable_in(user, partnership), year, ended=False)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.area is not None:
        found = found.filter(area=wanted.area)
    years = range(year - YEARS_BESIDE + 1, year + 1)
    rows = _rows_for(user, partnership, found, years)
    return sorted(rows, key=_ORDERS[wanted.order]) if wanted.order in _ORDERS else rows


def _rows_for(
    user: Visitor,
    partnership: Partnership,
    found: QuerySet[Body],
    years: Iterable[int],
) -> list[BodyRow]:
    """Return bodies with their years; the public reads no day of a hidden meeting."""
    reads_all = Permission.READ in permissions_of(user, partnership)
    days = Q() if reads_all else Q(is_public=True)
    return rows_of(found, years, days=days)


def year_of(body: Body, year: int) -> BodyYear:
    """Return one body with one year."""
    return rows_of(Body.objects.filter(pk=body.pk), [year])[0].year


def years_beside(body: Body, year: int) -> list[BodyYear]:
    """Return a year of a body and the four before it, the oldest first."""
    years = range(year - YEARS_BESIDE + 1, year + 1)
    row = rows_of(Body.objects.filter(pk=body.pk), years)[0]
    return [*row.before, row.year]


@dataclass(frozen=True)
class BodyChoices:
    """What the overview can be narrowed to: kinds and areas that occur."""

    kinds: Sequence[tuple[str, str]]
    areas: Sequence[tuple[int, str]]


def choices_of(user: Visitor, partnership: Partnership) -> BodyChoices:
    """Return the kinds and areas of the bodies `user` may read; one query."""
    rows = bodies_readable_in(user, partnership).order_by()
    found = list(rows.values_list("kind", "area", "area__name").distinct())
    kinds = {(kind, str(BodyKind(kind).label)) for kind, _area, _name in found}
    areas = {(area, name) for _kind, area, name in found if area}
    return BodyChoices(
        sorted(kinds, key=lambda one: one[1]), sorted(areas, key=lambda one: one[1])
    )


def _by_course(row: BodyRow) -> tuple[int, str]:
    return list(Course).index(row.year.course), row.body.name


def _by_next(row: BodyRow) -> tuple[bool, Any, str]:
    return row.year.next is None, row.year.next or 0, row.body.name


_ORDERS: dict[str, Any] = {BY_COURSE: _by_course, BY_NEXT: _by_next}


def _alive(rows: QuerySet[Body], year: int, *, ended: bool) -> QuerySet[Body]:
    if ended:
        return rows
    return rows.filter(
        Q(ended__isnull=True) | Q(ended__year__gte=year),
        Q(founded__isnull=True) | Q(founded__year__lte=year),
    )


def rows_of(
    found: QuerySet[Body], years: Iterable[int], *, days: Q | None = None
) -> list[BodyRow]:
    """Return bodies with their years, the last year first; three queries in all.

    The last and the next day are those of the meetings that answer `days`.
    """
    bodies = list(_with_past(found).order_by("name", "pk"))
    asked = sorted(years)
    counted = _counted(bodies, asked, days or Q())
    frequencies: dict[int, list[BodyFrequency]] = {}
    for one in BodyFrequency.objects.filter(body__in=bodies).order_by("since"):
        frequencies.setdefault(one.body_id, []).append(one)
    made = []
    for body in bodies:
        *before, last = (
            _made(body, year, frequencies.get(body.pk, []), counted) for year in asked
        )
        made.append(BodyRow(last, before))
    return made


def _made(
    body: Body,
    year: int,
    frequencies: Sequence[BodyFrequency],
    counted: dict[tuple[int, int], dict[str, Any]],
) -> BodyYear:
    planned = [one.per_year for one in frequencies if one.since <= year]
    row = counted.get((body.pk, year), {})
    return BodyYear(
        body=body,
        year=year,
        planned=planned[-1] if planned else None,
        held=row.get("held", 0),
        coming=row.get("coming", 0),
        last=row.get("last"),
        next=row.get("next"),
        unsaid=row.get("unsaid", 0),
        fell=row.get("fell", 0),
        began=_began(body, frequencies),
    )


def _with_past(found: QuerySet[Body]) -> QuerySet[Body]:
    """Say of each body whether it met before it was made here; without a query more.

    What was only counted has no day: it was taken over from before.
    """
    before = Q(day__lt=OuterRef("made_on")) | Q(
        day__isnull=True, state=MeetingState.HELD
    )
    met = Meeting.objects.filter(
        before, body=OuterRef("pk"), state__in=(MeetingState.HELD, MeetingState.PLANNED)
    )
    return found.annotate(made_on=TruncDate("created"), met_before=Exists(met))


def _began(body: Any, frequencies: Sequence[BodyFrequency]) -> datetime.date | None:
    """Return when a body was made here; None where something tells it is older.

    That is a meeting before that day, or a frequency from an earlier year on.
    """
    made: datetime.date = body.made_on
    is_older = body.met_before or any(one.since < made.year for one in frequencies)
    return None if is_older else made


def _counted(
    bodies: Sequence[Body], years: Sequence[int], days: Q
) -> dict[tuple[int, int], dict[str, Any]]:
    today = timezone.localdate()
    held = Q(state=MeetingState.HELD)
    coming = Q(state=MeetingState.PLANNED, day__gte=today)
    rows = (
        Meeting.objects.filter(body__in=bodies, year__in=years)
        .order_by()
        .values("body", "year")
        .annotate(
            held=Count("pk", filter=held),
            coming=Count("pk", filter=coming),
            unsaid=Count("pk", filter=Q(state=MeetingState.PLANNED, day__lt=today)),
            fell=Count(
                "pk",
                filter=Q(state__in=(MeetingState.POSTPONED, MeetingState.CANCELLED)),
            ),
            last=Max("day", filter=held & days),
            next=Min("day", filter=coming & days),
        )
    )
    return {(row["body"], row["year"]): {**row} for row in rows}
