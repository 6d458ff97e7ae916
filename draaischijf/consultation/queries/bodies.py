"""The overview of bodies with planned and held meetings, and one body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.models import Body, BodyDecision, BodyMember, Meeting
from draaischijf.consultation.permissions import can_view_body, can_view_decision
from draaischijf.consultation.queries.attendance import AttendanceSum, sums_by_year
from draaischijf.consultation.queries.body_years import (
    bodies_readable_in,
    body_years,
    years_beside,
)
from draaischijf.consultation.queries.rhythm import BodyYear
from draaischijf.consultation.queries.veiled import body_seen_by
from draaischijf.people.permissions import Permission, permissions_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

LONGEST_KEY = 15
__all__ = [
    "BodyPage",
    "BodyYear",
    "bodies_readable_in",
    "body_named",
    "body_or_404",
    "body_years",
    "member_or_404",
    "year_asked",
    "years_of",
]


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
        .select_related(
            "partnership", "area", "parent__partnership", "recognised_in__partnership"
        )
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

    @property
    def parent(self) -> Body | None:
        """What it is part of, where this reader may know of that."""
        return body_seen_by(self.reader, self.body.parent)

    @cached_property
    def _seats(self) -> list[BodyMember]:
        rows = self.body.members.select_related("person", "organisation")
        return sorted(rows, key=lambda one: (one.house.casefold(), one.who.casefold()))

    @property
    def members(self) -> list[BodyMember]:
        """Who sits in it now, and who will."""
        today = timezone.localdate()
        return [one for one in self._seats if not one.until or one.until >= today]

    @property
    def former(self) -> list[BodyMember]:
        """Who sat in it, the last one first."""
        today = timezone.localdate()
        found = [one for one in self._seats if one.until and one.until < today]
        return sorted(found, key=lambda one: str(one.until), reverse=True)

    @property
    def organisation_names(self) -> list[str]:
        """The organisations in it today, once each; for everybody."""
        return sorted(
            {one.house for one in self.members if one.house and one.is_current}
        )

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
    def years(self) -> list[BodyYear]:
        """This year and the four before it, the oldest first."""
        return years_beside(self.body, timezone.localdate().year)

    @property
    def year(self) -> BodyYear:
        return self.years[-1]

    @cached_property
    def came(self) -> dict[int, AttendanceSum]:
        """What the meetings of those years came to; for partners."""
        if not self.reads_all:
            return {}
        return sums_by_year(self.body, [one.year for one in self.years])

    @property
    def years_told(self) -> list[tuple[BodyYear, AttendanceSum | None]]:
        """The years there is something to say of, with who came."""
        return [(one, self.came.get(one.year)) for one in self.told_years]

    @property
    def told_years(self) -> list[BodyYear]:
        """The years there is something to say of; none when that is this one only."""
        told = [one for one in self.years if one.held or one.fell or one.planned]
        return told if len(told) > 1 else []

    @property
    def recognised_in(self) -> BodyDecision | None:
        """The decision of ours that recognised it, where this reader may see it."""
        found = self.body.recognised_in
        return found if found and can_view_decision(self.reader, found) else None

    @cached_property
    def parts(self) -> list[Body]:
        rows = bodies_readable_in(self.reader, self.body.partnership)
        return list(rows.filter(parent=self.body))
