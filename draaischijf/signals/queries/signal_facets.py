"""What the list of signals can be narrowed to, and how many each choice leaves."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.counting import (
    MOST,
    Hanging,
    count_each,
    first_of,
    hanging,
)
from draaischijf.core.pieces import Facet, Option
from draaischijf.signals.enums import OPEN_STATES, PHASE_OF_STATE, Route, SignalState
from draaischijf.signals.models import PolicySignal, SignalActor
from draaischijf.signals.queries.group_facet import with_groups
from draaischijf.signals.queries.hanging_facets import (
    area_facet,
    options_of,
    organisation_facet,
)
from draaischijf.signals.queries.synonyms import NONE as NO_SYNONYMS
from draaischijf.signals.queries.synonyms import Synonyms, search_of
from draaischijf.taxonomy import known

BEST, MOVED, NUMBER, RAISED = "best", "moved", "number", "raised"
YES = "yes"
LATE, STILL = "late", "still"
# Two months without a movement: two meetings of a working group have gone by.
STILL_AFTER = datetime.timedelta(days=60)
# A number of nine figures fits the column; a longer one is no number of ours.
LONGEST_NUMBER = 9

# Name in the address → the sorting of a signal it narrows.
TERM_FACETS = {
    "right": ("rights", _("Social right")),
    "domain": ("life_domains", _("Life domain")),
    "group": ("target_groups", _("Target group")),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the list of signals, read and cleaned from the address."""

    text: str = ""
    states: tuple[str, ...] = ()
    rights: tuple[int, ...] = ()
    domains: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    routes: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()
    working_groups: tuple[int, ...] = ()
    recurring: bool = False
    pace: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""
    page: int = 1
    synonyms: Synonyms = NO_SYNONYMS

    @property
    def query(self) -> SearchQuery:
        """The words as a full text query, with what else they are called here."""
        return search_of(self.text, self.synonyms)

    @property
    def filters_on(self) -> int:
        """How many values of filters are on."""
        several = sum(len(values) for values in chosen_of(self).values())
        return several + self.recurring + bool(self.pace)

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter or search is on."""
        return bool(self.text or self.filters_on)


def chosen_of(wanted: Wanted) -> dict[str, tuple[Any, ...]]:
    """Return the values that are on, by the name of their filter in the address."""
    return {
        "state": wanted.states,
        "right": wanted.rights,
        "domain": wanted.domains,
        "group": wanted.groups,
        "area": wanted.areas,
        "route": wanted.routes,
        "organisation": wanted.organisations,
        "working_group": wanted.working_groups,
    }


def narrowed(
    signals: QuerySet[PolicySignal], wanted: Wanted, *, without: Collection[str] = ()
) -> QuerySet[PolicySignal]:
    """Return the signals that meet all that is wanted, `without` some filters.

    Two values of one filter widen it, two filters narrow. A facet counts without
    itself: it shows what choosing another value would give.
    """
    asked = _conditions(wanted)
    return signals.filter(*[q for name, q in asked.items() if name not in without])


def _conditions(wanted: Wanted) -> dict[str, Q]:
    chosen = chosen_of(wanted)
    asked = {name: _meets(name, values) for name, values in chosen.items() if values}
    if wanted.recurring:
        asked["recurring"] = Q(is_recurring=True)
    if wanted.pace:
        asked["pace"] = in_pace(wanted.pace)
    if wanted.text:
        asked["text"] = _says(wanted)
    return asked


def in_pace(pace: str) -> Q:
    """Return the condition of signals past their date, or without any movement."""
    if pace == LATE:
        today = timezone.localdate()
        return Q(phase_due__lt=today, state__in=OPEN_STATES)
    still_since = timezone.now() - STILL_AFTER
    return Q(state__in=OPEN_STATES, last_movement__lt=still_since)


def _meets(name: str, values: tuple[Any, ...]) -> Q:
    if name in TERM_FACETS:
        return _has(TERM_FACETS[name][0], term__in=values)
    if name == "area":
        return _has("areas", area__in=values)
    if name == "organisation":
        named = SignalActor.objects.filter(
            signal=OuterRef("pk"), organisation__in=values
        )
        return Q(Exists(named))
    if name == "working_group":
        return with_groups(values)
    return Q(**{f"{name}__in": values})


def _has(field: str, **chosen: object) -> Q:
    through = getattr(PolicySignal, field).through
    return Q(Exists(through.objects.filter(policysignal=OuterRef("pk"), **chosen)))


def _says(wanted: Wanted) -> Q:
    number = number_in(wanted.text)
    said = Q(search=wanted.query)
    return said | numbered(number) if number else said


def numbered(number: int) -> Q:
    """Signals with this number, and those in which a signal of this number goes on."""
    merged = PolicySignal.objects.filter(number=number, merged_into__isnull=False)
    return Q(number=number) | Q(pk__in=merged.values("merged_into"))


def number_in(text: str) -> int | None:
    """Return the number of a signal where a text is nothing else: "42" or "#42"."""
    digits = text.lstrip("#")
    if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER:
        return int(digits)
    return None


@dataclass(frozen=True)
class Tally:
    """How many signals there are of each state, route and kind, one query for all.

    Counted under every other filter that is on; `rows` hold state, route, whether it
    is recurring, and how many.
    """

    rows: list[tuple[str, str, bool, int]]
    wanted: Wanted

    @property
    def total(self) -> int:
        """How many signals are left under all filters."""
        return sum(self._counts("", 3).values())

    def of_states(self) -> dict[Any, int]:
        """Return how many signals each state has, whatever states are on."""
        return self._counts("state", 0)

    def of_routes(self) -> dict[Any, int]:
        """Return how many signals each route has, whatever routes are on."""
        return self._counts("route", 1)

    def recurring(self) -> int:
        """Return how many signals came back, also where only those are asked for."""
        return self._counts("recurring", 2).get(True, 0)

    def _counts(self, without: str, column: int) -> dict[Any, int]:
        wanted = self.wanted
        counts: Counter[Any] = Counter()
        for row in self.rows:
            state, route, is_recurring, count = row
            if (
                (without == "state" or not wanted.states or state in wanted.states)
                and (without == "route" or not wanted.routes or route in wanted.routes)
                and (without == "recurring" or not wanted.recurring or is_recurring)
            ):
                counts[row[column]] += count
        return counts


@dataclass(frozen=True)
class LookedUp:
    """The signals a reader may see, and which of them each filter on leaves.

    Only of the filters that look at what hangs on a signal: `keys` has an entry for
    each that is on. `own` is what is left to narrow by.
    """

    visible: QuerySet[PolicySignal]
    keys: Mapping[str, frozenset[int]]
    own: Wanted

    def under(self, *, without: str = "") -> QuerySet[PolicySignal]:
        """Return the signals under all of these filters, `without` one; no query."""
        left = [keys for name, keys in self.keys.items() if name != without]
        if not left:
            return self.visible
        both = frozenset.intersection(*left)
        return PolicySignal.objects.filter(pk__one_of=list(both))


def looked_up(signals: QuerySet[PolicySignal], wanted: Wanted) -> LookedUp:
    """Look up what hangs on the signals, not again for every count and the page.

    One query for each filter of that kind that is on: what two of them leave is known
    from what each of them does.
    """
    keys = {
        name: frozenset(
            signals.filter(_meets(name, values)).order_by().values_list("pk", flat=True)
        )
        for name, values in chosen_of(wanted).items()
        if values and name in HANGING
    }
    own = replace(wanted, rights=(), domains=(), groups=(), areas=(), organisations=())
    return LookedUp(signals, keys, own)


OWN = ("state", "route", "recurring")


def tally_of(signals: QuerySet[PolicySignal], wanted: Wanted) -> Tally:
    """Return how many signals are left, and how many of each state, route and kind."""
    rows = narrowed(signals, wanted, without=OWN).order_by()
    # All rows and not their keys: then the index has all there is to know.
    counted = rows.values_list("state", "route", "is_recurring").annotate(
        count=Count("*")
    )
    return Tally(list(counted), wanted)


def facets_of(
    asked: LookedUp, wanted: Wanted, tally: Tally, *, is_partner: bool = False
) -> list[Facet]:
    """Return the filters beside the list; one without any value is left out.

    What stands in the signal itself is always counted; what hangs on it up to a
    thousand signals (core/counting.py). What is late is between partners.
    """
    counts = _hanging(asked, tally.total)
    made = [
        _state_facet(tally),
        *([_pace_facet(asked)] if is_partner else []),
        _recurring_facet(tally),
        _route_facet(tally),
        *_term_facets(counts, wanted),
        area_facet(counts["area"], wanted.areas),
        organisation_facet(counts["organisation"], wanted.organisations),
    ]
    return [facet for facet in made if facet.options]


HANGING = {
    **{
        name: hanging(PolicySignal, field, "term")
        for name, (field, _label) in TERM_FACETS.items()
    },
    "area": hanging(PolicySignal, "areas", "area"),
    "organisation": Hanging(SignalActor, "signal_id", "organisation_id"),
}


def _hanging(asked: LookedUp, total: int) -> dict[str, dict[Any, int | None]]:
    """Return how many signals each value of what hangs on them has, per filter.

    The filters that are off all look at the same signals: they are counted in one
    query, each that is on in its own.
    """
    rows = narrowed(asked.under(), asked.own).order_by("-last_movement", "-pk")
    off = {name: one for name, one in HANGING.items() if name not in asked.keys}
    counts = count_each(rows, off, many=total > MOST)
    for name in asked.keys:
        others = narrowed(asked.under(without=name), asked.own)
        first, many = first_of(others.order_by("-last_movement", "-pk"))
        counts |= count_each(first, {name: HANGING[name]}, many=many)
    # Not every actor is an organisation.
    counts["organisation"].pop(None, None)
    return counts


def _state_facet(tally: Tally) -> Facet:
    counts, chosen = tally.of_states(), tally.wanted.states
    options = [
        Option(state, _state_label(state), counts.get(state, 0), state in chosen)
        for state in SignalState
        if state in counts or state in chosen
    ]
    return Facet("state", _t("Phase"), options)


def _state_label(state: SignalState) -> str:
    phase = PHASE_OF_STATE.get(state)
    return f"{phase.value} · {phase.label}" if phase else str(state.label)


def _recurring_facet(tally: Tally) -> Facet:
    count, is_on = tally.recurring(), tally.wanted.recurring
    option = Option(YES, _t("came back after it was closed"), count, is_on)
    shown = [option] if count or is_on else []
    return Facet("recurring", _t("Recurring"), shown, single=True)


def _pace_facet(asked: LookedUp) -> Facet:
    wanted = asked.own
    others = narrowed(asked.under(), wanted, without=("pace",))
    labels = {LATE: _t("past the target date"), STILL: _t("stands still")}
    options = [
        Option(one, label, count, wanted.pace == one)
        for one, label in labels.items()
        if (count := others.filter(in_pace(one)).count()) or wanted.pace == one
    ]
    return Facet("pace", _t("Pace"), options, single=True)


def _route_facet(tally: Tally) -> Facet:
    counts, chosen = tally.of_routes(), tally.wanted.routes
    options = [
        Option(route, route.label, counts.get(route, 0), route in chosen)
        for route in Route
        if route in counts or route in chosen
    ]
    return Facet("route", _t("Route"), options)


def _term_facets(
    counts: Mapping[str, Mapping[Any, int | None]], wanted: Wanted
) -> list[Facet]:
    chosen = chosen_of(wanted)
    keys = {name: {*counts[name], *chosen[name]} for name in TERM_FACETS}
    terms = known.terms(set().union(*keys.values()))
    return [
        Facet(
            name,
            label,
            options_of(
                counts[name],
                chosen[name],
                {term.pk: term.label for term in terms if term.pk in keys[name]},
            ),
        )
        for name, (_field, label) in TERM_FACETS.items()
    ]
