"""What the inbox can be narrowed to, and how many reports each choice leaves."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.counting import (
    MOST,
    Hanging,
    count_each,
    count_of,
    first_of,
    hanging,
    is_many,
)
from draaischijf.core.pieces import Facet, Option
from draaischijf.people.models import Organisation
from draaischijf.signals.enums import OPEN_PRE_SIGNAL_STATES, PreSignalState
from draaischijf.signals.models import PreSignal
from draaischijf.signals.models.pre_signals import NOBODYS
from draaischijf.signals.queries.synonyms import NONE as NO_SYNONYMS
from draaischijf.signals.queries.synonyms import Synonyms, search_of
from draaischijf.taxonomy import known

OPEN, ALL = "open", "all"
MINE, NOBODY = "mine", "nobody"
# Values of a filter that stand for no row of their own.
WHOLE_AREA, UNKNOWN = "whole", "unknown"
MOST_ORGANISATIONS = 12

# From and until how many days ago; None has no end.
AGES: dict[str, tuple[int, int | None]] = {
    "week": (0, 7),
    "month": (7, 30),
    "quarter": (30, 91),
    "older": (91, None),
}
Counted = dict[Any, int | None]
AGE_LABELS: dict[str, Promise] = {
    "week": _("less than a week"),
    "month": _("one week to one month"),
    "quarter": _("one to three months"),
    "older": _("more than three months"),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the inbox, read and cleaned from the address."""

    state: str = OPEN
    rights: tuple[int, ...] = ()
    areas: tuple[int, ...] = ()
    whole_area: bool = False
    organisations: tuple[int, ...] = ()
    unknown_organisation: bool = False
    age: str = ""
    late: bool = False
    whose: str = ""
    # Which reports are one's own: the address does not say who reads it.
    own: Q = field(default_factory=Q)
    text: str = ""
    sort: str = ""
    page: int = 1
    synonyms: Synonyms = NO_SYNONYMS

    @property
    def query(self) -> SearchQuery:
        """The words as a full text query, with what else they are called here."""
        return search_of(self.text, self.synonyms)


def narrowed(
    reports: QuerySet[PreSignal], wanted: Wanted, *, without: str = ""
) -> QuerySet[PreSignal]:
    """Return the reports that meet all that is wanted, `without` one filter.

    A facet counts without itself: it shows what choosing another value would give.
    """
    asked = _conditions(wanted, timezone.now())
    return reports.filter(*[q for name, q in asked.items() if name != without])


def _conditions(wanted: Wanted, now: datetime.datetime) -> dict[str, Q]:
    asked: dict[str, Q | None] = {
        "state": _in_state(wanted.state),
        "right": _has("rights", term__in=wanted.rights) if wanted.rights else None,
        "area": _somewhere(wanted),
        "organisation": _from_somebody(wanted),
        "age": _aged(wanted.age, now) if wanted.age else None,
        "late": is_late(timezone.localdate(now)) if wanted.late else None,
        "whose": _of(wanted),
        "text": _says(wanted) if wanted.text else None,
    }
    return {name: q for name, q in asked.items() if q is not None}


def _in_state(state: str) -> Q | None:
    if state == OPEN:
        return Q(state__in=OPEN_PRE_SIGNAL_STATES)
    return None if state == ALL else Q(state=state)


def _somewhere(wanted: Wanted) -> Q | None:
    if not wanted.areas:
        return Q(whole_area=True) if wanted.whole_area else None
    there = _has("areas", area__in=wanted.areas)
    return there | Q(whole_area=True) if wanted.whole_area else there


def _from_somebody(wanted: Wanted) -> Q | None:
    if not wanted.organisations:
        return Q(organisation__isnull=True) if wanted.unknown_organisation else None
    theirs = Q(organisation__in=wanted.organisations)
    if wanted.unknown_organisation:
        return theirs | Q(organisation__isnull=True)
    return theirs


def _of(wanted: Wanted) -> Q | None:
    if wanted.whose == NOBODY:
        # What was settled without anybody waits for nobody.
        return NOBODYS & Q(state__in=OPEN_PRE_SIGNAL_STATES)
    return wanted.own if wanted.whose == MINE else None


def whose_counts(reports: QuerySet[PreSignal], wanted: Wanted) -> dict[str, int]:
    """Return how many are one's own and nobody's under the other filters."""
    return {
        one: narrowed(reports, replace(wanted, whose=one)).count()
        for one in (MINE, NOBODY)
    }


def _has(name: str, **chosen: object) -> Q:
    through = getattr(PreSignal, name).through
    return Q(Exists(through.objects.filter(presignal=OuterRef("pk"), **chosen)))


