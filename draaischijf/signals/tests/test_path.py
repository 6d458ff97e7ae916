from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from draaischijf.signals.enums import (
    PHASE_OF_STATE,
    Phase,
    PreSignalState,
    SignalState,
)
from draaischijf.signals.models import PolicySignal, SignalStep
from draaischijf.signals.queries.path import pre_signal_path, signal_path
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
)

pytestmark = pytest.mark.django_db
S = SignalState


def moment(day):
    """Noon on a day of 2026, written as "3 mei" is: (3, 5)."""
    number, month = day
    naive = datetime.datetime(2026, month, number, 12)  # noqa: DTZ001 made aware here
    return timezone.make_aware(naive)


def walked(partnership, state, *steps, **fields):
    """A signal with these steps: (day, from, to) or (day, from, to, round)."""
    signal = make_signal(partnership, state, **fields)
    signal.steps.all().delete()
    for day, source, target, *turn in steps:
        SignalStep.objects.create(
            signal=signal,
            source=source,
            target=target,
            at=moment(day),
            round=turn[0] if turn else 1,
        )
    return signal


def linked(partnership, signal, submitted, day, **fields):
    report = make_pre_signal(
        partnership,
        submitted=moment(submitted),
        settled=moment(day),
        state=PreSignalState.LINKED,
        **fields,
    )
    link = make_link(report, signal)
    link.linked = moment(day)
    link.save()
    return report


def dates(steps):
    return {
        step.number: (step.date.day, step.date.month) for step in steps if step.date
    }


def states(steps):
    return [step.state for step in steps]


@pytest.mark.parametrize("state", PHASE_OF_STATE)
def test_the_phases_before_are_done_and_those_after_still_to_come(partnership, state):
    phase = PHASE_OF_STATE[state]

    shown = states(signal_path(make_signal(partnership, state)))

    here = "done" if phase == Phase.FED_BACK else "current"
    assert shown == ["done"] * (phase - 1) + [here] + ["todo"] * (8 - phase)


@pytest.mark.parametrize("before", [S.BUNDLING, S.ANALYSIS, S.PUBLISHED, S.DECIDED])
def test_a_parked_signal_keeps_its_place_and_one_that_stops_skips_the_rest(
    partnership, before
):
    phase = PHASE_OF_STATE[before]

    parked = signal_path(make_signal(partnership, S.PARKED, state_before=before))
    dropped = signal_path(make_signal(partnership, S.NOT_RETAINED, state_before=before))

    done = ["done"] * (phase - 1)
    assert states(parked) == [*done, "current", *["todo"] * (8 - phase)]
    assert states(dropped) == [*done, "current", *["skipped"] * (8 - phase)]


def test_the_dates_are_those_of_the_first_report_and_of_the_steps(partnership):
    signal = walked(
        partnership,
        S.PUBLISHED,
        ((4, 3), "", S.BUNDLING),
        ((10, 3), S.BUNDLING, S.ANALYSIS),
        ((2, 4), S.ANALYSIS, S.PUBLISHED),
    )
    linked(partnership, signal, (2, 3), (4, 3))
    linked(partnership, signal, (1, 2), (1, 6))

    # Noticed in February already, though that report was only added in June.
    assert dates(signal_path(signal)) == {
        1: (1, 2),
        2: (4, 3),
        3: (4, 3),
        4: (10, 3),
        5: (2, 4),
    }


def test_a_report_that_came_when_the_signal_was_on_its_way_dates_nothing(partnership):
    signal = walked(
        partnership,
        S.ANALYSIS,
        ((4, 3), "", S.BUNDLING),
        ((10, 3), S.BUNDLING, S.ANALYSIS),
    )
    linked(partnership, signal, (1, 6), (2, 6))

    assert dates(signal_path(signal)) == {3: (4, 3), 4: (10, 3)}


def test_going_back_and_waking_up(partnership):
    signal = walked(
        partnership,
        S.ANALYSIS,
        ((1, 1), "", S.BUNDLING),
        ((2, 1), S.BUNDLING, S.ANALYSIS),
        ((3, 1), S.ANALYSIS, S.BUNDLING),
        ((4, 1), S.BUNDLING, S.ANALYSIS),
        ((5, 1), S.ANALYSIS, S.PARKED),
        ((6, 1), S.PARKED, S.ANALYSIS),
    )

    assert dates(signal_path(signal)) == {3: (3, 1), 4: (4, 1)}


