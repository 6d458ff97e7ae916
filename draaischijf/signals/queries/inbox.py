"""The signal coordinator's inbox: which reports, in which order, and what next."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.http import Http404
from django.utils import timezone

from draaischijf.core.pieces import Facet
from draaischijf.core.prose import HIT_END, HIT_START
from draaischijf.people.permissions import Permission, holds, permissions_of
from draaischijf.signals.enums import OPEN_PRE_SIGNAL_STATES, PreSignalState
from draaischijf.signals.models import PreSignal, PreSignalAttachment, PreSignalLink
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.signals.permissions import pre_signals_readable_in
from draaischijf.signals.queries.deadlines import (
    Deadline,
    age_of,
    deadline_of,
)
from draaischijf.signals.queries.inbox_facets import (
    OPEN,
    Wanted,
    facets_of,
    looked_up,
    narrowed,
    state_counts,
    whose_counts,
)
from draaischijf.signals.queries.synonyms import synonyms_of
from draaischijf.signals.queries.takers import own_reports, taker_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

PER_PAGE = 50
EXPORT_BATCH = 500
# Beyond this nobody turns pages: the filters and the search get there sooner.
MOST_PAGES = 100
URGENT, NEWEST, OLDEST, BEST = "urgent", "newest", "oldest", "best"
WAITING = (PreSignalState.SUBMITTED, PreSignalState.IN_REVIEW)
STILL_TO_DO = frozenset({OPEN, *OPEN_PRE_SIGNAL_STATES})


@dataclass(frozen=True)
class Row:
    """One line of the inbox, ready to be shown."""

    report: PreSignal
    organisation: str
    places: list[str]
    age: str
    deadline: Deadline | None
    has_files: bool
    is_doubtful: bool
    signals: list[tuple[int, str]]
    hit: str = ""
    # Whose it is; nothing where it is nobody's.
    whose: str = ""

    @property
    def is_open(self) -> bool:
        return self.report.state in OPEN_PRE_SIGNAL_STATES

    @property
    def where(self) -> str:
        return ", ".join(self.places)

    @property
    def number(self) -> str:
        """The number as text: a number in a template is made to its language first."""
        return str(self.report.number)


@dataclass(frozen=True)
class InboxPage:
    """One page of the inbox, with the counts around it."""

    state: str
    rows: list[Row]
    counts: dict[str, int]
    facets: list[Facet]
    total: int
    first: int
    page: int
    has_next: bool
    is_capped: bool
    next_up: PreSignal | None
    # How many are one's own and nobody's; for who reads all of them.
    whose: dict[str, int] = field(default_factory=dict)


def inbox_reports(user: Visitor, partnership: Partnership) -> QuerySet[PreSignal]:
    """Return the reports of a partnership that `user` may read.

    Raises Http404 for somebody who may know of none: no partner, and no report of
    one's own.
    """
    reports = pre_signals_readable_in(user, partnership)
    held = permissions_of(user, partnership)
    if held & {Permission.READ_REPORTS, Permission.READ} or reports.exists():
        return reports
    raise Http404


def inbox_page(user: Visitor, partnership: Partnership, wanted: Wanted) -> InboxPage:
    """Return fifty reports of the inbox, with counts for every tab and filter.

    The number of queries does not depend on how many there are. Raises Http404 as
    `inbox_reports` does.
    """
    wanted = with_own(_understood(wanted, partnership), user, partnership)
    asked = looked_up(inbox_reports(user, partnership), wanted)
    reports, left = asked.found, asked.left
    counts = state_counts(reports, left)
    total = counts[wanted.state]
    page = min(wanted.page, MOST_PAGES, max(1, -(-total // PER_PAGE)))
    start = (page - 1) * PER_PAGE
    found = _ordered(narrowed(reports, left), wanted)
    # The keys first: what a line shows is not worked out for the pages before it.
    keys = list(found.values_list("pk", flat=True)[start : start + PER_PAGE])
    shown = _shown(PreSignal.objects.filter(pk__in=keys), wanted)
    rows = sorted(as_rows(shown), key=lambda row: keys.index(row.report.pk))
    weighs = holds(user, Permission.WEIGH, partnership)
    return InboxPage(
        state=wanted.state,
        rows=rows,
        counts=counts,
        facets=facets_of(asked, wanted, total),
        total=total,
        first=start + 1,
        page=page,
        has_next=total > start + PER_PAGE and page < MOST_PAGES,
        is_capped=total > start + PER_PAGE and page == MOST_PAGES,
        next_up=_next_up(reports, left, rows, page) if weighs else None,
        whose=whose_counts(reports, left) if wanted.own else {},
    )


def export_rows(
    user: Visitor, partnership: Partnership, wanted: Wanted
) -> Iterator[Row]:
    """Return all reports under the filters, in the order of the list, one by one.

    Raises Http404 as `inbox_reports` does, before the first is asked for.
    """
    reports = inbox_reports(user, partnership)
    wanted = with_own(_understood(wanted, partnership), user, partnership)
    found = _ordered(_shown(narrowed(reports, wanted), wanted), wanted)
    return _one_by_one(found)


def with_own(wanted: Wanted, user: Visitor, partnership: Partnership) -> Wanted:
    """Return what is wanted with which reports are one's own, for who reads all."""
    if not holds(user, Permission.READ_REPORTS, partnership):
        return replace(wanted, whose="")
    return replace(wanted, own=own_reports(user, partnership))