def _aged(name: str, now: datetime.datetime) -> Q:
    young, old = AGES[name]
    aged = Q(submitted__lte=now - datetime.timedelta(days=young)) if young else Q()
    if old is not None:
        aged &= Q(submitted__gt=now - datetime.timedelta(days=old))
    return aged


def is_late(today: datetime.date) -> Q:
    """Return the condition of `PreSignalQuerySet.late`, to count by."""
    return Q(
        state__in=[PreSignalState.SUBMITTED, PreSignalState.IN_REVIEW],
        answered__isnull=True,
        answer_due__lt=today,
    )


def _says(wanted: Wanted) -> Q:
    said = Q(search=wanted.query)
    number = wanted.text.lstrip("#")
    # A number of nine figures fits the column; a longer one is no number of ours.
    if number.isascii() and number.isdigit() and len(number) <= 9:
        said |= Q(number=int(number))
    return said


@dataclass(frozen=True)
class LookedUp:
    """The reports in which the words and what hangs on them were looked up, once.

    `said` are those with the words, `found` those under the rights and places as well,
    and `left` is what they are still to be narrowed by.
    """

    said: QuerySet[PreSignal]
    found: QuerySet[PreSignal]
    left: Wanted


def looked_up(reports: QuerySet[PreSignal], wanted: Wanted) -> LookedUp:
    """Look up the words, and the rights and places, not again for every count."""
    said = found = reports
    if wanted.text:
        words = Wanted(state=ALL, text=wanted.text, synonyms=wanted.synonyms)
        said = found = _by_key(narrowed(reports, words))
    hanging_on = Wanted(
        state=ALL,
        rights=wanted.rights,
        areas=wanted.areas,
        whole_area=wanted.whole_area,
    )
    if wanted.rights or wanted.areas:
        found = _by_key(narrowed(said, hanging_on))
        wanted = replace(wanted, rights=(), areas=(), whole_area=False)
    return LookedUp(said, found, replace(wanted, text=""))


def _by_key(reports: QuerySet[PreSignal]) -> QuerySet[PreSignal]:
    keys = reports.order_by().values_list("pk", flat=True)
    return PreSignal.objects.filter(pk__one_of=list(keys))


def state_counts(reports: QuerySet[PreSignal], wanted: Wanted) -> dict[str, int]:
    """Return how many reports each tab holds under the other filters."""
    rows = (
        narrowed(reports, wanted, without="state")
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
    )
    counts = dict.fromkeys([OPEN, *PreSignalState.values, ALL], 0) | dict(rows)
    counts[OPEN] = sum(counts[state] for state in OPEN_PRE_SIGNAL_STATES)
    counts[ALL] = sum(counts[state] for state in PreSignalState.values)
    return counts


# What hangs on a report; its organisation stands in the report itself.
HANGING = {
    "right": hanging(PreSignal, "rights", "term"),
    "area": hanging(PreSignal, "areas", "area"),
    "organisation": Hanging(PreSignal, "id", "organisation_id", is_once=True),
}


def facets_of(asked: LookedUp, wanted: Wanted, total: int) -> list[Facet]:
    """Return the filters beside the list; one without any value is left out.

    `total` is how many reports are left under all of them. Rights, places and
    organisations are counted up to a thousand reports (core/counting.py).
    """
    beside = Beside(asked, wanted, total)
    counts = beside.counted()
    late, ages = beside.dated()
    made = [
        _late_facet(late, is_on=wanted.late),
        _age_facet(ages, wanted.age),
        _right_facet(counts["right"], wanted),
        _area_facet(beside, counts["area"]),
        _organisation_facet(counts["organisation"], wanted),
    ]
    return [facet for facet in made if facet.options]


def _late_facet(count: int, *, is_on: bool) -> Facet:
    option = Option("1", _t("past the deadline"), count, is_on)
    shown = [option] if count or is_on else []
    return Facet("late", _t("Deadline"), shown, single=True)


