"""How long a personal link works: while its report goes on, and a year after."""

from __future__ import annotations

import datetime

from django.utils import timezone

from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import PolicySignal, PreSignal

# Long enough to read the answer and to see whether it holds; then what was reported
# is open to its coordinators only (design: links end a year after closing).
A_YEAR = datetime.timedelta(days=366)
ENDED_SIGNAL = frozenset({SignalState.CLOSED, SignalState.NOT_RETAINED})
ENDED_REPORT = frozenset(
    {
        PreSignalState.HANDLED_INTERNALLY,
        PreSignalState.NOT_A_SIGNAL,
        PreSignalState.WITHDRAWN,
    }
)


def renew_link(pre_signal: PreSignal) -> None:
    """Let the link of a report end in a year when the report ended, else never.

    A report that is part of signals ends with the last of them. Expects the report to
    be locked.
    """
    ended = pre_signal.state in ENDED_REPORT or (
        pre_signal.state == PreSignalState.LINKED
        and not pre_signal.signals.exclude(state__in=ENDED_SIGNAL).exists()
    )
    pre_signal.follow_until = _until(ended=ended)
    pre_signal.save(update_fields=["follow_until"])


def renew_links_of(signal: PolicySignal) -> None:
    """Let the links of everybody who raised a signal follow the state it is in now.

    Expects the reports to be locked (`lock_reports_of`).
    """
    until = _until(ended=signal.state in ENDED_SIGNAL)
    signal.supports.update(follow_until=until)
    linked = PreSignal.objects.filter(links__signal=signal, state=PreSignalState.LINKED)
    if until:
        going_on = PolicySignal.objects.exclude(state__in=ENDED_SIGNAL)
        linked = linked.exclude(links__signal__in=going_on)
    linked.update(follow_until=until)


def lock_reports_of(*signals: PolicySignal) -> None:
    """Lock the reports of signals, to be called before the signals are locked.

    Everybody locks reports first, by number, and signals after: so two coordinators
    wait for each other instead of for ever.
    """
    list(
        PreSignal.objects.select_for_update(of=("self",))
        .filter(links__signal__in=signals)
        .order_by("pk")
        .values_list("pk")
    )


def _until(*, ended: bool) -> datetime.date | None:
    return timezone.localdate() + A_YEAR if ended else None
