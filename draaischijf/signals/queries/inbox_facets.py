"""What the inbox can be narrowed to, and how many reports each choice leaves."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.pieces import Facet, Option
from draaischijf.people.models import Organisation
from draaischijf.signals.enums import OPEN_PRE_SIGNAL_STATES, PreSignalState
from draaischijf.signals.models import PreSignal
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.taxonomy.models import Area, Term

OPEN, ALL = "open", "all"
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
    text: str = ""
    sort: str = ""
    page: int = 1


def search_of(text: str) -> SearchQuery:
    """Return words a person typed as a Dutch full text query (websearch syntax)."""
    return SearchQuery(text, config=SEARCH_CONFIG, search_type="websearch")


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
        "text": _says(wanted.text) if wanted.text else None,
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


def _has(field: str, **chosen: object) -> Q:
    through = getattr(PreSignal, field).through
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


def _says(text: str) -> Q:
    said = Q(search=search_of(text))
    number = text.lstrip("#")
    # A number of nine figures fits the column; a longer one is no number of ours.
    if number.isascii() and number.isdigit() and len(number) <= 9:
        said |= Q(number=int(number))
    return said


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


def facets_of(reports: QuerySet[PreSignal], wanted: Wanted) -> list[Facet]:
    """Return the filters beside the list; one without any value is left out."""
    made = [
        _late_facet(reports, wanted),
        _age_facet(reports, wanted),
        _right_facet(reports, wanted),
        _area_facet(reports, wanted),
        _organisation_facet(reports, wanted),
    ]
    return [facet for facet in made if facet.options]


def _late_facet(reports: QuerySet[PreSignal], wanted: Wanted) -> Facet:
    late = is_late(timezone.localdate())
    count = narrowed(reports, wanted, without="late").filter(late).count()
    option = Option("1", _t("past the deadline"), count, wanted.late)
    shown = [option] if count or wanted.late else []
    return Facet("late", _t("Deadline"), shown, single=True)


def _age_facet(reports: QuerySet[PreSignal], wanted: Wanted) -> Facet:
    now = timezone.now()
    counts = narrowed(reports, wanted, without="age").aggregate(
        **{name: Count("pk", filter=_aged(name, now)) for name in AGES}
    )
    options = [
        Option(name, AGE_LABELS[name], counts[name], wanted.age == name)
        for name in AGES
        if counts[name] or wanted.age == name
    ]
    return Facet("age", _t("Reported"), options, single=True)


def _counted(
    reports: QuerySet[PreSignal], wanted: Wanted, name: str, field: str
) -> dict[int | None, int]:
    rows = narrowed(reports, wanted, without=name).order_by().values_list(field)
    return dict(rows.annotate(count=Count("pk")))


def _options(
    counts: Mapping[int | None, int], chosen: Iterable[int], labels: Mapping[int, str]
) -> list[Option]:
    picked = set(chosen)
    return [
        Option(str(pk), label, counts.get(pk, 0), pk in picked)
        for pk, label in labels.items()
    ]


def _right_facet(reports: QuerySet[PreSignal], wanted: Wanted) -> Facet:
    counts = _counted(reports, wanted, "right", "rights")
    terms = Term.objects.filter(pk__in=_known(counts, wanted.rights))
    labels = {term.pk: term.label for term in terms}
    return Facet("right", _t("Social right"), _options(counts, wanted.rights, labels))


def _area_facet(reports: QuerySet[PreSignal], wanted: Wanted) -> Facet:
    counts = _counted(reports, wanted, "area", "areas")
    areas = Area.objects.filter(pk__in=_known(counts, wanted.areas))
    labels = {area.pk: area.name for area in areas}
    options = _options(counts, wanted.areas, labels)
    whole = narrowed(reports, wanted, without="area").filter(whole_area=True).count()
    if whole or wanted.whole_area:
        label = _t("the whole area")
        options.insert(0, Option(WHOLE_AREA, label, whole, wanted.whole_area))
    return Facet("area", _t("Where"), options)


def _organisation_facet(reports: QuerySet[PreSignal], wanted: Wanted) -> Facet:
    counts = _counted(reports, wanted, "organisation", "organisation")
    found = Organisation.objects.filter(pk__in=_known(counts, wanted.organisations))
    labels = {one.pk: one.short_name or one.name for one in found}
    options = _options(counts, wanted.organisations, labels)
    # The most telling first; those that are on stay in sight.
    options.sort(key=lambda one: (not one.selected, -(one.count or 0)))
    options = options[:MOST_ORGANISATIONS]
    unknown = counts.get(None, 0)
    if unknown or wanted.unknown_organisation:
        label = _t("no known organisation")
        options.append(Option(UNKNOWN, label, unknown, wanted.unknown_organisation))
    return Facet("organisation", _t("Organisation"), options)


def _known(counts: Mapping[int | None, int], chosen: Iterable[int]) -> set[int]:
    return {pk for pk in counts if pk is not None} | set(chosen)
