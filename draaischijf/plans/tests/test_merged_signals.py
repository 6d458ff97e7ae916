"""Actions that answer a signal go on answering the one it became part of."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from draaischijf.plans.domain.acting import link_signal
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.domain.merging import merge_signals, part_signals
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.tests.merging import make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def pair(partnership):
    return make_pair(partnership)


@pytest.fixture
def objective(partnership):
    return make_objective(make_plan(partnership))


def test_actions_come_along_and_go_back(pair, objective, alice):
    survivor, absorbed = pair
    own, came, both = (make_action(objective) for _number in range(3))
    for action, signals in ((own, [0]), (came, [1]), (both, [0, 1])):
        for place in signals:
            link_signal(action, pair[place], actor=alice)

    merge = merge_signals(absorbed, survivor, actor=alice)
    assert {*survivor.plan_actions.all()} == {own, came, both}
    assert not absorbed.plan_actions.exists()
    new = make_action(objective)
    link_signal(new, survivor, actor=alice)
    part_signals(merge, actor=alice)

    assert {*survivor.plan_actions.all()} == {own, both, new}
    assert {*absorbed.plan_actions.all()} == {came, both}


def test_no_action_answers_a_signal_that_is_part_of_another(pair, objective, alice):
    survivor, absorbed = pair
    stale = PolicySignal.objects.get(pk=absorbed.pk)
    merge_signals(absorbed, survivor, actor=alice)

    with pytest.raises(TransitionDenied, match="part of signal 1 now"):
        link_signal(make_action(objective), stale, actor=alice)


def test_who_types_the_old_number_links_the_one_that_stays(
    pair, objective, as_user, alice
):
    survivor, absorbed = pair
    merge_signals(absorbed, survivor, actor=alice)
    action = make_action(objective)
    place = [survivor.partnership.slug, action.plan.slug, action.number]

    as_user(alice).post(
        reverse("plans:action_signals", args=place), {"signal": absorbed.number}
    )

    assert list(action.signals.all()) == [survivor]
