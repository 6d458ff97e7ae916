"""The figures of a year: what was counted, as charts with their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.dates import MONTHS_3
from django.utils.formats import number_format
from django.utils.translation import gettext as _t

from draaischijf.consultation.queries.body_report import ConsultationYear
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.reporting.builders.bodies import consultation_facts
from draaischijf.reporting.builders.reading import YearLog
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.builders.wording import mark_of
from draaischijf.reporting.builders.year_signals import SignalYear
from draaischijf.reporting.charts import Amount, bars, columns
from draaischijf.reporting.content import Block, Facts, Tone
from draaischijf.signals.enums import Phase


def figure_blocks(
    subject: Subject,
    actions: Sequence[PlanAction],
    log: YearLog,
    signals: Sequence[SignalYear],
    consultation: ConsultationYear,
) -> Iterator[Block]:
    """Yield the figures of a year; a chart of nothing is left out."""
    met = ((label, _shown(count)) for label, count in consultation_facts(consultation))
    yield Facts((*_totals(actions, log, signals), *met))
    charts = (
        (bars, _t("Actions by lifecycle"), _t("Lifecycle"), _by_lifecycle(actions)),
        (
            columns,
            _t("Log entries by month"),
            _t("Month"),
            _by_month(subject.year, log.entries),
        ),
        (bars, _t("Signals by phase"), _t("Phase"), _by_phase(signals)),
    )
    for draw, title, head, amounts in charts:
        if any(amount.value for amount in amounts):
            yield draw(title, amounts, of=head, count=_t("How many"))


def _totals(
    actions: Sequence[PlanAction],
    log: YearLog,
    signals: Sequence[SignalYear],
) -> Iterator[tuple[str, str]]:
    entries = log.entries
    followed = {pk for entry in entries for pk in log.about(entry)}
    present = sum(entry.attendance or 0 for entry in entries)
    about = any(entry.attendance_is_about for entry in entries)
    meetings = _t("Meetings counted")
    facts: list[tuple[str, int, str]] = [
        (_t("Actions"), len(actions), ""),
        (
            _t("Actions with a log entry"),
            sum(action.pk in followed for action in actions),
            "",
        ),
        (_t("Log entries"), len(entries), ""),
        (meetings, sum(entry.meetings or 0 for entry in entries), ""),
        (_t("People present, added up"), present, _t("about") if about else ""),
        (_t("Signals that moved"), len(signals), ""),
        (_t("New signals"), sum(one.is_new for one in signals), ""),
        (_t("Closed signals"), sum(one.is_closed for one in signals), ""),
    ]
    for label, count, before in facts:
        if label == meetings and not count:
            continue  # few logs count them
        yield label, f"{before} {_shown(count)}".strip()


def _shown(count: int) -> str:
    return number_format(count, use_l10n=True, force_grouping=True)


def _by_lifecycle(actions: Sequence[PlanAction]) -> list[Amount]:
    counted = Counter(action.lifecycle for action in actions)
    return [
        Amount(life.label, counted[life], mark_of(life)[1])
        for life in Lifecycle
        if counted[life]
    ]


def _by_month(year: int, entries: Sequence[ActionLogEntry]) -> list[Amount]:
    """Count by the month of the first day; what names no month stands apart."""
    counted: Counter[int] = Counter()
    for entry in entries:
        first = entry.start
        exact = (
            first
            and entry.end
            and (first.year, first.month) == (entry.end.year, entry.end.month)
        )
        counted[first.month if exact and first and first.year == year else 0] += 1
    months = [Amount(MONTHS_3[number], counted[number]) for number in range(1, 13)]
    vague = [Amount(_t("no month"), counted[0], Tone.SOFT)] if counted[0] else []
    return [*months, *vague]


def _by_phase(signals: Sequence[SignalYear]) -> list[Amount]:
    counted = Counter(one.signal.phase for one in signals)
    return [
        Amount(f"{phase.value}. {phase.label}", counted[phase])
        for phase in Phase
        if counted[phase]
    ]
