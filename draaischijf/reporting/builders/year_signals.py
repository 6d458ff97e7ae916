"""The signals of a year and their follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.core.dated_facts import attendance_of, when_of
from draaischijf.reporting.builders.reading import in_turn, in_year, without_date
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.content import (
    Block,
    Editors,
    Facts,
    Heading,
    Log,
    LogLine,
    Text,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import (
    Decision,
    Letter,
    LogEntry,
    PolicySignal,
    SignalStep,
)

SIGNALS = "signals"


@dataclass(frozen=True)
class SignalYear:
    """A signal with what happened to it in one year."""

    signal: PolicySignal
    log: Sequence[LogEntry]
    is_new: bool
    is_closed: bool


def signals_of_year(subject: Subject) -> list[SignalYear]:
    """Return the signals on which something happened in the year, by number.

    Three queries, however many signals.
    """
    year = subject.year
    log = subject.readable_signal_log()
    dated = log.filter(in_year(year) | (without_date() & Q(created__year=year)))
    here = {"signal__partnership": subject.partnership}
    moved = (
        SignalStep.objects.filter(at__year=year, **here),
        Decision.objects.filter(date__year=year, **here),
        Letter.objects.filter(sent__year=year, **here),
        dated,
    )
    touched = Q()
    for rows in moved:
        touched |= Q(pk__in=rows.values("signal"))
    signals = (
        subject.readable_signals()
        .filter(touched)
        .defer("search")
        .prefetch_related(
            Prefetch("log_entries", dated, to_attr="log_of_year"),
            Prefetch("steps", SignalStep.objects.order_by("at", "pk")),
        )
        .order_by("number")
    )
    return [_of_year(signal, year) for signal in signals]


def _of_year(signal: PolicySignal, year: int) -> SignalYear:
    steps = list(signal.steps.all())
    return SignalYear(
        signal,
        in_turn(getattr(signal, "log_of_year", ())),
        is_new=bool(steps) and _year_of(steps[0]) == year,
        is_closed=any(
            step.target == SignalState.CLOSED and _year_of(step) == year
            for step in steps
        ),
    )


def _year_of(step: SignalStep) -> int:
    return timezone.localtime(step.at).year


def signal_blocks(subject: Subject, signals: Sequence[SignalYear]) -> Iterator[Block]:
    """Yield the chapter about signals; without any it says so."""
    yield Heading(_t("Signals and their follow-up"), level=1, anchor=SIGNALS)
    yield Editors(SIGNALS, _t("About the signals"), subject.text_of(SIGNALS))
    if not signals:
        yield Text(_t("No signal moved this year."), is_soft=True)
    # The furthest first: there is the most to tell.
    for phase in sorted({one.signal.phase for one in signals}, reverse=True):
        here = [one for one in signals if one.signal.phase == phase]
        yield Heading(
            f"{phase.label} ({len(here)})", level=2, anchor=f"phase-{phase.value}"
        )
        for one in here:
            yield from _signal_blocks(one)


def _signal_blocks(one: SignalYear) -> Iterator[Block]:
    signal = one.signal
    yield Heading(
        signal.title,
        level=3,
        anchor=f"signal-{signal.number}",
        code=_t("Signal %(number)s") % {"number": signal.number},
    )
    yield Facts(tuple(_facts(signal)))
    # Of a signal that was imported the title is often all there is.
    if signal.statement and _bare(signal.statement) != _bare(signal.title):
        yield Text(signal.statement)
    if one.log:
        lines = tuple(log_line(entry) for entry in one.log)
        yield Log(lines, label=_t("Follow-up"))


def _bare(text: str) -> str:
    return text.strip().rstrip(".").casefold()


def _facts(signal: PolicySignal) -> Iterator[tuple[str, str]]:
    phase = f"{signal.phase.value}/8 {signal.phase.label}"
    facts = [
        (_t("Phase"), f"{phase} ({signal.get_state_display()})"),
        (_t("Route"), signal.get_route_display()),
        (_t("What came of it"), signal.feedback),
    ]
    yield from ((label, str(value)) for label, value in facts if value)


def log_line(entry: LogEntry) -> LogLine:
    """Return one dated fact of a signal, with how many were there."""
    notes = [attendance_of(entry)]
    if not entry.is_public:
        notes.append(_t("only for partners"))
    return LogLine(when_of(entry), entry.text, " · ".join(filter(None, notes)))
