"""The path as people see it: eight phases with dates, for a report or a signal."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min
from django.utils import timezone

from draaischijf.core.pieces import Text
from draaischijf.signals.enums import (
    PHASE_OF_STATE,
    Phase,
    PreSignalState,
    SignalState,
)
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    PreSignalLink,
    SignalStep,
)


@dataclass(frozen=True)
class PathStep:
    """One phase on the stepper; `state` is done, current, todo or skipped.

    The label is lazy: a mail may be written in another language than the page.
    """

    number: int
    label: Text
    state: str
    date: datetime.date | None = None
    note: str = ""


def signal_path(signal: PolicySignal) -> list[PathStep]:
    """Return the eight phases of a signal with the dates they were reached.

    Phases 1 and 2 come from the first report that became part of it. In a later
    round the dates of that round count. Two queries.
    """
    return signal_paths([signal])[signal.pk]


def signal_paths(
    signals: Sequence[PolicySignal], taken: Iterable[SignalStep] | None = None
) -> dict[int, list[PathStep]]:
    """Return the path of each signal by its key. Two queries, however many signals.

    `taken` are the steps of these signals, where they are known already.
    """
    steps: defaultdict[int, list[SignalStep]] = defaultdict(list)
    for step in (
        SignalStep.objects.filter(signal__in=signals) if taken is None else taken
    ):
        steps[step.signal_id].append(step)
    first = {
        row["signal"]: row
        for row in PreSignalLink.objects.filter(signal__in=signals)
        .order_by()
        .values("signal")
        .annotate(noticed=Min("pre_signal__submitted"), collected=Min("linked"))
    }
    return {
        signal.pk: _path(
            signal, _dates_of_signal(signal, steps[signal.pk], first.get(signal.pk))
        )
        for signal in signals
    }


def _path(signal: PolicySignal, dates: dict[Phase, datetime.date]) -> list[PathStep]:
    here = signal.phase
    steps = []
    for phase in Phase:
        state = "done" if phase < here else "current" if phase == here else "todo"
        if phase == here == Phase.FED_BACK:
            state = "done"
        if signal.state == SignalState.NOT_RETAINED and phase > here:
            state = "skipped"
        steps.append(PathStep(phase.value, phase.label, state, dates.get(phase)))
    return steps


def pre_signal_path(pre_signal: PreSignal) -> list[PathStep]:
    """Return the eight phases as the raiser of a report sees them.

    Once the report is part of a signal, that signal's path goes on from it. What the
    signal had passed before the report came has no date here.
    """
    signal = (
        pre_signal.signals.order_by("links__linked", "links").first()
        if pre_signal.state == PreSignalState.LINKED
        else None
    )
    noticed = timezone.localdate(pre_signal.submitted)
    if signal is not None:
        rest = signal_path(signal)
        collected = timezone.localdate(pre_signal.settled or pre_signal.submitted)
        return [
            PathStep(1, rest[0].label, "done", noticed),
            PathStep(2, rest[1].label, "done", collected),
            *(_not_before(step, collected) for step in rest[2:]),
        ]
    ended = pre_signal.state in {
        PreSignalState.HANDLED_INTERNALLY,
        PreSignalState.NOT_A_SIGNAL,
        PreSignalState.WITHDRAWN,
    }
    steps = [
        PathStep(1, Phase.NOTICED.label, "done", noticed),
        PathStep(
            2,
            Phase.COLLECTED.label,
            "done" if ended else "current",
            timezone.localdate(pre_signal.settled) if pre_signal.settled else None,
        ),
    ]
    still = "skipped" if ended else "todo"
    steps.extend(PathStep(p.value, p.label, still) for p in list(Phase)[2:])
    return steps


def _not_before(step: PathStep, day: datetime.date) -> PathStep:
    if step.date and step.date < day:
        return dataclasses.replace(step, date=None)
    return step


def _dates_of_signal(
    signal: PolicySignal, steps: Sequence[SignalStep], first: Mapping[str, Any] | None
) -> dict[Phase, datetime.date]:
    dates: dict[Phase, datetime.date] = {}
    if first is not None:
        dates[Phase.NOTICED] = timezone.localdate(first["noticed"])
        dates[Phase.COLLECTED] = timezone.localdate(first["collected"])
    for step in steps:
        phase = PHASE_OF_STATE.get(SignalState(step.target))
        # It goes on from where it was: no new date.
        waking = step.source in {SignalState.PARKED, SignalState.MERGED}
        if phase and not waking and (step.round == signal.round or phase not in dates):
            dates[phase] = timezone.localdate(step.at)
    return _ascending(
        {phase: day for phase, day in dates.items() if phase <= signal.phase}
    )


def _ascending(dates: dict[Phase, datetime.date]) -> dict[Phase, datetime.date]:
    """Leave out the dates that come after a later phase.

    A signal may have been on its way before its first report came in.
    """
    kept: dict[Phase, datetime.date] = {}
    for phase in sorted(dates, reverse=True):
        if all(dates[phase] <= day for day in kept.values()):
            kept[phase] = dates[phase]
    return kept
