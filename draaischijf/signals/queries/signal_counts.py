"""How widely a signal is seen: raisers, organisations, municipalities, people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count

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
    partnership: Partnership,
    signals: Collection[PolicySignal],
    *,
    named: Iterable[SignalActor] | None = None,
) -> dict[int, Counts]:
    """Return the counts of signals by their key.

    Four queries, however many signals; three where who is `named` in them is known
    already.
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
    for key, organisation in _raised_by(keys) if named is None else _of(named):
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


_Row = tuple[int, int | None, str, bool, str, int]


def _raised_by(keys: list[int]) -> Iterable[tuple[int, int]]:
    named = SignalActor.objects.filter(
        signal__in=keys, role=ActorRole.RAISED_BY, organisation__isnull=False
    )
    return named.order_by().values_list("signal", "organisation")


def _of(named: Iterable[SignalActor]) -> Iterator[tuple[int, int]]:
    for one in named:
        if one.role == ActorRole.RAISED_BY and one.organisation_id:
            yield one.signal_id, one.organisation_id


def _raised_rows(keys: list[int]) -> Iterator[_Row]:
    """Yield who raised each signal, where and for how many, and how often the same."""
    columns = ("organisation", "organisation_name", "whole_area", "people")
    reported = PreSignalLink.objects.filter(signal__in=keys).order_by()
    supported = SignalSupport.objects.filter(signal__in=keys).order_by()
    about = [f"pre_signal__{name}" for name in columns]
    told = reported.values_list("signal", *about).annotate(times=Count("pk"))
    given = supported.values_list("signal", *columns).annotate(times=Count("pk"))
    yield from told.union(given, all=True)


def _add(tally: _Tally, row: _Row, whole: set[int]) -> None:
    _key, organisation, name, whole_area, people, times = row
    if who := organisation or (normalise_name(name) if name else ""):
        tally.organisations.add(who)
    if whole_area:
        tally.municipalities |= whole
    tally.people += LEAST_PEOPLE.get(people, 0) * times


def _area_rows(keys: list[int]) -> Iterator[tuple[int, int]]:
    places = {"areas__kind": AreaKind.MUNICIPALITY}
    reported = PreSignal.objects.filter(links__signal__in=keys, **places).order_by()
    supported = SignalSupport.objects.filter(signal__in=keys, **places).order_by()
    yield from reported.values_list("links__signal", "areas").union(
        supported.values_list("signal", "areas")
    )