def _one_by_one(found: QuerySet[PreSignal]) -> Iterator[Row]:
    reports = found.iterator(chunk_size=EXPORT_BATCH)
    while batch := list(islice(reports, EXPORT_BATCH)):
        yield from as_rows(batch)


def as_rows(found: Iterable[PreSignal]) -> list[Row]:
    """Return reports that went through `for_lines` as lines; two queries."""
    reports = list(found)
    keys = [one.pk for one in reports]
    places, signals = _places_of(keys), _signals_of(keys)
    today = timezone.localdate()
    return [
        _row(one, places.get(one.pk, []), signals.get(one.pk, []), today)
        for one in reports
    ]


def for_lines(reports: QuerySet[PreSignal]) -> QuerySet[PreSignal]:
    """Fetch along what a line shows: organisation, whose it is, attachments."""
    files = PreSignalAttachment.objects.filter(pre_signal=OuterRef("pk"))
    return (
        reports.select_related(
            "organisation", "assignee", "assigned_organisation", "assigned_group"
        )
        .annotate(has_files=Exists(files))
        .defer("search")
    )


def with_marks(reports: QuerySet[PreSignal]) -> QuerySet[PreSignal]:
    """Fetch along what a line shows, and the places and signals themselves."""
    return for_lines(reports).prefetch_related("areas", "signals")


def _places_of(keys: list[int]) -> dict[int, list[str]]:
    """Return the names of the places of reports, by the key of the report."""
    rows = PreSignal.areas.through.objects.filter(presignal__in=keys)
    made: defaultdict[int, list[str]] = defaultdict(list)
    in_turn = rows.order_by("area__name", "area")
    for report, name in in_turn.values_list("presignal", "area__name"):
        made[report].append(name)
    return made


def _signals_of(keys: list[int]) -> dict[int, list[tuple[int, str]]]:
    """Return number and title of the signals of reports, by the key of the report."""
    links = PreSignalLink.objects.filter(pre_signal__in=keys)
    made: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    columns = ("pre_signal", "signal__number", "signal__title")
    for report, number, title in links.order_by("-signal__number").values_list(
        *columns
    ):
        made[report].append((number, title))
    return made


def by_urgency(reports: QuerySet[PreSignal]) -> QuerySet[PreSignal]:
    """Order by what waits for us and until when; what is settled comes last."""
    running = {"state__in": WAITING, "answered__isnull": True}
    return reports.annotate(
        turn=Case(
            When(**running, then=Value(0)),
            When(state__in=WAITING, then=Value(1)),
            When(state=PreSignalState.QUESTION, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        ),
        running_until=Case(
            When(**running, then=F("answer_due")), output_field=DateField()
        ),
    ).order_by("turn", F("running_until").asc(nulls_last=True), "-submitted", "-pk")


def _shown(reports: QuerySet[PreSignal], wanted: Wanted) -> QuerySet[PreSignal]:
    marked = for_lines(reports)
    if not wanted.text:
        return marked
    return marked.annotate(
        hit=SearchHeadline(
            "problem",
            wanted.query,
            config=SEARCH_CONFIG,
            start_sel=HIT_START,
            stop_sel=HIT_END,
            max_words=30,
            min_words=12,
        )
    )


def _understood(wanted: Wanted, partnership: Partnership) -> Wanted:
    """Return what is wanted with what else its words are called here."""
    if not wanted.text:
        return wanted
    return replace(wanted, synonyms=synonyms_of(partnership))


def order_of(wanted: Wanted) -> str:
    """Return the order that was asked for, or the one that fits what is looked at."""
    if wanted.sort:
        return wanted.sort
    if wanted.text:
        return BEST
    return URGENT if wanted.state in STILL_TO_DO else NEWEST


def _ordered(reports: QuerySet[PreSignal], wanted: Wanted) -> QuerySet[PreSignal]:
    sort = order_of(wanted)
    if sort == NEWEST:
        return reports.order_by("-submitted", "-pk")
    if sort == OLDEST:
        return reports.order_by("submitted", "pk")
    if sort == BEST and wanted.text:
        rank = SearchRank(F("search"), wanted.query)
        return reports.annotate(rank=rank).order_by("-rank", "-submitted", "-pk")
    return by_urgency(reports)


def _next_up(
    reports: QuerySet[PreSignal], wanted: Wanted, rows: list[Row], page: int
) -> PreSignal | None:
    """The most urgent report that waits for us under the filters that are on."""
    if rows and page == 1 and wanted.state == OPEN and order_of(wanted) == URGENT:
        # The list begins with it, or with what waits for nobody here.
        first = rows[0].report
        return first if first.state in WAITING else None
    waiting = narrowed(reports, wanted, without="state").filter(state__in=WAITING)
    return by_urgency(waiting).first()


def _row(
    report: PreSignal,
    places: list[str],
    signals: list[tuple[int, str]],
    today: datetime.date,
) -> Row:
    return Row(
        report=report,
        organisation=report.organisation_label,
        places=places,
        age=age_of(report, today),
        deadline=deadline_of(report, today),
        has_files=bool(getattr(report, "has_files", False)),
        is_doubtful=bool(report.screening),
        signals=signals,
        hit=_hit(report),
        whose="" if report.is_of_nobody else taker_of(report).label,
    )


def _hit(report: PreSignal) -> str:
    """Only a passage with a hit in it: the headline stands above it already."""
    passage = str(getattr(report, "hit", ""))
    return passage if HIT_START in passage else ""
