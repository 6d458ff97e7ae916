"""Signals beside each other, for a working group that words and weighs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import Agreement, PolicySignal, PreSignal
from draaischijf.signals.permissions import (
    pre_signals_visible_to,
    signals_readable_in,
)
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
        .select_related("partnership", "policy_level")
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
            reports=reports.get(one.pk, [])[:MOST_REPORTS],
            reports_more=max(0, len(reports.get(one.pk, [])) - MOST_REPORTS),
            raised_by=_raised_by(one),
        )
        for one in rows
    ]


def _raised_by(signal: PolicySignal) -> tuple[str, ...]:
    named = (one for one in signal.actors.all() if one.role == ActorRole.RAISED_BY)
    return tuple(dict.fromkeys(str(one) for one in named))


def _reports(
    user: Visitor, partnership: Partnership, signals: Sequence[PolicySignal]
) -> dict[int, list[PreSignal]]:
    if not holds(user, Permission.READ_REPORTS, partnership):
        return {}
    keys = {one.pk for one in signals}
    rows = (
        pre_signals_visible_to(user)
        .filter(links__signal__in=keys)
        .defer("search")
        .prefetch_related("links")
        .order_by("-submitted", "-pk")
        .distinct()
    )
    by_signal: defaultdict[int, list[PreSignal]] = defaultdict(list)
    for report in rows:
        for link in report.links.all():
            if link.signal_id in keys:
                by_signal[link.signal_id].append(report)
    return by_signal