@dataclass(frozen=True)
class Beside:
    """What the filters beside the inbox count: the reports, what is on, how many."""

    asked: LookedUp
    wanted: Wanted
    total: int

    def rows(self, name: str) -> QuerySet[PreSignal]:
        """Return the reports under all filters but one."""
        if name in HANGING:
            wanted = replace(self.wanted, text="")
            return narrowed(self.asked.said, wanted, without=name)
        return narrowed(self.asked.found, self.asked.left, without=name)

    def are_many(self, name: str, *, is_on: bool) -> bool:
        """Tell whether these are more than are counted; no query when it is off."""
        return is_many(self.rows(name)) if is_on else self.total > MOST

    def dated(self) -> tuple[int, dict[str, int | None]]:
        """Return how many are late, and how many are of each age.

        Old reports are the many: of a long list only what came lately has a number.
        """
        now = timezone.now()
        ages = {name: Count("pk", filter=_aged(name, now)) for name in AGES}
        late = Count("pk", filter=is_late(timezone.localdate(now)))
        many = self.are_many("age", is_on=bool(self.wanted.age))
        if not (many or self.wanted.age or self.wanted.late):
            counts = self.rows("age").aggregate(**ages, late=late)
            return counts.pop("late"), counts
        rows = self.rows("age")
        lately = [name for name in AGES if AGES[name][1] is not None]
        if many:
            rows = rows.filter(_aged_at_most(AGES[lately[-1]][1], now))
        counts = rows.aggregate(**ages)
        if many:
            counts |= {name: None for name in AGES if name not in lately}
        is_past = is_late(timezone.localdate(now))
        return self.rows("late").filter(is_past).count(), counts

    def counted(self) -> dict[str, Counted]:
        """Return how many reports each value has, per filter; None if not counted.

        The filters that are off look at the same reports: they share one query.
        """
        on = {
            "right": bool(self.wanted.rights),
            "area": bool(self.wanted.areas or self.wanted.whole_area),
            "organisation": bool(
                self.wanted.organisations or self.wanted.unknown_organisation
            ),
        }
        off = {name: one for name, one in HANGING.items() if not on[name]}
        found = narrowed(self.asked.found, self.asked.left)
        found = found.order_by("-submitted", "-pk")
        counts = count_each(found, off, many=self.total > MOST)
        for name in HANGING.keys() - off.keys():
            rows, many = first_of(self.rows(name).order_by("-submitted", "-pk"))
            counts |= count_each(rows, {name: HANGING[name]}, many=many)
        return counts


def _age_facet(counts: dict[str, int | None], age: str) -> Facet:
    options = [
        Option(name, AGE_LABELS[name], counts[name], age == name)
        for name in AGES
        if counts[name] != 0 or age == name
    ]
    return Facet("age", _t("Reported"), options, single=True)


def _aged_at_most(days: int | None, now: datetime.datetime) -> Q:
    return Q(submitted__gt=now - datetime.timedelta(days=days or 0))


def _options(
    counts: Mapping[int | None, int | None],
    chosen: Iterable[int],
    labels: Mapping[int, str],
) -> list[Option]:
    picked = set(chosen)
    return [
        Option(str(pk), label, count_of(counts, pk), pk in picked)
        for pk, label in labels.items()
    ]


def _right_facet(counts: Counted, wanted: Wanted) -> Facet:
    chosen = wanted.rights
    labels = {one.pk: one.label for one in known.terms(_keys(counts, chosen))}
    return Facet("right", _t("Social right"), _options(counts, chosen, labels))


def _area_facet(beside: Beside, counts: Counted) -> Facet:
    chosen, whole_is_on = beside.wanted.areas, beside.wanted.whole_area
    labels = {one.pk: one.name for one in known.areas(_keys(counts, chosen))}
    options = _options(counts, chosen, labels)
    whole = _whole(beside, counts)
    if whole != 0 or whole_is_on:
        label = _t("the whole area")
        options.insert(0, Option(WHOLE_AREA, label, whole, whole_is_on))
    return Facet("area", _t("Where"), options)


def _whole(beside: Beside, counts: Counted) -> int | None:
    """Return how many are about the whole area, where the places are counted."""
    if None in counts.values():
        return None
    return beside.rows("area").filter(whole_area=True).count()


def _organisation_facet(counts: Counted, wanted: Wanted) -> Facet:
    chosen, unknown_is_on = wanted.organisations, wanted.unknown_organisation
    found = Organisation.objects.filter(pk__in=_keys(counts, chosen))
    named = found.values_list("pk", "short_name", "name")
    labels = {key: short or name for key, short, name in named}
    options = _options(counts, chosen, labels)
    # The most telling first; those that are on stay in sight.
    options.sort(key=lambda one: (not one.selected, -(one.count or 0)))
    options = options[:MOST_ORGANISATIONS]
    if None in counts or unknown_is_on:
        label = _t("no known organisation")
        unknown = count_of(counts, None)
        options.append(Option(UNKNOWN, label, unknown, unknown_is_on))
    return Facet("organisation", _t("Organisation"), options)


def _keys(counts: Mapping[int | None, int | None], chosen: Iterable[int]) -> set[int]:
    return {pk for pk in counts if pk is not None} | set(chosen)
