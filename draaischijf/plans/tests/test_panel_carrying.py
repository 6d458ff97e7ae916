"""What the page of a plan says about the plan before and the next one."""

from __future__ import annotations

import datetime

import pytest
from django.conf import settings

from draaischijf.plans.domain import carrying
from draaischijf.plans.domain.carrying import Chosen
from draaischijf.plans.enums import CarryDecision, PlanStatus
from draaischijf.plans.panels.carrying import plan_carry_over
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan

PLAN = "/durmeland/plannen/jaarplan-2026/"
CARRY = f"{PLAN}vervolg/"
GOES_ON = Chosen(CarryDecision.CONTINUE)


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, 2026)


@pytest.fixture
def desk(as_user, alice):
    client = as_user(alice)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text_of(answer):
    return answer.content.decode()


def test_the_plan_page_says_how_far_the_next_plan_is(
    desk, as_user, bob, client, plan, alice
):
    action = make_action(make_objective(plan))
    plan.is_public = True
    plan.save()
    reader = as_user(bob)
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert "The next plan was not started yet." in text_of(desk.get(PLAN))
    assert "vervolg" not in text_of(reader.get(PLAN))
    proposal = carrying.propose_next(plan)
    running = carrying.start_carry_over(
        plan, title=proposal.title, start=proposal.start, end=proposal.end, actor=alice
    )
    page = text_of(desk.get(PLAN))
    assert "Being carried over to Jaarplan 2027:" in page
    assert "0 of 1 chosen" in page
    assert "Being carried over" not in text_of(reader.get(PLAN))

    carrying.choose(running, action, GOES_ON, actor=alice)
    assert f"{CARRY}afronden/" in text_of(desk.get(PLAN))
    made = carrying.finish_carry_over(running, actor=alice)
    for somebody in (desk, reader):
        assert "Carried over to" in text_of(somebody.get(PLAN))
        page = text_of(somebody.get(made.get_absolute_url()))
        assert "Show the difference with Jaarplan 2026" in page
    # The new plan is not public: who is nobody does not hear of it.
    assert "Jaarplan 2027" not in text_of(client.get(PLAN))


def test_the_new_plan_names_the_objectives_to_adapt_while_it_is_a_draft(
    desk, as_user, bob, plan, partnership
):
    made = make_plan(partnership, 2027, predecessor=plan)
    make_objective(made, "Voorbij", code="1", deadline=datetime.date(2026, 12, 31))
    make_objective(made, "Nog niet", deadline=datetime.date(2027, 6, 30))
    address = made.get_absolute_url()

    page = text_of(desk.get(address))
    assert "1 objective ended before this plan starts" in page
    assert "SD 1 Voorbij" in page
    assert "Nog niet (" not in page
    assert "ended before" not in text_of(as_user(bob).get(address))
    made.status = PlanStatus.ADOPTED
    made.save()
    assert "ended before" not in text_of(desk.get(address))


def test_a_page_of_something_else_gets_no_such_panel(plan, alice):
    assert plan_carry_over(make_objective(plan), alice) is None
