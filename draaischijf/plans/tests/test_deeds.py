"""An action that answers a signal opens the gate to `in_action`, while it runs."""

from __future__ import annotations

import datetime

import pytest

from draaischijf.plans.domain.acting import change_lifecycle, link_signal
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.signals.domain.following import record_decision
from draaischijf.signals.domain.movement import change_state
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.standing_still import why_still, with_standing
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(partnership, alice):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    record_decision(
        signal,
        body="Stuurgroep",
        date=datetime.date(2026, 5, 4),
        route=Route.CHALLENGE,
        actor=alice,
        lead_text="CAW",
    )
    return change_state(signal, SignalState.DECIDED, actor=alice)


@pytest.fixture
def action(partnership):
    return make_action(make_objective(make_plan(partnership, 2027)))


def test_an_action_of_a_plan_is_an_action(decided, action, alice):
    with pytest.raises(TransitionDenied):
        change_state(decided, SignalState.IN_ACTION, actor=alice)

    link_signal(action, decided, actor=alice)

    moved = change_state(decided, SignalState.IN_ACTION, actor=alice)
    assert moved.state == SignalState.IN_ACTION


def test_one_that_ended_is_none_any_more(decided, action, alice):
    link_signal(action, decided, actor=alice)
    change_lifecycle(action, Lifecycle.NOT_EXTENDED, reason="Klaar.", actor=alice)

    with pytest.raises(TransitionDenied):
        change_state(decided, SignalState.IN_ACTION, actor=alice)


def test_a_signal_with_an_action_waits_for_no_other(
    partnership, decided, action, alice
):
    def waits():
        [signal] = with_standing(PolicySignal.objects.filter(pk=decided.pk))
        return why_still(signal, partnership)

    before = waits()
    link_signal(action, decided, actor=alice)
    assert waits() != before
