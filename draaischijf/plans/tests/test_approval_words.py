"""What the pages and the history say about an approval, state by state."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone, translation

from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.plans.domain import (
    adopting,
    approval_steps,
    approving,
    evaluating,
    legal,
)
from draaischijf.plans.enums import (
    LegalPart,
    PlanKind,
    PlanStatus,
    StepKind,
    StepResult,
)
from draaischijf.plans.models import ApprovalStep
from draaischijf.plans.panels.approving import plan_approval
from draaischijf.plans.queries.approval import PlanApproval
from draaischijf.plans.queries.approval_next import next_thing
from draaischijf.plans.queries.approval_rows import step_rows
from draaischijf.plans.queries.version_differences import difference
from draaischijf.plans.tests.factories import make_approval_step, make_plan

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def step(kind=StepKind.APPROVAL, result=StepResult.PENDING, **fields):
    date = None if result == StepResult.PENDING else DAY
    return ApprovalStep(body="Raad", kind=kind, result=result, date=date, **fields)


@pytest.mark.parametrize(
    ("steps", "status", "states", "notes"),
    [
        (
            [step(StepKind.ADVICE), step(), step(StepKind.NOTIFICATION)],
            PlanStatus.DRAFT,
            ["todo", "todo", "todo"],
            ["advice", "approval", "notification"],
        ),
        (
            [step(StepKind.ADVICE), step(planned=DAY), step(StepKind.NOTIFICATION)],
            PlanStatus.SUBMITTED,
            ["current", "todo", "todo"],
            ["advice", "approval", "notification"],
        ),
        (
            [
                step(StepKind.ADVICE),
                step(result=StepResult.APPROVED),
                step(planned=DAY),
            ],
            PlanStatus.AMENDING,
            ["skipped", "done", "current"],
            ["advice", "approved", "approval, planned 4 May 2026"],
        ),
        (
            [step(result=StepResult.REFUSED), step()],
            PlanStatus.DRAFT,
            ["refused", "todo"],
            ["not approved, 4 May 2026", "approval"],
        ),
        (
            [step(result=StepResult.APPROVED), step(StepKind.NOTIFICATION)],
            PlanStatus.ADOPTED,
            ["done", "current"],
            ["approved", "notification"],
        ),
        (
            [step(), step(StepKind.NOTIFICATION, StepResult.SENT)],
            PlanStatus.CLOSED,
            ["todo", "done"],
            ["approval", "sent"],
        ),
    ],
)
def test_the_small_path_says_how_far_each_body_is(steps, status, states, notes):
    rows = step_rows(steps, status)

    assert [row.state for row in rows] == states
    assert [str(row.on_path.note) for row in rows] == notes


def test_the_next_thing_follows_the_plan(partnership, alice, bob):
    plan = make_plan(partnership, 2020, end=datetime.date(2025, 12, 31))
    plan.kind = PlanKind.PROGRAMME
    plan.save()

    def label(user=alice):
        plan.refresh_from_db()
        found = next_thing(PlanApproval(plan, user))
        return found.label if found else None

    assert label() is None
    [body] = approval_steps.add_usual_steps(plan, actor=alice)
    assert label() == "Submit for approval"
    approving.submit_plan(plan, actor=alice)
    assert label() == "Note the answer of Steering group"
    approving.record_result(
        body, StepResult.REFUSED, DAY, actor=alice, remark="Te duur"
    )
    assert label() == "Submit again"
    approving.submit_plan(plan, actor=alice)
    [body] = approval_steps.steps_now(plan)
    approving.record_result(body, StepResult.APPROVED, DAY, actor=alice)
    assert label() == "Adopt the plan"
    adopting.adopt_plan(plan, adopted=DAY, body="Stuurgroep", actor=alice)
    # The middle of its period is long past.
    assert label() == "Note the mid-term evaluation"
    assert label(bob) is None
    evaluating.note_evaluation(plan, DAY, "Goed", actor=alice)
    assert label() is None
    adopting.start_amendment(plan, "omdat", actor=alice)
    [body] = approval_steps.steps_now(plan)
    approving.record_result(body, StepResult.REFUSED, DAY, actor=alice, remark="Nee")
    assert label() == "Try again"


def test_an_annual_plan_without_bodies_is_adopted_next(partnership, alice):
    plan = make_plan(partnership, status=PlanStatus.SUBMITTED)

    assert next_thing(PlanApproval(plan, alice)).label == "Adopt the plan"
    make_approval_step(plan, kind=StepKind.ADVICE, result="approved", date=DAY)
    assert next_thing(PlanApproval(plan, alice)) is None


def test_every_line_of_the_history_is_a_sentence(partnership, alice):
    plan = make_plan(
        partnership, 2026, kind=PlanKind.PROGRAMME, end=datetime.date(2029, 12, 31)
    )
    legal.add_legal_elements(plan, actor=alice)
    legal.set_legal_element(plan, LegalPart.VISION, actor=alice, note="x")
    legal.set_legal_element(plan, LegalPart.VISION, actor=alice)
    [body] = approval_steps.add_usual_steps(plan, actor=alice)
    approving.submit_plan(plan, actor=alice)
    approving.record_result(body, StepResult.APPROVED, DAY, actor=alice)
    adopting.adopt_plan(plan, adopted=DAY, body="Raad", actor=alice)
    evaluating.note_evaluation(plan, DAY, "Goed", actor=alice)

    lines = as_lines(Entry.objects.about(plan), with_names=True)

    assert [line.text for line in lines] == [
        "The checklist of the law was put with the plan.",
        "Filled in: an integrated vision of social policy.",
        "Emptied: an integrated vision of social policy.",
        "The usual bodies were put: Steering group.",
        "The plan is now: submitted for approval.",
        "Steering group: approved, 4 May 2026.",
        "The plan is now: adopted.",
        "Version 1 was adopted by Raad on 4 May 2026.",
        "The plan was evaluated on 4 May 2026.",
    ]


def test_every_field_of_a_difference_is_said_in_words():
    def content(**action):
        objective = {
            "id": 1, "code": "1", "title": "Wonen", "deadline": action.pop("by", None),
            "actions": [{"number": 1, "code": "", "title": "Overleg"} | action],
            "objectives": [],
        }  # fmt: skip
        levels = [["SD", "strategische doelstelling"]] if action else []
        return {"plan": {"level_names": levels}, "objectives": [objective]}

    after = content(
        by="2027-12-31",
        parties=[{"role": "lead", "name": "OCMW"}],
        signals=[{"number": 42}],
        lifecycle="completed",
        is_pro_memorie=True,
    )

    found = {
        field.label: field.after
        for change in difference(content(), after).changed
        for field in change.fields
    }

    assert found == {
        "names of the levels": "strategische doelstelling",
        "deadline": "31 December 2027",
        "who is in it": "OCMW (lead)",
        "signals it answers": "42",
        "lifecycle": "completed",
        "pro memorie": "yes",
    }


def test_the_panel_is_about_plans_only(partnership, alice):
    assert plan_approval(partnership, alice) is None
    plan = make_plan(partnership, 2000, status=PlanStatus.ADOPTED)
    approval = PlanApproval(plan, alice)
    assert approval.may_close is (plan.end < timezone.localdate())
