"""Reports with their outcome, their links to signals, and what was asked and said."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from draaischijf.core.dates import add_working_days
from draaischijf.signals.domain.lasting import ENDED_REPORT
from draaischijf.signals.enums import Frequency, MessageKind, PeopleRange, WeighAnswer
from draaischijf.signals.enums import PreSignalState as P
from draaischijf.signals.links import FOLLOW
from draaischijf.signals.models import (
    PreSignal,
    PreSignalLink,
    PreSignalMessage,
)
from draaischijf.website.scale import texts
from draaischijf.website.scale.copying import copy_rows, own_numbers
from draaischijf.website.scale.steps.raised import raised_columns, raised_values
from draaischijf.website.scale.world import Place, World

WORKING_DAYS = 5
# Days until a report has its outcome, on average; a few never get one.
SETTLED_IN, FORGOTTEN = 12, 0.005
# Up to which draw a settled report ended how.
ENDS = (
    (0.5, P.LINKED), (0.7, P.HANDLED_INTERNALLY), (0.93, P.NOT_A_SIGNAL),
    (1.0, P.WITHDRAWN),
)  # fmt: skip
ASKED, IN_TWO_SIGNALS, NOT_TOLD = 0.06, 0.04, 0.02
COLUMNS = (
    "id", *raised_columns(), "partnership_id", "number", "problem", "for_whom",
    "frequency", "example", "since", "state", "submitted", "answer_due", "answered",
    "settled", "outcome_text", "referral", "test_recurring", "test_beyond_one",
    "test_practice", "test_several",
)  # fmt: skip
RANGES = [
    *[PeopleRange.UNKNOWN] * 4, *[PeopleRange.UP_TO_4] * 2, *[PeopleRange.UP_TO_9] * 3,
    *[PeopleRange.UP_TO_24] * 3, *[PeopleRange.UP_TO_49] * 2, PeopleRange.UP_TO_99,
    PeopleRange.MORE,
]  # fmt: skip


@dataclass
class Batch:
    """The rows of some reports, table by table."""

    world: World
    chance: random.Random
    reports: list[tuple[Any, ...]] = field(default_factory=list)
    rights: list[tuple[int, int]] = field(default_factory=list)
    areas: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[Any, ...]] = field(default_factory=list)
    messages: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass
class Fate:
    """What became of a report, and when."""

    state: str
    answered: datetime.datetime | None = None
    settled: datetime.datetime | None = None
    signals: list[int] = field(default_factory=list)


def make_reports(world: World, start: int, stop: int) -> None:
    """Copy the reports from `start` to `stop`, each with what hangs on it."""
    batch = Batch(world, world.outline.rng("reports", start))
    for report in range(start, stop):
        _add(batch, report)
    copy_rows(PreSignal, COLUMNS, batch.reports)
    own_numbers(PreSignal)
    copy_rows(PreSignal.rights.through, ("presignal_id", "term_id"), batch.rights)
    copy_rows(PreSignal.areas.through, ("presignal_id", "area_id"), batch.areas)
    copy_rows(
        PreSignalLink, ("pre_signal_id", "signal_id", "linked", "actor_id"), batch.links
    )
    copy_rows(
        PreSignalMessage,
        ("pre_signal_id", "kind", "from_raiser", "author_id", "text", "at"),
        batch.messages,
    )


def _add(batch: Batch, report: int) -> None:
    outline, chance = batch.world.outline, batch.chance
    place = batch.world.places[outline.reports[report]]
    at = outline.moment(report / outline.sizes.pre_signals)
    fate = _fate(batch, report, at)
    about = fate.signals[0] if fate.signals else report * 7
    themes = texts.themes()
    theme = themes[outline.theme_of(about, len(themes))]
    pk, (area, area_name) = report + 1, place.area(chance)
    told, ended = _told(batch, fate), _ended(batch.world, fate)
    raised = raised_values(FOLLOW, place, at, told, chance, ended=ended)
    batch.reports.append(
        (pk, *raised, chance.choice(RANGES), place.pk, outline.report_numbers[report],
         texts.problem(theme, area_name, chance), texts.one_of("for_whom", chance),
         chance.choice(Frequency.values),
         chance.choice(theme.examples) if chance.random() < 0.4 else "",
         texts.one_of("since", chance), fate.state, at, _due(at.date()),
         fate.answered, fate.settled, *_outcome(fate, chance))
    )  # fmt: skip
    batch.rights.append((pk, batch.world.rights(theme)))
    batch.areas.append((pk, area))
    if fate.settled:
        for signal in fate.signals:
            batch.links.append((pk, signal + 1, fate.settled, place.coordinator))
    _ask(batch, pk, place, fate, at)


def _fate(batch: Batch, report: int, at: datetime.datetime) -> Fate:
    """What is old has its outcome; what came in lately may still wait for it."""
    chance, now = batch.chance, batch.world.outline.now
    days = 1 + chance.expovariate(1 / SETTLED_IN)
    settled = at + datetime.timedelta(days=days)
    if settled >= now or chance.random() < FORGOTTEN:
        state = chance.choice([P.SUBMITTED, P.SUBMITTED, P.IN_REVIEW, P.QUESTION])
        answered = at + (now - at) / 2 if state == P.QUESTION else None
        return Fate(state, answered)
    draw = chance.random()
    state = next(state for end, state in ENDS if draw <= end)
    if state != P.LINKED:
        return Fate(state, settled, settled)
    wanted = 2 if chance.random() < IN_TWO_SIGNALS else 1
    found = {batch.world.outline.signal_for(report, chance) for _turn in range(wanted)}
    signals = sorted(one for one in found if one is not None)
    if not signals:
        return Fate(P.HANDLED_INTERNALLY, settled, settled)
    return Fate(P.LINKED, settled, settled, signals)


def _told(batch: Batch, fate: Fate) -> datetime.datetime | None:
    """When the raiser heard something last: mostly when the signal last moved."""
    if not fate.signals or not fate.settled:
        return fate.answered
    if batch.chance.random() < NOT_TOLD:
        return fate.settled
    return max(fate.settled, batch.world.signals_since[fate.signals[0]])


def _ended(world: World, fate: Fate) -> datetime.datetime | None:
    """When all was over for a report: with the last of its signals, if it has any."""
    if fate.state in ENDED_REPORT:
        return fate.settled
    ends = [world.signals_ended.get(one) for one in fate.signals]
    known = [one for one in ends if one]
    return max(known) if known and len(known) == len(ends) else None


def _outcome(fate: Fate, chance: random.Random) -> tuple[str, ...]:
    """Return the answer, the referral, and the four questions that were weighed."""
    answer = referral = ""
    if fate.state == P.HANDLED_INTERNALLY:
        answer = texts.one_of("outcomes", chance)
    if fate.state == P.NOT_A_SIGNAL:
        referral = texts.one_of("referrals", chance)
    weighed = fate.settled is not None and fate.state != P.WITHDRAWN
    tests = [
        chance.choice(["yes", "yes", "no", "partly"])
        if weighed
        else WeighAnswer.UNANSWERED
        for _test in range(4)
    ]
    return (answer, referral, *tests)


def _ask(
    batch: Batch, pk: int, place: Place, fate: Fate, at: datetime.datetime
) -> None:
    """Some raisers were asked something; who waits for an answer was, of course."""
    open_still = fate.state == P.QUESTION
    if not open_still and (not fate.settled or batch.chance.random() > ASKED):
        return
    question = texts.one_of("questions", batch.chance)
    asked = fate.answered or at
    if not open_still:
        asked = at + (asked - at) / 2
        answer = texts.one_of("answers", batch.chance)
        answered = asked + (fate.answered - asked) / 2 if fate.answered else asked
        batch.messages.append((pk, MessageKind.ANSWER, True, None, answer, answered))
    batch.messages.append(
        (pk, MessageKind.QUESTION, False, place.coordinator, question, asked)
    )


@lru_cache(maxsize=4096)
def _due(day: datetime.date) -> datetime.date:
    return add_working_days(day, WORKING_DAYS)
