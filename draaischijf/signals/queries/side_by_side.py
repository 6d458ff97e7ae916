"""Signals beside each other, for a working group that words and weighs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import (
    Agreement,
    PolicySignal,
    PreSignal,
    PreSignalLink,
)
from draaischijf.signals.permissions import signals_readable_in
from draaischijf.signals.queries.gates import AgreementStanding, agreement_standings

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

FEWEST, MOST = 2, 6
MOST_OFFERED = 100
MOST_REPORTS = 5
SORTINGS = ("rights", "areas")


@dataclass(frozen=True)
class Beside:
    """One column: a signal, what the working group says, and some of its reports."""

    signal: PolicySignal
    agreement: AgreementStanding
    reports: Sequence[PreSignal] = ()
    reports_more: int = 0
    raised_by: Sequence[str] = field(default_factory=tuple)

    @property
    def answers(self) -> list[Agreement]:
        """The answers that were given, by the name of the organisation."""
        said = self.agreement.answers.values()
        return sorted(said, key=lambda one: one.organisation.name)

    @property
    def is_asked(self) -> bool:
        """Whether the working group is asked about it now."""
        is_required = self.signal.partnership.agreement_required
        return is_required and self.signal.state == SignalState.ANALYSIS

    @property
    def missing(self) -> tuple[str, ...]:
        return self.agreement.missing if self.is_asked else ()


def signals_to_compare(user: Visitor, partnership: Partnership) -> list[PolicySignal]:
    """Return the signals to choose from: those being analysed first, then the others.

    The newest hundred; another one is reached by its number.
    """
    found = signals_readable_in(user, partnership).defer("search")
    rows = list(found.order_by("-last_movement", "-pk")[:MOST_OFFERED])
    return sorted(rows, key=lambda one: one.state != SignalState.ANALYSIS)


@dataclass(frozen=True)
class Newest:
    """The newest reports of a signal, and how many more it has."""

    reports: list[PreSignal]
    more: int = 0


NONE = Newest([])


def beside_each_other(
    user: Visitor,
    partnership: Partnership,
    numbers: Sequence[int],
    *,
    with_reports: bool = False,
) -> list[Beside]:
    """Return the signals with these numbers that `user` may read, in this order.

    As many queries for two as for six. Reports are for who reads all of them.
    """
    found = (
        signals_readable_in(user, partnership)
        .filter(number__in=numbers[:MOST])
        .select_related("partnership", "policy_level", "working_group")
        .prefetch_related(*SORTINGS, "actors__organisation")
        .defer("search")
    )
    signals = {one.number: one for one in found}
    rows = [signals[number] for number in numbers[:MOST] if number in signals]
    standings = agreement_standings(rows)
    reports = _reports(user, partnership, rows) if with_reports else {}
    return [
        Beside(
            one,
            standings[one.pk],
            reports=reports.get(one.pk, NONE).reports,
            reports_more=reports.get(one.pk, NONE).more,
            raised_by=_raised_by(one),
        )
        for one in rows
    ]


def _raised_by(signal: PolicySignal) -> tuple[str, ...]:
    named = (one for one in signal.actors.all() if one.role == ActorRole.RAISED_BY)
    return tuple(dict.fromkeys(str(one) for one in named))


def _reports(
    user: Visitor, partnership: Partnership, signals: Sequence[PolicySignal]
) -> dict[int, Newest]:
    """Return the newest reports of each signal and how many more; one query."""
    if not holds(user, Permission.READ_REPORTS, partnership):
        return {}
    own: dict[str, Any] = {"partition_by": F("signal")}
    newest = [F("pre_signal__submitted").desc(), F("pre_signal").desc()]
    links = (
        PreSignalLink.objects.filter(signal__in=signals)
        .annotate(
            place=Window(RowNumber(), order_by=newest, **own),
            total=Window(Count("pk"), **own),
        )
        # Of a signal with a thousand reports only these are read.
        .filter(place__lte=MOST_REPORTS)
        .select_related("pre_signal")
        .defer("pre_signal__search")
        .order_by("signal", "place")
    )
    found: dict[int, Newest] = {}
    for link in links:
        more = max(0, link.total - MOST_REPORTS)
        found.setdefault(link.signal_id, Newest([], more)).reports.append(
            link.pre_signal
        )
    return found
