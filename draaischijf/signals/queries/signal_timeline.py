"""Everything that happened with a signal: the follow-up, and one timeline."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.core.dated_facts import DateKind, attendance_of, when_of
from draaischijf.core.pieces import Event
from draaischijf.history.models import Entry
from draaischijf.history.queries import Line, as_lines
from draaischijf.signals.enums import SignalState
from draaischijf.signals.journeys import Stop, Told
from draaischijf.signals.models import (
    LogEntry,
    PolicySignal,
    SignalStep,
)
from draaischijf.signals.models.policy_signals import becomes_public

ICONS = {
    "signal_started": "plus",
    "signal_imported": "upload",
    "signal_edited": "pencil",
    "signal_moved": "arrow-right",
    "signal_parked": "pause",
    "signal_woke": "clock",
    "signal_closed": "check-circle",
    "signal_reopened": "repeat",
    "signal_not_retained": "minus",
    "signal_merged": "merge",
    "signal_absorbed": "merge",
    "signal_parted": "repeat",
    "signal_let_go": "repeat",
    "report_linked": "link",
    "report_unlinked": "minus",
    "support_given": "people",
    "support_given_by": "people",
    "agreement_given": "check",
    "wording_proposed": "pencil",
    "wording_accepted": "pencil",
    "wording_adjusted": "pencil",
    "wording_declined": "minus",
    "agreement_asked_again": "repeat",
    "agreement_reminded": "mail",
    "decision_taken": "decision",
    "letter_sent": "mail",
    "letter_answered": "mail",
    "action_agreed": "flag",
    "action_done": "check-circle",
    "actor_named": "organisation",
    "actor_removed": "organisation",
    "lead_named": "person",
    "told_raisers": "message",
    "told_progress": "message",
}
# What two signals that became one each have in their history.
SAID_TWICE = ("signal_merged",)
# A log entry stands in the timeline on its own day, not on the day it was typed in.
LOGGED = "log_added"
# A step and its history entry are written in one transaction.
SAME_MOMENT = datetime.timedelta(seconds=10)


def log_of(signal: PolicySignal, *, is_partner: bool) -> list[LogEntry]:
    """Return the log entries this reader may see, newest first; undated ones last."""
    entries: QuerySet[LogEntry] = signal.log_entries.select_related("actor")
    return list(entries if is_partner else entries.filter(is_public=True))


def events_of(
    signal: PolicySignal,
    log: Sequence[LogEntry],
    *,
    is_partner: bool,
    origins: Sequence[PolicySignal] = (),
    stops: Sequence[Stop] = (),
    taken: Iterable[SignalStep] | None = None,
) -> list[Event]:
    """Return all that happened as sentences, newest first.

    The public reads the sentences meant for it, without names and notes. What happened
    with its `origins`, signals that go on as this one, says so. `stops` are what other
    modules know of it (journeys.py). Two queries; one where the steps that were `taken`
    are known already.
    """
    numbers = {one.pk: one.number for one in origins}
    entries = Entry.objects.about_any([signal, *origins])
    if not is_partner:
        entries = entries.public()
    recorded = list(entries.exclude(verb=LOGGED))
    if taken is None:
        taken = SignalStep.objects.filter(signal__in=[signal, *origins])
    steps = [step for step in taken if is_partner or becomes_public(step.target)]
    made = [
        *_history_events(recorded, numbers, _told(stops), is_partner=is_partner),
        *_step_events(steps, recorded, numbers, is_partner=is_partner),
        *(_log_event(entry, is_partner=is_partner) for entry in log if entry.start),
        *_stop_events(stops, recorded),
    ]
    return [event for _moment, event in sorted(made, key=lambda one: one[0])[::-1]]


_Dated = tuple[datetime.datetime, Event]


def _history_events(
    recorded: Sequence[Entry],
    numbers: Mapping[int, int],
    told: Mapping[Told, Stop],
    *,
    is_partner: bool,
) -> list[_Dated]:
    return [
        (
            line.at,
            _said(entry, line, numbers, told),
        )
        for entry, line in zip(
            recorded, as_lines(recorded, with_names=is_partner), strict=True
        )
        # Said by the signal itself; the other one says the same from its side.
        if not (entry.object_id in numbers and line.verb in SAID_TWICE)
    ]


def _said(
    entry: Entry, line: Line, numbers: Mapping[int, int], told: Mapping[Told, Stop]
) -> Event:
    """One line of history; what another module knows of it says where it leads."""
    said = (Told(entry.verb, name, str(value)) for name, value in entry.data.items())
    stop = next((told[one] for one in said if one in told), None) if told else None
    return Event(
        sentence=line.text,
        moment=line.at,
        icon_name=ICONS.get(line.verb, "") or (stop.icon_name if stop else ""),
        note=_note(line, _of(entry.object_id, numbers)),
        url=stop.url if stop else "",
    )


def _told(stops: Sequence[Stop]) -> dict[Told, Stop]:
    """Return the stops that history tells already, by what it says."""
    return {stop.told: stop for stop in stops if stop.told}


def _stop_events(stops: Sequence[Stop], recorded: Sequence[Entry]) -> Iterable[_Dated]:
    """What other modules know and history does not tell."""
    for stop in stops:
        if stop.sentence and not any(_tells(one, stop.told) for one in recorded):
            event = Event(stop.sentence, stop.day, stop.icon_name, url=stop.url)
            yield _at_noon(stop.day), event


def _tells(entry: Entry, told: Told | None) -> bool:
    return (
        told is not None
        and entry.verb == told.verb
        and str(entry.data.get(told.field)) == told.value
    )


def _at_noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def _of(signal_id: int, numbers: Mapping[int, int]) -> str:
    """Say of what happened with an origin whose story it is."""
    if signal_id not in numbers:
        return ""
    return _t("signal %(number)s") % {"number": numbers[signal_id]}


def _note(line: Line, of: str) -> str:
    """Who and why; who is the subject of the sentence is not named twice."""
    who = "" if line.who in line.text else line.who
    return " · ".join(part for part in (of, who, line.note) if part)


def _step_events(
    steps: Iterable[SignalStep],
    recorded: Sequence[Entry],
    numbers: Mapping[int, int],
    *,
    is_partner: bool,
) -> list[_Dated]:
    """The steps that history did not see: those an import read from a document."""
    seen = [(one.object_id, one.data.get("after"), one.at) for one in recorded]
    return [
        (
            step.at,
            Event(
                sentence=_t("The signal went from “%(before)s” to “%(after)s”.")
                % {
                    "before": SignalState(step.source).label,
                    "after": SignalState(step.target).label,
                },
                moment=step.at,
                icon_name=ICONS["signal_moved"],
                note=" · ".join(
                    part
                    for part in (
                        _of(step.signal_id, numbers),
                        step.note if is_partner else "",
                    )
                    if part
                ),
            ),
        )
        for step in steps
        if step.source
        and not any(
            (whose, after) == (step.signal_id, step.target)
            and abs(at - step.at) < SAME_MOMENT
            for whose, after, at in seen
        )
    ]


def _log_event(entry: LogEntry, *, is_partner: bool) -> _Dated:
    first = entry.start or timezone.localdate()
    moment = _at_noon(first)
    exact = entry.date_kind == DateKind.DAY
    words = entry.text if exact else f"{when_of(entry)}: {entry.text}"
    by = str(entry.actor) if is_partner and entry.actor else ""
    note = " · ".join(part for part in (attendance_of(entry), by) if part)
    return moment, Event(words, first, "message", note)