def test_the_second_time_round_has_its_own_dates(partnership):
    signal = walked(
        partnership,
        S.PUBLISHED,
        ((1, 1), "", S.BUNDLING),
        ((2, 1), S.BUNDLING, S.ANALYSIS),
        ((3, 1), S.ANALYSIS, S.PUBLISHED),
        ((4, 1), S.PUBLISHED, S.DECIDED),
        ((5, 1), S.DECIDED, S.IN_ACTION),
        ((6, 1), S.IN_ACTION, S.CLOSED),
        ((7, 2), S.CLOSED, S.ANALYSIS, 2),
        ((8, 2), S.ANALYSIS, S.PUBLISHED, 2),
        round=2,
    )

    steps = signal_path(signal)

    assert dates(steps) == {3: (1, 1), 4: (7, 2), 5: (8, 2)}
    assert states(steps)[4:6] == ["current", "todo"]


def test_the_path_takes_two_queries(partnership, django_assert_num_queries):
    signal = make_signal(partnership)
    for number in range(3):
        linked(partnership, signal, (1 + number, 1), (9, 1))

    signal = PolicySignal.objects.get(pk=signal.pk)
    with django_assert_num_queries(2):
        signal_path(signal)


@pytest.mark.parametrize(
    ("state", "second", "rest"),
    [
        (PreSignalState.SUBMITTED, "current", "todo"),
        (PreSignalState.IN_REVIEW, "current", "todo"),
        (PreSignalState.QUESTION, "current", "todo"),
        (PreSignalState.HANDLED_INTERNALLY, "done", "skipped"),
        (PreSignalState.NOT_A_SIGNAL, "done", "skipped"),
        (PreSignalState.WITHDRAWN, "done", "skipped"),
        # The signal it was part of is gone.
        (PreSignalState.LINKED, "current", "todo"),
    ],
)
def test_a_report_by_itself_is_noticed_and_collected(partnership, state, second, rest):
    settled = moment((5, 3)) if second == "done" else None
    report = make_pre_signal(
        partnership,
        state=state,
        submitted=moment((1, 3)),
        settled=settled,
        referral="Ombudsdienst",
    )

    steps = pre_signal_path(report)

    assert states(steps) == ["done", second] + [rest] * 6
    assert dates(steps) == ({1: (1, 3), 2: (5, 3)} if settled else {1: (1, 3)})
    assert [step.number for step in steps] == list(range(1, 9))


def test_once_it_is_part_of_a_signal_the_path_of_the_signal_goes_on(partnership):
    signal = walked(
        partnership,
        S.PUBLISHED,
        ((4, 3), "", S.BUNDLING),
        ((10, 3), S.BUNDLING, S.ANALYSIS),
        ((2, 4), S.ANALYSIS, S.PUBLISHED),
    )
    first = linked(partnership, signal, (1, 3), (4, 3))
    late = linked(partnership, signal, (20, 3), (22, 3))

    assert dates(pre_signal_path(first)) == {
        1: (1, 3),
        2: (4, 3),
        3: (4, 3),
        4: (10, 3),
        5: (2, 4),
    }
    # It did not help to bundle or analyse: only what came after it has a date.
    assert dates(pre_signal_path(late)) == {1: (20, 3), 2: (22, 3), 5: (2, 4)}
    assert states(pre_signal_path(late)) == ["done"] * 4 + ["current"] + ["todo"] * 3


def test_of_several_signals_the_one_it_joined_first_is_followed(partnership):
    older = make_signal(partnership, S.PUBLISHED)
    linked(partnership, older, (1, 1), (2, 1))
    first = make_signal(partnership)
    report = linked(partnership, first, (1, 3), (4, 3))
    later = make_link(report, older)
    later.linked = moment((9, 3))
    later.save()

    assert states(pre_signal_path(report)).index("current") == Phase.BUNDLED - 1


def test_a_report_that_is_weighed_again_is_followed_by_itself(partnership):
    signal = make_signal(partnership, S.PUBLISHED)
    report = linked(partnership, signal, (1, 3), (4, 3))
    report.state, report.settled = PreSignalState.IN_REVIEW, None

    assert states(pre_signal_path(report)) == ["done", "current", *["todo"] * 6]
