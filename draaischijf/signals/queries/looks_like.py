"""What looks like one report, for who weighs it, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _t

from draaischijf.people.queries import municipalities_of
from draaischijf.signals.enums import OPEN_PRE_SIGNAL_STATES, SignalState
from draaischijf.signals.models import DifferentPair, PolicySignal, PreSignal
from draaischijf.signals.permissions import pre_signals_visible_to
from draaischijf.signals.queries.alike import alike_reports, alike_signals
from draaischijf.signals.queries.likeness import (
    Likeness,
    excerpt_beside,
    shared_words,
    telling_words,
)

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

MOST, MOST_TOLD_APART = 5, 20


@dataclass(frozen=True)
class Lookalike:
    """A signal or a report that looks like the one that is weighed, and why."""

    thing: PolicySignal | PreSignal
    excerpt: str
    reasons: Sequence[str]

    @property
    def is_signal(self) -> bool:
        return isinstance(self.thing, PolicySignal)


@dataclass(frozen=True)
class Lookalikes:
    """What looks like one report, the most alike first."""

    signals: Sequence[Lookalike]
    reports: Sequence[Lookalike]

    def __bool__(self) -> bool:
        return bool(self.signals or self.reports)


def lookalikes(report: PreSignal, reader: Visitor) -> Lookalikes:
    """Return the signals and open reports most like a report, at most five of each.

    Not what it is part of, nor what somebody told apart from it.
    """
    text = f"{report.problem}\n{report.example}".strip()
    partnership = report.partnership
    told_apart = _told_apart(report)
    signals = (
        partnership.signals.standing()
        .exclude(state=SignalState.NOT_RETAINED)
        .exclude(links__pre_signal=report)
        .exclude(pk__in=told_apart.values("signal").exclude(signal=None))
    )
    reports = (
        pre_signals_visible_to(reader)
        .filter(partnership=partnership, state__in=OPEN_PRE_SIGNAL_STATES)
        .exclude(pk=report.pk)
        .exclude(pk__in=told_apart.values("other").exclude(other=None))
        .exclude(pk__in=report.different_before.values("pre_signal"))
    )
    # Half of what is reported names a town: that it is there says nothing of what.
    places = {
        word
        for one in municipalities_of(partnership)
        for word in telling_words(one.name)
    }
    return Lookalikes(
        signals=_shown(
            alike_signals(text, signals, partnership), signals, report, places
        ),
        reports=_shown(
            alike_reports(text, reports, partnership), reports, report, places
        ),
    )


def told_apart_from(report: PreSignal) -> list[PolicySignal | PreSignal]:
    """Return the signals and reports that somebody told apart from it, newest first.

    One query; the reports are of its own partnership, and for who weighs there.
    """
    pairs = (
        DifferentPair.objects.filter(Q(pre_signal=report) | Q(other=report))
        .select_related("pre_signal", "other", "signal__partnership")
        .defer("pre_signal__search", "other__search", "signal__search")
        .order_by("-said", "-pk")[:MOST_TOLD_APART]
    )
    return [
        pair.signal
        or (pair.other if pair.pre_signal_id == report.pk else None)
        or pair.pre_signal
        for pair in pairs
    ]


def _told_apart(report: PreSignal) -> QuerySet[DifferentPair]:
    return DifferentPair.objects.filter(pre_signal=report)


def _shown(
    alike: Iterable[Likeness],
    things: QuerySet[PolicySignal] | QuerySet[PreSignal],
    report: PreSignal,
    places: Collection[str],
) -> list[Lookalike]:
    best = [one for one in alike if one.is_likely][:MOST]
    found = (
        things.defer("search")
        .prefetch_related("rights", "areas")
        .in_bulk([one.key for one in best])
    )
    return [
        _lookalike(found[one.key], report, places, is_near=one.is_near)
        for one in best
        if one.key in found
    ]


def _lookalike(
    thing: PolicySignal | PreSignal,
    report: PreSignal,
    places: Collection[str],
    *,
    is_near: bool,
) -> Lookalike:
    thing.partnership = report.partnership
    said = f"{report.problem}\n{report.example}"
    if isinstance(thing, PolicySignal):
        title, theirs = thing.title, f"{thing.statement}\n{thing.examples}"
    else:
        title, theirs = "", f"{thing.problem}\n{thing.example}"
    return Lookalike(
        thing=thing,
        excerpt=excerpt_beside(title, theirs, said),
        reasons=_reasons(
            thing,
            report,
            shared_words(said, [title, theirs], without=places),
            is_near=is_near,
        ),
    )


def _reasons(
    thing: PolicySignal | PreSignal,
    report: PreSignal,
    words: Sequence[str],
    *,
    is_near: bool,
) -> list[str]:
    made = []
    if is_near:
        made.append(_t("alike in meaning"))
    if words:
        made.append(_t("same words: %(words)s") % {"words": ", ".join(words)})
    rights = {str(one) for one in thing.rights.all()}
    if both := rights & {str(one) for one in report.rights.all()}:
        made.append(_t("same right: %(rights)s") % {"rights": ", ".join(sorted(both))})
    areas = {str(one) for one in thing.areas.all()}
    if both := areas & {str(one) for one in report.areas.all()}:
        made.append(_t("same area: %(areas)s") % {"areas": ", ".join(sorted(both))})
    return made or [_t("a little alike in meaning")]
