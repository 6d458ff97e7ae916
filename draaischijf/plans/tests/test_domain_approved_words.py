"""What a body approved is what is adopted: the words stay as they were approved."""

from __future__ import annotations

import datetime

import pytest
from django.utils import translation

from draaischijf.plans.domain import adopting, approving, planning, tree
from draaischijf.plans.domain.acting import edit_action
from draaischijf.plans.domain.sheet_changes import change_action_cell
from draaischijf.plans.enums import PlanStatus, StepKind, StepResult
from draaischijf.plans.tests.factories import (
    make_action,
    make_approval_step,
    make_objective,
    make_plan,
)
from draaischijf.plans.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 5, 4)
OPEN = (PlanStatus.SUBMITTED, PlanStatus.AMENDING)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture(params=OPEN)
def plan(request, partnership):
    return make_plan(partnership, 2026, status=request.param)


@pytest.fixture
def action(plan):
    return make_action(make_objective(plan))


@pytest.fixture
def step(plan):
    return make_approval_step(plan, "Raad van bestuur")


def changes(plan, action, actor):
    return (
        lambda: planning.edit_plan(plan, actor=actor, title="Anders"),
        lambda: planning.edit_objective(action.objective, actor=actor, title="Anders"),
        lambda: tree.plan_new_action(action.objective, "Nieuw", actor=actor),
        lambda: tree.remove_action(action, actor=actor),
        lambda: edit_action(action, actor=actor, title="Anders"),
        lambda: change_action_cell(
            action, "title", "Anders", actor=actor, source="plan.xlsx"
        ),
    )


@pytest.mark.parametrize("result", [StepResult.APPROVED, StepResult.WITH_REMARKS])
def test_words_that_were_approved_do_not_change(plan, action, step, dora, result):
    approving.record_result(step, result, DAY, actor=dora, remark="Goed zo")

    for attempt in changes(plan, action, dora):
        with pytest.raises(TransitionDenied, match="Raad van bestuur approved this"):
            attempt()
    # What moves while a plan runs is no word of it.
    edit_action(action, actor=dora, remark="Loopt")
    action.refresh_from_db()
    assert (action.title, action.remark) == ("Woonoverleg met verhuurders", "Loopt")
    assert plan.plan_actions.count() == 1


def test_the_answer_taken_back_opens_the_words(plan, action, step, dora):
    approving.record_result(step, StepResult.APPROVED, DAY, actor=dora)
    approving.take_back_result(step, actor=dora)

    edit_action(action, actor=dora, title="Anders")

    action.refresh_from_db()
    assert action.title == "Anders"


def test_what_was_approved_can_be_adopted(plan, action, step, dora):
    approving.record_result(step, StepResult.APPROVED, DAY, actor=dora)

    version = adopting.adopt_plan(plan, adopted=DAY, body="RvB", actor=dora)

    assert version.number == 1


def test_an_advice_or_an_earlier_round_fixes_nothing(plan, action, step, dora):
    said = {"result": StepResult.APPROVED, "date": DAY}
    make_approval_step(plan, "Adviesraad", kind=StepKind.ADVICE, **said)
    step.result, step.date = said.values()
    step.save()
    make_approval_step(plan, "Raad van bestuur", round=2)
    make_approval_step(plan, "Adviesraad", kind=StepKind.ADVICE, round=2, **said)

    edit_action(action, actor=dora, title="Anders")

    action.refresh_from_db()
    assert action.title == "Anders"


def test_a_refusal_opens_the_words_until_it_is_tried_again(
    partnership, plan, action, step, dora
):
    council = make_approval_step(plan, "Gemeenteraad")
    approving.record_result(step, StepResult.APPROVED, DAY, actor=dora)
    refused = {"actor": dora, "remark": "Te vaag"}
    approving.record_result(council, StepResult.REFUSED, DAY, **refused)

    edit_action(action, actor=dora, title="Helder")
    plan.refresh_from_db()
    again = approving.try_again
    (again if plan.status == PlanStatus.AMENDING else approving.submit_plan)(
        plan, actor=dora
    )

    with pytest.raises(TransitionDenied, match="approved this text"):
        edit_action(action, actor=dora, title="Nog eens")


def test_the_page_says_why_and_offers_no_building(plan, action, step, dora, as_user):
    address = f"{plan.get_absolute_url()}?weergave=overzicht"
    removal = f"acties/{action.number}/verwijderen/"
    before = as_user(dora).get(address).content.decode()
    approving.record_result(step, StepResult.APPROVED, DAY, actor=dora)
    after = as_user(dora).get(address).content.decode()

    assert removal in before
    assert removal not in after
    assert "Raad van bestuur keurde deze tekst goed." in after


@pytest.mark.parametrize("status", PlanStatus)
def test_only_before_the_bodies_it_asks_a_query(
    partnership, django_assert_num_queries, status
):
    from draaischijf.plans.queries.words import why_words_are_fixed

    plan = make_plan(partnership, 2026, status=status)

    with django_assert_num_queries(int(status in OPEN)):
        why_words_are_fixed(plan)
