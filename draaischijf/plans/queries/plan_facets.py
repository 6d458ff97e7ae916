"""What the actions of a plan can be narrowed to, and how many each choice leaves.

A plan is one document of at most some hundreds of actions, and its page reads them
all to draw the tree. So they are counted in memory: no query for any filter.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.pieces import Facet, Option
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import Objective
from draaischijf.plans.queries.plan_lines import Line, Somebody

TREE, TABLE, OUTLINE = "boom", "tabel", "overzicht"
QUIET_MONTHS = (3, 6, 12)


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the page of a plan, read and cleaned from the address."""

    view: str = TREE
    text: str = ""
    leads: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    lifecycles: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()

    @property
    def filters_on(self) -> int:
        """How many values of filters are on."""
        return sum(len(values) for values in chosen_of(self).values())

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter or search is on."""
        return bool(self.text or self.filters_on)


# Name in the address → the field of `Wanted` that holds its values.
FILTERS = {
    "lifecycle": "lifecycles",
    "lead": "leads",
    "contact": "contacts",
    "actor": "actors",
    "right": "rights",
    "objective": "objectives",
    "quiet": "quiet",
}


def chosen_of(wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """Return the values that are on, by the name of their filter in the address."""
    return {name: getattr(wanted, field) for name, field in FILTERS.items()}


# What a line holds of each filter: the values it would be found under.
VALUES: dict[str, Callable[[Line], Iterable[str]]] = {
    "lifecycle": lambda line: [line.action.lifecycle],
    "lead": lambda line: _keys(line.leads),
    "contact": lambda line: _keys(line.contacts),
    "actor": lambda line: _keys(line.actors),
    "right": lambda line: [str(one.pk) for one in line.rights],
    "objective": lambda line: [str(line.action.objective_id)],
    "quiet": lambda line: [
        str(months) for months in QUIET_MONTHS if line.is_quiet_for(months)
    ],
}


def _keys(people: Sequence[Somebody]) -> list[str]:
    return [one.key for one in people]


def known_only(wanted: Wanted, lines: Sequence[Line], *, hidden: set[str]) -> Wanted:
    """Return what is wanted without values that no action of the plan has.

    So an old or invented address shows the plan instead of an empty page that nothing
    on the page explains. Filters that are `hidden` from this reader hold nothing.
    """
    kept: dict[str, Any] = {}
    for name, values in chosen_of(wanted).items():
        known = (
            set()
            if name in hidden
            else {value for line in lines for value in VALUES[name](line)}
        )
        # Nothing being quiet is an answer too.
        if name == "quiet" and name not in hidden:
            known = {str(months) for months in QUIET_MONTHS}
        kept[FILTERS[name]] = tuple(value for value in values if value in known)
    return dataclasses.replace(wanted, **kept)


def narrowed(lines: Iterable[Line], wanted: Wanted, *, without: str = "") -> list[Line]:
    """Return the lines that meet all that is wanted, `without` one filter.

    Two values of one filter widen it, two filters narrow. A facet counts without
    itself: it shows what choosing another value would give.
    """
    asked = {
        name: set(values)
        for name, values in chosen_of(wanted).items()
        if values and name != without
    }
    return [
        line
        for line in lines
        if all(values & set(VALUES[name](line)) for name, values in asked.items())
    ]


def facets_of(
    lines: Sequence[Line],
    wanted: Wanted,
    objectives: Sequence[Objective],
    *,
    hidden: set[str],
) -> list[Facet]:
    """Return the filters of the page; one that would change nothing is left out."""
    labels = _labels(lines, objectives)
    made = []
    for name, label in _names().items():
        if name in hidden:
            continue
        counts = Counter(
            value
            for line in narrowed(lines, wanted, without=name)
            for value in set(VALUES[name](line))
        )
        chosen = set(chosen_of(wanted)[name])
        options = _options(name, counts, chosen, labels[name])
        if len(options) > 1 or chosen or (name == "quiet" and options):
            made.append(Facet(name, label, options, single=name == "quiet"))
    return made


def _names() -> dict[str, str]:
    return {
        "lifecycle": _t("Lifecycle"),
        "lead": _t("Lead"),
        "contact": _t("Contact"),
        "actor": _t("Actor"),
        "right": _t("Social right"),
        "objective": _t("Objective"),
        "quiet": _t("Nothing noted for"),
    }


def _labels(
    lines: Sequence[Line], objectives: Sequence[Objective]
) -> dict[str, dict[str, str]]:
    everybody = {
        one.key: one.name
        for line in lines
        for one in (*line.leads, *line.contacts, *line.partners)
    }
    rights = {str(one.pk): one.label for line in lines for one in line.rights}
    return {
        "lifecycle": {value: str(label) for value, label in Lifecycle.choices},
        "lead": everybody,
        "contact": everybody,
        "actor": everybody,
        "right": rights,
        "objective": {str(one.pk): Truncator(str(one)).chars(60) for one in objectives},
        "quiet": {
            str(months): ngettext("%(count)s month", "%(count)s months", months)
            % {"count": months}
            for months in QUIET_MONTHS
        },
    }


def _options(
    name: str, counts: Mapping[str, int], chosen: set[str], labels: Mapping[str, str]
) -> list[Option]:
    options = [
        Option(value, label, counts.get(value, 0), value in chosen)
        for value, label in labels.items()
        if counts.get(value) or value in chosen
    ]
    if name in {"lead", "contact", "actor"}:
        # The most telling first; those that are on stay in sight.
        options.sort(key=lambda one: (not one.selected, -(one.count or 0), one.label))
    return options
