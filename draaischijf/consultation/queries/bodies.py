"""The overview of bodies with planned and held meetings, and one body."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.models import Body, BodyFrequency, BodyMember, Meeting
from draaischijf.consultation.permissions import can_view_body
from draaischijf.people.permissions import Permission, permissions_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

LONGEST_KEY = 15


@dataclass(frozen=True)
class BodyYear:
    """One body in one year: how often it meant to meet, and how often it did.

    `coming` counts what is planned and still has to come. `planned` is None where
    nobody said how often.
    """

    body: Body
    year: int
    planned: int | None
    held: int
    coming: int
    last: datetime.date | None
    next: datetime.date | None

    @property
    def expected(self) -> int:
        """How many would have been by now, had they been spread over the year."""
        if self.planned is None:
            return 0
        return int(self.planned * _part_of_year(self.year, timezone.localdate()))

    @property
    def lacking(self) -> int:
        """How many are neither held nor planned: what was missed, of a past year."""
        if self.planned is None:
            return 0
        return max(self.planned - self.held - self.coming, 0)

    @property
    def slips(self) -> bool:
        """Whether it fell behind: fewer held than the part of the year that is over."""
        return self.held < self.expected


def _part_of_year(year: int, today: datetime.date) -> float:
    start, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    part = (today - start) / (end - start)
    return min(max(part, 0.0), 1.0)


def bodies_readable_in(user: Visitor, partnership: Partnership) -> QuerySet[Body]:
    """The bodies `user` may read in one partnership."""
    found = Body.objects.filter(partnership=partnership)
    if Permission.READ not in permissions_of(user, partnership):
        found = found.filter(is_public=True)
    return found.select_related("partnership", "area")


def body_years(
    user: Visitor, partnership: Partnership, year: int, *, ended: bool = False
) -> list[BodyYear]:
    """Return every body with its year; two queries, however many bodies.

    Bodies that ended before that year are left out, unless `ended`.
    """
    rows = bodies_readable_in(user, partnership)
    if not ended:
        rows = rows.filter(Q(ended__isnull=True) | Q(ended__year__gte=year))
    return [_year_of(body, year) for body in _counted(rows, year)]


def _counted(rows: QuerySet[Body], year: int) -> QuerySet[Body]:
    today = timezone.localdate()
    of_year = Q(meetings__year=year)
    held = of_year & Q(meetings__state=MeetingState.HELD)
    coming = (
        of_year & Q(meetings__state=MeetingState.PLANNED) & Q(meetings__day__gte=today)
    )
    frequency = BodyFrequency.objects.filter(body=OuterRef("pk"), since__lte=year)
    return rows.annotate(
        planned_count=Subquery(frequency.order_by("-since").values("per_year")[:1]),
        held_count=Count("meetings", filter=held),
        coming_count=Count("meetings", filter=coming),
        last_held=Max("meetings__day", filter=held),
        next_day=Min("meetings__day", filter=coming),
    ).order_by("name", "pk")


def _year_of(body: Body, year: int) -> BodyYear:
    # What the query above adds to a row.
    row = body.__dict__
    return BodyYear(
        body=body,
        year=year,
        planned=row["planned_count"],
        held=row["held_count"],
        coming=row["coming_count"],
        last=row["last_held"],
        next=row["next_day"],
    )


def years_of(partnership: Partnership) -> list[int]:
    """Return the years with meetings, and this one, the newest first."""
    known = set(
        Meeting.objects.filter(partnership=partnership)
        .order_by()
        .values_list("year", flat=True)
        .distinct()
    )
    return sorted(known | {timezone.localdate().year}, reverse=True)


def year_asked(address: QueryDict, years: Sequence[int]) -> int:
    """Return the year an address asks for; this one where it asks nothing known."""
    asked = address.get("jaar", "")
    known = {str(one): one for one in years}
    return known.get(asked, timezone.localdate().year)


def body_named(partnership: Partnership, key: str) -> Body | None:
    """Return the body an address names; None where it names none of here."""
    if not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        return None
    return partnership.bodies.filter(pk=int(key)).first()


def body_or_404(user: Visitor, partnership: Partnership, pk: int) -> Body:
    """Return a body this reader may see. Raises Http404."""
    found = (
        Body.objects.filter(partnership=partnership, pk=pk)
        .select_related("partnership", "area", "parent__partnership")
        .first()
    )
    if found is None or not can_view_body(user, found):
        raise Http404
    return found


def member_or_404(body: Body, pk: int) -> BodyMember:
    """Return a seat of a body. Raises Http404."""
    found = body.members.select_related("body", "person", "organisation")
    member = found.filter(pk=pk).first()
    if member is None:
        raise Http404
    return member


class BodyPage:
    """One body as one reader may see it; the public sees organisations, no persons."""

    def __init__(self, body: Body, reader: Visitor) -> None:
        self.body = body
        self.held = permissions_of(reader, body.partnership)
        self.reader = reader

    @property
    def may_convene(self) -> bool:
        return Permission.CONVENE in self.held

    @property
    def reads_all(self) -> bool:
        return Permission.READ in self.held

    @cached_property
    def members(self) -> list[BodyMember]:
        rows = self.body.members.current().select_related("person", "organisation")
        return list(rows.order_by("organisation__name", "person__name", "pk"))

    @property
    def organisation_names(self) -> list[str]:
        """The organisations in it, once each; for everybody."""
        names = {one.organisation.name for one in self.members if one.organisation}
        return sorted(names)

    @cached_property
    def meetings(self) -> Sequence[Meeting]:
        rows = self.body.meetings.select_related("partnership")
        if not self.reads_all:
            rows = rows.filter(is_public=True)
        return list(rows[:50])

    @property
    def coming(self) -> list[Meeting]:
        """What still has to come, the nearest first."""
        today = timezone.localdate()
        found = [
            one
            for one in self.meetings
            if one.state != MeetingState.CANCELLED
            and (one.day is None or one.day >= today)
            and one.state != MeetingState.HELD
        ]
        return found[::-1]

    @property
    def past(self) -> list[Meeting]:
        return [one for one in self.meetings if one not in self.coming]

    @cached_property
    def year(self) -> BodyYear:
        year = timezone.localdate().year
        rows = _counted(Body.objects.filter(pk=self.body.pk), year)
        return _year_of(rows.get(), year)

    @cached_property
    def parts(self) -> list[Body]:
        rows = bodies_readable_in(self.reader, self.body.partnership)
        return list(rows.filter(parent=self.body))
