"""The challenges of a year as who decides manages them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import Http404

from draaischijf.signals.models import AgendaPlace, Challenge, PolicySignal
from draaischijf.signals.permissions import signals_readable_in

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

# Ghent and Kortrijk choose about five a year: more is no choice any more.
ENOUGH = 5


@dataclass(frozen=True)
class Managed:
    """The challenges of one year, each with how many signals it carries."""

    year: int
    rows: list[Challenge]

    @property
    def year_before(self) -> int:
        return self.year - 1

    @property
    def year_after(self) -> int:
        return self.year + 1

    @property
    def is_too_many(self) -> bool:
        return len(self.rows) > ENOUGH


def challenges_of(partnership: Partnership, year: int) -> Managed:
    """Return the challenges of a year in order; one query."""
    carried = Count("places", filter=Q(places__until__isnull=True))
    rows = Challenge.objects.filter(partnership=partnership, year=year)
    return Managed(year, list(rows.annotate(carried=carried).order_by("position")))


def challenge_or_404(partnership: Partnership, pk: int) -> Challenge:
    """Return a challenge of this partnership. Raises Http404."""
    rows = Challenge.objects.filter(partnership=partnership, pk=pk)
    found = rows.select_related("partnership").first()
    if found is None:
        raise Http404
    return found


def signal_numbered(
    user: Visitor, partnership: Partnership, number: int
) -> PolicySignal | None:
    """Return the signal with this number that `user` may read, if there is one."""
    found = signals_readable_in(user, partnership).filter(number=number)
    return found.select_related("partnership").defer("search").first()


def carried_by(challenge: Challenge) -> list[AgendaPlace]:
    """Return the places of the signals a challenge carries now."""
    rows = challenge.places.filter(until__isnull=True)
    return list(
        rows.select_related("signal__partnership", "challenge").defer("signal__search")
    )


def place_or_404(challenge: Challenge, pk: int) -> AgendaPlace:
    """Return a place under a challenge. Raises Http404."""
    rows = challenge.places.filter(pk=pk)
    found = rows.select_related("signal__partnership", "challenge").first()
    if found is None:
        raise Http404
    return found
