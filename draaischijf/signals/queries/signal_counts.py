"""How widely a signal is seen: raisers, organisations, municipalities, people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

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


def counts_of(
    partnership: Partnership, signals: Collection[PolicySignal]
) -> dict[int, Counts]:
    """Return the counts of signals by their key.

    Four queries, however many signals.
    """
    tallies: defaultdict[int, _Tally] = defaultdict(_Tally)
    keys = [signal.pk for signal in signals]
    for signal in signals:
        tallies[signal.pk].raisers = signal.raisers
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
    reported = PreSignalLink.objects.filter(signal__in=keys).order_by()
    supported = SignalSupport.objects.filter(signal__in=keys).order_by()
    yield from reported.values_list(
        "signal", *[f"pre_signal__{name}" for name in columns]
    ).union(supported.values_list("signal", *columns), all=True)


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
    reported = PreSignal.objects.filter(links__signal__in=keys, **places).order_by()
    supported = SignalSupport.objects.filter(signal__in=keys, **places).order_by()
    yield from reported.values_list("links__signal", "areas").union(
        supported.values_list("signal", "areas")
    )
