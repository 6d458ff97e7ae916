"""How far a plan is: what counts, what moves, and from when one waits."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.plans.queries.progress import (
    Progress,
    Stage,
    is_on_schedule,
    is_quiet,
    last_movements,
    months_before,
    months_between,
    progress_of,
    quiet_words,
    stage_of,
)
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date
NOON = datetime.datetime(2027, 9, 15, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


@pytest.fixture
def objective(plan):
    return make_objective(plan)


def added_on(action, day):
    """Date the row back, as if it was added that day."""
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    PlanAction.objects.filter(pk=action.pk).update(created=moment)
    action.created = moment
    return action


def action_of(objective, **fields):
    return added_on(make_action(objective, **fields), DAY(2026, 12, 1))


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (DAY(2026, 12, 31), Stage.BEFORE),
        (DAY(2027, 1, 1), Stage.DURING),
        (DAY(2027, 12, 31), Stage.DURING),
        (DAY(2028, 1, 1), Stage.AFTER),
    ],
)
def test_stage_of_a_day(plan, day, stage):
    assert stage_of(plan, day) == stage


def test_last_movement_is_the_newest_note_up_to_today(plan, objective):
    first, second, third, nothing = [action_of(objective) for _ in range(4)]
    make_log_entry(first, DAY(2027, 3, 5))
    make_log_entry(first, DAY(2027, 6, 5))
    make_log_entry(first, DAY(2027, 10, 5))  # still to come
    shared = make_log_entry(first, DAY(2027, 7, 1))
    shared.also_about.add(second)
    ActionLogEntry.objects.create(action=third, text="ooit", date_kind="unknown")

    assert last_movements(plan) == {
        first.pk: DAY(2027, 7, 1),
        second.pk: DAY(2027, 7, 1),
        third.pk: DAY(2027, 9, 15),
    }
    assert nothing.pk not in last_movements(plan)


def test_period_that_still_runs_counts_until_today(plan, objective):
    action = action_of(objective)
    entry = make_log_entry(action, DAY(2027, 9, 1))
    entry.end = DAY(2027, 12, 31)
    entry.save()

    assert last_movements(plan) == {action.pk: DAY(2027, 9, 15)}


@pytest.mark.parametrize(
    ("last", "expected"),
    [(DAY(2027, 6, 15), True), (DAY(2027, 6, 14), False), (None, False)],
)
def test_action_is_on_schedule_within_its_interval(objective, last, expected):
    action = action_of(objective)

    assert is_on_schedule(action, last) is expected


def test_action_may_have_an_interval_of_its_own(objective):
    action = action_of(objective, log_interval=12)

    assert is_on_schedule(action, DAY(2027, 1, 20))


def test_clock_of_a_new_action_starts_when_it_was_added(objective):
    action = added_on(make_action(objective), DAY(2027, 8, 1))

    assert is_on_schedule(action, None)
    assert is_quiet(action, None, months=1)


def test_completed_is_on_schedule_and_nobody_waits_for_what_is_over(objective):
    done = action_of(objective, lifecycle=Lifecycle.COMPLETED)

    assert is_on_schedule(done, None)
    assert not is_quiet(done, None, months=3)


def test_what_is_not_expected_does_not_count(plan, objective):
    counted = [
        action_of(objective),
        action_of(objective, lifecycle=Lifecycle.COMPLETED),
    ]
    others = [
        action_of(objective, lifecycle=Lifecycle.NOT_EXTENDED, reason="te duur"),
        action_of(objective, lifecycle=Lifecycle.POSTPONED, reason="later"),
        action_of(objective, is_pro_memorie=True, decided_by="De provincie"),
    ]

    progress = progress_of(plan, [*counted, *others], {})

    assert (progress.on_schedule, progress.counted) == (1, 2)
    assert (progress.percent, progress.label) == (50, "1 van 2 op schema")
    assert progress.is_shown


def test_before_its_plan_starts_nothing_is_late(partnership):
    plan = make_plan(partnership, 2028)
    action = make_action(make_objective(plan))

    progress = progress_of(plan, [action], {})

    assert is_on_schedule(action, None)
    assert not progress.is_shown


def test_after_its_plan_the_question_is_whether_it_was_followed_up(partnership):
    plan = make_plan(partnership, 2025)
    objective = make_objective(plan)
    noted, silent = make_action(objective), make_action(objective)
    last = {noted.pk: DAY(2025, 2, 1)}

    progress = progress_of(plan, [noted, silent], last)

    assert progress.label == "1 van 2 opgevolgd"
    assert quiet_words(silent, None) == ""


def test_nothing_counted_is_no_bar():
    assert Progress(0, 0, Stage.DURING).percent == 0
    assert not Progress(0, 0, Stage.DURING).is_shown


def test_words_for_how_long_nothing_was_noted(objective):
    late = action_of(objective)
    elsewhere = action_of(objective, is_pro_memorie=True, decided_by="De provincie")

    assert quiet_words(late, DAY(2027, 5, 1)) == "4 maanden niets genoteerd"
    assert quiet_words(late, DAY(2027, 9, 1)) == ""
    assert quiet_words(elsewhere, None) == ""


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (DAY(2027, 5, 31), 3, DAY(2027, 2, 28)),
        (DAY(2027, 1, 15), 1, DAY(2026, 12, 15)),
        (DAY(2028, 3, 31), 1, DAY(2028, 2, 29)),
        (DAY(2027, 12, 1), 12, DAY(2026, 12, 1)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (DAY(2027, 1, 31), DAY(2027, 2, 28), 0),
        (DAY(2027, 1, 15), DAY(2027, 3, 15), 2),
        (DAY(2027, 3, 15), DAY(2027, 1, 15), 0),
    ],
)
def test_months_between(since, until, expected):
    assert months_between(since, until) == expected
