"""One report as a coordinator or its raiser reads it, and what it may become."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchRank
from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.http import Http404

from draaischijf.history.models import Entry
from draaischijf.history.queries import Line, as_lines
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.permissions import pre_signals_visible_to
from draaischijf.signals.queries.alike import alike_signals
from draaischijf.signals.queries.inbox import by_urgency, with_marks
from draaischijf.signals.queries.signal_facets import numbered
from draaischijf.signals.queries.synonyms import Synonyms, search_of, synonyms_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

MOST_CANDIDATES = 8


@dataclass(frozen=True)
class Candidate:
    """A signal a report can be added to."""

    signal: PolicySignal
    reports: int
    is_linked: bool


def pre_signal_or_404(
    user: Visitor, partnership: Partnership, number: int
) -> PreSignal:
    """Return the report with this number. Raises Http404, also when not for `user`."""
    found = (
        with_marks(pre_signals_visible_to(user))
        .select_related("partnership", "raiser", "organisation")
        .filter(partnership=partnership, number=number)
        .first()
    )
    if found is None:
        raise Http404
    return found


def pre_signal_to_weigh_or_404(
    user: Visitor, partnership: Partnership, number: int
) -> PreSignal:
    """Return the report for somebody who may weigh. Raises Http404 for all others."""
    if not holds(user, Permission.WEIGH, partnership):
        raise Http404
    return pre_signal_or_404(user, partnership, number)


def chosen_reports(
    user: Visitor, partnership: Partnership, numbers: Collection[int]
) -> list[PreSignal]:
    """Return the reports with these numbers that `user` may weigh, most urgent first.

    Raises Http404 for who may not weigh here.
    """
    if not holds(user, Permission.WEIGH, partnership):
        raise Http404
    found = with_marks(pre_signals_visible_to(user)).select_related(
        "partnership", "raiser"
    )
    return list(by_urgency(found.filter(partnership=partnership, number__in=numbers)))


# -- What happened ------------------------------------------------------------------


def _entries(reports: Iterable[PreSignal]) -> QuerySet[Entry]:
    return Entry.objects.filter(
        content_type=ContentType.objects.get_for_model(PreSignal),
        object_id__in=[one.pk for one in reports],
    ).order_by("at", "pk")


def version_of(reports: Iterable[PreSignal]) -> int:
    """Return the number of the last thing that happened to these reports.

    Every change of a report leaves a history entry, so a page that carries this
    number can be told apart from a newer one.
    """
    return int(_entries(reports).aggregate(last=Max("pk"))["last"] or 0)


def changes_since(reports: Iterable[PreSignal], version: int) -> list[Line]:
    """Return what happened to these reports after `version`, as sentences."""
    return as_lines(_entries(reports).filter(pk__gt=version), with_names=True)


def history_of(pre_signal: PreSignal, *, with_names: bool) -> list[Line]:
    """Return all that happened to a report, newest first.

    Without `with_names` only what its raiser may read.
    """
    entries = Entry.objects.about(pre_signal)
    if not with_names:
        entries = entries.public()
    return as_lines(entries, with_names=with_names)[::-1]


# -- Which signal it could be part of -----------------------------------------------


def candidates(
    partnership: Partnership,
    words: str,
    *,
    reports: Sequence[PreSignal],
    chosen: int | None = None,
) -> list[Candidate]:
    """Return at most eight signals that fit the words, or the reports without words.

    Finds by number, by a piece of the title, and by full text in Dutch; the best
    first, and the one that is `chosen` (a number) before all. A signal that was not
    retained takes no reports and is left out.
    """
    words = words.strip()
    if words:
        fits, fit = _found(words, synonyms_of(partnership))
    else:
        fits, fit = _alike(partnership, reports)
    if chosen is not None:
        is_chosen = Q(number=chosen)
        fits |= is_chosen
        fit = Case(When(is_chosen, then=Value(4.0)), default=fit)
    rows: QuerySet[Any] = (
        partnership.signals.standing()
        .exclude(state=SignalState.NOT_RETAINED)
        .filter(fits)
        .defer("search")
        .annotate(fit=fit, report_count=Count("links", distinct=True))
        .order_by("-fit", "-last_movement", "-pk")[:MOST_CANDIDATES]
    )
    linked = linked_to_all(reports)
    return [Candidate(one, one.report_count, one.pk in linked) for one in rows]


def _found(words: str, synonyms: Synonyms) -> tuple[Q, Combinable]:
    query = search_of(words, synonyms)
    number = re.fullmatch(r"\D{0,12}?(\d{1,9})", words)
    in_title = Q(title__icontains=words)
    is_number = numbered(int(number[1])) if number else Q(pk__in=[])
    fit = Case(
        When(is_number, then=Value(3.0)),
        When(in_title, then=Value(2.0)),
        default=SearchRank(F("search"), query),
        output_field=FloatField(),
    )
    return is_number | in_title | Q(search=query), fit


def _alike(
    partnership: Partnership, reports: Sequence[PreSignal]
) -> tuple[Q, Combinable]:
    """Signals that look like the reports together, the most alike first."""
    said = "\n".join(f"{one.problem}\n{one.example}" for one in reports)
    signals = partnership.signals.standing()
    signals = signals.exclude(state=SignalState.NOT_RETAINED)
    best = alike_signals(said, signals, partnership)[:MOST_CANDIDATES]
    if not best:
        return Q(pk__in=[]), Value(0.0)
    fit = Case(
        *[When(pk=one.key, then=Value(one.score)) for one in best], default=Value(0.0)
    )
    return Q(pk__in=[one.key for one in best]), fit


def linked_to_all(reports: Sequence[PreSignal]) -> set[int]:
    """Return the keys of the signals that all these reports are part of.

    A report that is weighed again keeps its links, and may come back to a signal it
    never left: those do not count.
    """
    sets = [
        {signal.pk for signal in one.signals.all()}
        if one.state == PreSignalState.LINKED
        else set()
        for one in reports
    ]
    return set.intersection(*sets) if sets else set()


def signal_for_reports(partnership: Partnership, number: int) -> PolicySignal | None:
    """Return the signal of this number that takes reports, or None."""
    return (
        partnership.signals.standing()
        .exclude(state=SignalState.NOT_RETAINED)
        .filter(number=number)
        .first()
    )
