"""Two who build at the same moment, for real: threads on the real database."""

from __future__ import annotations

import datetime

import pytest

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.domain import ordering, planning, rewording, tree
from draaischijf.plans.domain.rewording import ChangedMeanwhile, seen_as
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.tests.stages import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def pair(here):
    return [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]


@pytest.fixture
def objective(here):
    return make_objective(make_plan(here))


def test_two_moves_at_once_both_hold_and_no_place_is_given_twice(objective, pair):
    a, _b, _c, d = [make_action(objective, title) for title in "abcd"]

    answers = at_once(
        lambda: ordering.step_action(a, 1, actor=pair[0]),
        lambda: ordering.step_action(d, -1, actor=pair[1]),
    )

    assert [answer.changed for answer in answers] == [True, True]
    rows = objective.plan_actions.order_by("position")
    assert list(rows.values_list("title", "position")) == [
        ("b", 0),
        ("a", 1),
        ("d", 2),
        ("c", 3),
    ]


def test_two_moves_to_one_objective_at_once_stand_after_each_other(here, pair):
    plan = make_plan(here)
    start, target = make_objective(plan, "A"), make_objective(plan, "B")
    first, second = [make_action(start, title) for title in "ab"]

    at_once(
        lambda: ordering.move_to_end(first, target, actor=pair[0]),
        lambda: ordering.move_to_end(second, target, actor=pair[1]),
    )

    places = sorted(target.plan_actions.values_list("position", flat=True))
    assert places == [0, 1]
    assert not start.plan_actions.exists()


def test_two_who_reword_at_once_do_not_overwrite_each_other(objective, pair):
    action = make_action(objective, remark="Loopt")

    answers = at_once(
        *(
            lambda actor=actor: rewording.reword_action(
                action, "remark", f"Van {actor}", seen=seen_as("Loopt"), actor=actor
            )
            for actor in pair
        )
    )

    refused = [one for one in answers if isinstance(one, ChangedMeanwhile)]
    action.refresh_from_db()
    assert len(refused) == 1
    assert refused[0].now == action.remark


def test_one_plan_started_at_once_by_two_is_one_plan(here, pair):
    period = {"start": datetime.date(2027, 1, 1), "end": datetime.date(2027, 12, 31)}

    answers = at_once(
        *(
            lambda actor=actor: planning.create_plan(
                here, kind="annual_plan", title="Jaarplan 2027", actor=actor, **period
            )
            for actor in pair
        )
    )

    assert ActionPlan.objects.get() in answers
    assert answers[0] == answers[1]


def test_one_action_added_and_its_objective_removed_at_once(objective, pair):
    answers = at_once(
        lambda: tree.plan_new_action(objective, "Woonoverleg", actor=pair[0]),
        lambda: tree.remove_objective(objective, actor=pair[1]),
    )

    # Whoever is first, wins; no action is left without an objective.
    plan = ActionPlan.objects.get()
    assert plan.objectives.count() == plan.plan_actions.count()
    assert sum(isinstance(one, TransitionDenied) for one in answers) == 1
