"""How widely a signal is seen: raisers, organisations, municipalities, people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields import TextField
from django.db.models.functions import Cast, Coalesce, Lower, NullIf

from draaischijf.core.small_numbers import shown_count
from draaischijf.people.models import Partnership, normalise_name
from draaischijf.people.queries import municipalities_of
from draaischijf.signals.enums import LEAST_PEOPLE, ActorRole
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    PreSignalLink,
    SignalActor,
    SignalSupport,
)
from draaischijf.taxonomy.enums import AreaKind


@dataclass(frozen=True)
class Counts:
    """The figures of one signal; `people` adds up the lower bounds of the ranges."""

    raisers: int = 0
    organisations: int = 0
    municipalities: int = 0
    people: int = 0

    def people_for(self, *, is_partner: bool) -> int | str:
        """Return the least number of people as this reader may see it; 0 is unknown."""
        return shown_count(self.people, is_partner=is_partner)

    def raisers_for(self, *, is_partner: bool) -> int | str:
        """Return how many reported or support it, as this reader may see it."""
        return shown_count(self.raisers, is_partner=is_partner)


@dataclass
class _Tally:
    raisers: int = 0
    organisations: set[int | str] = field(default_factory=set)
    municipalities: set[int] = field(default_factory=set)
    people: int = 0


def with_raisers(signals: QuerySet[PolicySignal]) -> QuerySet[PolicySignal]:
    """Annotate `raisers`: how many people reported it or said "ook bij ons".

    Somebody who reported it twice counts once; so does a twice given support.
    """
    reported = _people_of(
        PreSignalLink.objects.filter(signal=OuterRef("pk")), "signal", "pre_signal__"
    )
    supported = _people_of(
        SignalSupport.objects.filter(signal=OuterRef("pk")), "signal", ""
    )
    return signals.annotate(raisers=reported + supported)


def _people_of(rows: QuerySet, group: str, path: str) -> Coalesce:  # type: ignore[type-arg]
    """Count people by their address; whoever left none counts as one of their own."""
    who = Coalesce(
        NullIf(Lower(f"{path}email"), Value("")),
        Lower(f"{path}raiser__email"),
        Cast(f"{path}pk", TextField()),
    )
    counted = (
        rows.order_by()
        .values(group)
        .annotate(people=Count(who, distinct=True))
        .values("people")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def counts_of(
    partnership: Partnership, signals: Collection[PolicySignal]
) -> dict[int, Counts]:
    """Return the counts of signals that went through `with_raisers`, by their key.

    Six queries, however many signals.
    """
    tallies: defaultdict[int, _Tally] = defaultdict(_Tally)
    keys = [signal.pk for signal in signals]
    for signal in signals:
        tallies[signal.pk].raisers = getattr(signal, "raisers", 0)
    whole = {area.pk for area in municipalities_of(partnership)}
    for row in _raised_rows(keys):
        _add(tallies[row[0]], row, whole)
    for key, area in _area_rows(keys):
        tallies[key].municipalities.add(area)
    named = SignalActor.objects.filter(
        signal__in=keys, role=ActorRole.RAISED_BY, organisation__isnull=False
    )
    for key, organisation in named.order_by().values_list("signal", "organisation"):
        tallies[key].organisations.add(organisation)
    return {
        key: Counts(
            raisers=tally.raisers,
            organisations=len(tally.organisations),
            municipalities=len(tally.municipalities),
            people=tally.people,
        )
        for key, tally in tallies.items()
    }


_Row = tuple[int, int | None, str, bool, str]


def _raised_rows(keys: list[int]) -> Iterator[_Row]:
    columns = ("organisation", "organisation_name", "whole_area", "people")
    yield from PreSignalLink.objects.filter(signal__in=keys).values_list(
        "signal", *[f"pre_signal__{name}" for name in columns]
    )
    yield from SignalSupport.objects.filter(signal__in=keys).values_list(
        "signal", *columns
    )


def _add(tally: _Tally, row: _Row, whole: set[int]) -> None:
    _key, organisation, name, whole_area, people = row
    written = normalise_name(name)
    if organisation or written:
        tally.organisations.add(organisation or written)
    if whole_area:
        tally.municipalities |= whole
    tally.people += LEAST_PEOPLE.get(people, 0)


def _area_rows(keys: list[int]) -> Iterator[tuple[int, int]]:
    places = {"areas__kind": AreaKind.MUNICIPALITY}
    yield from (
        PreSignal.objects.filter(links__signal__in=keys, **places)
        .order_by()
        .values_list("links__signal", "areas")
        .distinct()
    )
    yield from (
        SignalSupport.objects.filter(signal__in=keys, **places)
        .order_by()
        .values_list("signal", "areas")
        .distinct()
    )
