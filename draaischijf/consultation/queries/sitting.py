"""Where an organisation or a person sits, and how often they are asked in a year.

Organisations say that they are asked everywhere (domain report, row 116): the list
shows who carries most.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from draaischijf.consultation.enums import MeetingState, Presence
from draaischijf.consultation.models import BodyMember, Meeting, Participant
from draaischijf.people.models import Organisation
from draaischijf.people.permissions import Permission, permissions_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

MOST_MEETINGS = 40
MOST_COMING = 3
# They were asked for these; for a cancelled one nobody has to come.
ASKED_FOR = (MeetingState.PROPOSED, MeetingState.PLANNED, MeetingState.HELD)


@dataclass(frozen=True)
class Load:
    """One organisation in one year."""

    organisation: Organisation
    seats: int
    asked: int
    came: int


def loads_of(partnership: Partnership, year: int) -> list[Load]:
    """Return how often each organisation is asked, the most asked first; 2 queries.

    Two people of one house at a meeting are one time. Who is neither asked nor has a
    seat is left out.
    """
    counted = _counted(partnership, year)
    today = timezone.localdate()
    sits = (
        Q(seats__body__ended__isnull=True) | Q(seats__body__ended__gt=today),
        Q(seats__since__isnull=True) | Q(seats__since__lte=today),
        Q(seats__until__isnull=True) | Q(seats__until__gte=today),
    )
    seats = Count("seats__body", distinct=True, filter=sits[0] & sits[1] & sits[2])
    rows = partnership.organisations.annotate(seat_count=seats).order_by("name")
    loads = [
        Load(
            one,
            one.__dict__["seat_count"],
            counted.get(one.pk, {}).get("asked", 0),
            counted.get(one.pk, {}).get("came", 0),
        )
        for one in rows
    ]
    found = [load for load in loads if load.seats or load.asked]
    return sorted(found, key=lambda load: (-load.asked, -load.seats))


def _counted(partnership: Partnership, year: int) -> dict[int | None, dict[str, Any]]:
    came = Q(presence=Presence.PRESENT)
    rows = Participant.objects.filter(
        meeting__partnership=partnership,
        meeting__year=year,
        meeting__state__in=ASKED_FOR,
        organisation__isnull=False,
    )
    counted = (
        rows.order_by()
        .values("organisation")
        .annotate(
            asked=Count("meeting", distinct=True),
            came=Count("meeting", distinct=True, filter=came),
        )
    )
    return {row["organisation"]: {**row} for row in counted}


def organisation_or_404(partnership: Partnership, pk: int) -> Organisation:
    """Return an organisation of a partnership. Raises Http404."""
    found = partnership.organisations.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class OrganisationPage:
    """Where an organisation sits, and the meetings of a year it was asked for."""

    organisation: Organisation
    seats: Sequence[BodyMember]
    meetings: Sequence[Meeting]
    load: Load | None


def organisation_page(organisation: Organisation, year: int) -> OrganisationPage:
    """Return the page of an organisation for partners."""
    seats = organisation.seats.current().select_related("body__partnership", "person")
    meetings = (
        Meeting.objects.filter(
            year=year,
            state__in=ASKED_FOR,
            pk__in=Participant.objects.filter(organisation=organisation).values(
                "meeting"
            ),
        )
        .select_related("partnership", "body__partnership")
        .order_by("day", "pk")
    )
    loads = loads_of(organisation.partnership, year)
    load = next((one for one in loads if one.organisation.pk == organisation.pk), None)
    return OrganisationPage(
        organisation,
        list(seats.order_by("body__name", "pk")),
        list(meetings[:MOST_MEETINGS]),
        load,
    )


@dataclass(frozen=True)
class OwnConsultation:
    """The bodies a person sits in, and the meetings that come."""

    seats: Sequence[BodyMember]
    coming: Sequence[Meeting]


def own_consultation(
    user: Visitor, partnership: Partnership, today: datetime.date
) -> OwnConsultation | None:
    """Return the own bodies and coming meetings of `user`; None where there is none."""
    signed_in = user.pk
    if signed_in is None or Permission.READ not in permissions_of(user, partnership):
        return None
    seats = list(
        BodyMember.objects.current(today)
        .filter(body__partnership=partnership, person__user=signed_in)
        .filter(Q(body__ended__isnull=True) | Q(body__ended__gt=today))
        .select_related("body__partnership")
        .order_by("body__name", "pk")
    )
    coming = list(
        Meeting.objects.filter(
            partnership=partnership,
            day__gte=today,
            state__in=(MeetingState.PLANNED, MeetingState.PROPOSED),
            participants__person__user=signed_in,
        )
        .select_related("partnership", "body__partnership")
        .order_by("day", "starts", "pk")
        .distinct()[:MOST_COMING]
    )
    if not seats and not coming:
        return None
    return OwnConsultation(seats, coming)
