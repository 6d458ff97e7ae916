"""What the work agenda can be narrowed to, and how many each choice leaves."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _t

from draaischijf.core.counting import FIRST, count_by, count_of, is_many
from draaischijf.core.pieces import Facet, Option
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.models import AgendaPlace
from draaischijf.taxonomy import known


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the agenda, read and cleaned from the address."""

    years: tuple[int, ...] = ()
    routes: tuple[str, ...] = ()
    rights: tuple[int, ...] = ()
    states: tuple[str, ...] = ()
    # The agenda as it stood on this day; None: as it stands.
    day: datetime.date | None = None

    @property
    def filters_on(self) -> int:
        """How many values of filters are on."""
        return sum(map(len, (self.years, self.routes, self.rights, self.states)))


def narrowed(
    places: QuerySet[AgendaPlace], wanted: Wanted, *, without: str = ""
) -> QuerySet[AgendaPlace]:
    """Return the places that meet all that is wanted, `without` one filter."""
    asked: dict[str, tuple[str, tuple[Any, ...]]] = {
        "year": ("year__in", wanted.years),
        "route": ("route__in", wanted.routes),
        "right": ("right__in", wanted.rights),
        "state": ("state_then__in", wanted.states),
    }
    chosen = {
        lookup: values
        for name, (lookup, values) in asked.items()
        if values and name != without
    }
    return places.filter(**chosen)


def facets_of(places: QuerySet[AgendaPlace], wanted: Wanted) -> list[Facet]:
    """Return the filters beside the agenda; one without any value is left out."""
    whole = is_many(places)
    if wanted.filters_on:
        counted = {
            name: _counted(places, wanted, name, whole_is_many=whole)
            for name in COLUMNS
        }
    else:
        counted = _counted_at_once(places, whole_is_many=whole)
    years, routes = counted["year"], counted["route"]
    rights, states = counted["right"], counted["state"]
    terms = known.terms([pk for pk in rights if pk])
    made = [
        _facet(
            "year",
            _t("Year"),
            [(y, str(y)) for y in sorted(years)[::-1]],
            years,
            wanted,
        ),
        _facet("route", _t("Route"), Route.choices, routes, wanted),
        _facet(
            "right",
            _t("Social right"),
            [(t.pk, t.label) for t in terms],
            rights,
            wanted,
        ),
        _facet("state", _t("State"), SignalState.choices, states, wanted),
    ]
    return [facet for facet in made if facet.options]


COLUMNS = {
    "year": "year",
    "route": "route",
    "state": "state_then",
    "right": "right",
}


Counts = dict[Any, int | None]


def _counted_at_once(
    places: QuerySet[AgendaPlace], *, whole_is_many: bool
) -> dict[str, Counts]:
    """Return what `_counted` does of every filter while none is on; one query."""
    rows = places.order_by().values_list(*COLUMNS.values())
    seen = zip(*rows[: FIRST if whole_is_many else None], strict=True)
    counts = [Counter(values) for values in seen] or [Counter[Any]() for _ in COLUMNS]
    return {
        name: dict.fromkeys(found) if whole_is_many else {**found}
        for name, found in zip(COLUMNS, counts, strict=True)
    }


def _counted(
    places: QuerySet[AgendaPlace], wanted: Wanted, name: str, *, whole_is_many: bool
) -> Counts:
    """Return how many places each value leaves; beyond a thousand without a number."""
    rows = narrowed(places, wanted, without=name)
    many = whole_is_many and (not wanted.filters_on or is_many(rows))
    counts = count_by(rows.order_by(), COLUMNS[name], many=many, within=places)
    chosen = getattr(wanted, f"{name}s")
    return {value: count_of(counts, value) for value in (*chosen, *counts)}


def _facet(
    name: str,
    label: str,
    values: Iterable[tuple[Any, Any]],
    counts: dict[Any, int | None],
    wanted: Wanted,
) -> Facet:
    chosen = set(getattr(wanted, f"{name}s"))
    options = [
        Option(str(value), words, counts[value], value in chosen)
        for value, words in values
        if value in counts
    ]
    return Facet(name, label, options)
