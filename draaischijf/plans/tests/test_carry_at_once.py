"""Two people at one carry-over at the same moment: threads on the real database."""

from __future__ import annotations

import pytest

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.domain import carrying
from draaischijf.plans.domain.acting import change_lifecycle
from draaischijf.plans.domain.carrying import Chosen
from draaischijf.plans.enums import CarryDecision, Lifecycle
from draaischijf.plans.models import ActionPlan, CarryOver, PlanAction
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.tests.stages import at_once

pytestmark = pytest.mark.django_db(transaction=True)
GOES_ON = Chosen(CarryDecision.CONTINUE)
STOPS = Chosen(CarryDecision.STOP, reason="Geen vraag")


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def pair(here):
    return [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]


@pytest.fixture
def plan(here):
    return make_plan(here, 2026)


@pytest.fixture
def action(plan):
    return make_action(make_objective(plan))


def start(plan, actor):
    proposal = carrying.propose_next(plan)
    return carrying.start_carry_over(
        plan, title=proposal.title, start=proposal.start, end=proposal.end, actor=actor
    )


def test_two_who_start_find_each_other(plan, pair):
    one, other = at_once(*(lambda who=who: start(plan, who) for who in pair))

    assert one == other
    assert CarryOver.objects.count() == 1


def test_two_who_finish_make_one_plan(plan, action, pair):
    carry_over = start(plan, pair[0])
    carrying.choose(carry_over, action, GOES_ON, actor=pair[0])

    one, other = at_once(
        *(
            lambda who=who: carrying.finish_carry_over(carry_over, actor=who)
            for who in pair
        )
    )

    assert one == other
    assert ActionPlan.objects.count() == 2
    assert PlanAction.objects.filter(continues=action).count() == 1
    assert Entry.objects.filter(verb="plan_carried_over").count() == 1


def test_two_choices_for_one_action_leave_one(plan, action, pair):
    carry_over = start(plan, pair[0])

    answers = at_once(
        lambda: carrying.choose(carry_over, action, GOES_ON, actor=pair[0]),
        lambda: carrying.choose(carry_over, action, STOPS, actor=pair[1]),
    )

    assert len({one.pk for one in answers}) == 1
    assert carry_over.choices.count() == 1


def test_who_finishes_and_who_cancels_do_not_both_win(plan, action, pair):
    carry_over = start(plan, pair[0])
    carrying.choose(carry_over, action, GOES_ON, actor=pair[0])

    answers = at_once(
        lambda: carrying.finish_carry_over(carry_over, actor=pair[0]),
        lambda: carrying.cancel_carry_over(carry_over, actor=pair[1]),
    )

    carry_over.refresh_from_db()
    assert sum(isinstance(one, TransitionDenied) for one in answers) == 1
    assert bool(carry_over.finished) != bool(carry_over.cancelled)
    assert ActionPlan.objects.count() == (2 if carry_over.finished else 1)


def test_an_action_that_ends_while_the_plan_is_made_is_in_one_of_both(
    plan, action, pair
):
    carry_over = start(plan, pair[0])
    carrying.choose(carry_over, action, GOES_ON, actor=pair[0])

    made, ended = at_once(
        lambda: carrying.finish_carry_over(carry_over, actor=pair[0]),
        lambda: change_lifecycle(
            action, Lifecycle.NOT_EXTENDED, actor=pair[1], reason="Geen vraag"
        ),
    )

    assert isinstance(made, ActionPlan)
    assert isinstance(ended, PlanAction)
    finished = Entry.objects.get(verb="plan_carried_over")
    stopped = Entry.objects.get(verb="action_lifecycle_changed")
    went_along = PlanAction.objects.filter(continues=action).exists()
    # Whoever came first decided: nothing is half done.
    assert went_along == (finished.pk < stopped.pk)
