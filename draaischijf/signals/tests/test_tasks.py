from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.signals import emails, tasks
from draaischijf.signals.domain.movement import change_state
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import SignalStep
from draaischijf.signals.tests.factories import make_signal, make_support
from draaischijf.signals.tests.stages import FULL_MOVE

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(partnership, dora):
    signal = make_signal(partnership, SignalState.IN_ACTION)
    make_support(signal, email="jo@durmeland.example")
    return change_state(signal, SignalState.CLOSED, actor=dora, move=FULL_MOVE)


def test_the_job_that_is_queued_is_the_one_that_tells(closed):
    job = ProcrastinateJob.objects.get()
    step = closed.steps.last()
    assert (job.args, job.queueing_lock) == (
        {"step_id": step.pk},
        f"tell-step-{step.pk}",
    )

    assert import_string(emails.TELL_MOVEMENT).name == job.task_name
    tasks.tell_movement(**job.args)

    assert Mail.objects.get().kind == "signal_closed"


def test_running_it_again_changes_nothing(closed):
    step = closed.steps.last()
    for _number in range(3):
        tasks.tell_movement(step_id=step.pk)

    assert Mail.objects.count() == 1
    assert Entry.objects.filter(verb="told_raisers").count() == 1


def test_a_step_that_is_gone_fails_visibly(closed):
    with pytest.raises(SignalStep.DoesNotExist):
        tasks.tell_movement(step_id=0)


@pytest.mark.parametrize(
    ("hour", "state"),
    [(22, SignalState.PARKED), (23, SignalState.ANALYSIS)],
)
def test_a_parked_signal_wakes_on_its_day_as_it_is_here(partnership, hour, state):
    signal = make_signal(
        partnership,
        SignalState.PARKED,
        state_before=SignalState.ANALYSIS,
        parked_until=datetime.date(2026, 12, 2),
    )

    # In winter, midnight here is eleven in the evening in Greenwich.
    now = datetime.datetime(2026, 12, 1, hour, 30, tzinfo=datetime.UTC)
    with time_machine.travel(now):
        tasks.wake_parked_signals(timestamp=int(now.timestamp()))

    signal.refresh_from_db()
    assert signal.state == state


def test_waking_is_asked_for_every_morning():
    periodic = app.periodic_registry.periodic_tasks.values()
    times = {one.task.name: one.cron for one in periodic}

    assert times["draaischijf.signals.tasks.wake_parked_signals"] == "5 5 * * *"


def test_waking_twice_on_a_morning_wakes_once(partnership):
    signal = make_signal(partnership, SignalState.PARKED)

    for _number in range(2):
        tasks.wake_parked_signals(timestamp=int(timezone.now().timestamp()))

    signal.refresh_from_db()
    assert signal.state == SignalState.BUNDLING
    assert Entry.objects.about(signal).count() == 1
