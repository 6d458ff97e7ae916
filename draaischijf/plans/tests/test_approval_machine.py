"""Whatever is pressed in whatever order, the bodies stay in the order of the law."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draaischijf.plans.domain import adopting, approval_steps, approving
from draaischijf.plans.enums import PASSED, PlanKind, PlanStatus, StepKind, StepResult
from draaischijf.plans.models import ActionPlan, ApprovalStep, PlanVersion
from draaischijf.plans.queries.version_content import current_round
from draaischijf.plans.queries.versions import version_is_intact
from draaischijf.plans.tests.factories import make_approval_step, make_plan
from draaischijf.plans.workflow import TransitionDenied

FIRST = datetime.date(2026, 1, 1)

places = st.integers(0, 4)
days = st.integers(0, 40).map(lambda number: FIRST + datetime.timedelta(days=number))
results = st.sampled_from([StepResult.APPROVED, StepResult.APPROVED, *StepResult])
deeds = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(StepKind)),
    st.tuples(st.just("move"), places),
    st.tuples(st.just("remove"), places),
    st.tuples(st.just("submit"), st.booleans()),
    st.tuples(st.just("note"), places, results, days),
    st.tuples(st.just("note"), places, results, days),
    st.tuples(st.just("back"), places),
    st.tuples(st.just("adopt"), days),
    st.tuples(st.just("amend")),
    st.tuples(st.just("cancel")),
)


def do(plan, actor, deed):
    what, *more = deed
    steps = current_round(list(plan.approval_steps.all()))
    if what == "add":
        name = f"Orgaan {len(steps)}"
        approval_steps.add_step(plan, more[0], name, actor=actor)
    elif what == "submit":
        approving.submit_plan(plan, actor=actor, all_again=more[0])
    elif what == "adopt":
        adopting.adopt_plan(plan, adopted=more[0], body="Raad", note="x", actor=actor)
    elif what == "amend":
        adopting.start_amendment(plan, "omdat", actor=actor)
    elif what == "cancel":
        adopting.cancel_amendment(plan, actor=actor)
    elif more[0] < len(steps):
        do_with(steps[more[0]], actor, what, more[1:])


def do_with(step, actor, what, more):
    if what == "move":
        approval_steps.move_step(step, approval_steps.LATER, actor=actor)
    elif what == "remove":
        approval_steps.remove_step(step, actor=actor)
    elif what == "back":
        approving.take_back_result(step, actor=actor)
    else:
        result, day = more
        approving.record_result(
            step, result, day, actor=actor, remark="omdat", without_advice=True
        )


def check(plan):
    for number in set(plan.approval_steps.values_list("round", flat=True)):
        steps = list(plan.approval_steps.filter(round=number))
        dated = [one.date for one in steps if one.date]
        assert dated == sorted(dated)
        approvals = [one for one in steps if one.kind == StepKind.APPROVAL]
        passed = [one.result in PASSED for one in approvals]
        assert passed == sorted(passed, reverse=True)
        assert [one.result for one in approvals].count(StepResult.REFUSED) <= 1
    if plan.status == PlanStatus.ADOPTED:
        now = current_round(list(plan.approval_steps.all()))
        approvals = [one for one in now if one.kind == StepKind.APPROVAL]
        assert approvals
        assert all(one.has_passed for one in approvals)
    numbers = list(plan.versions.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(version_is_intact(one) for one in plan.versions.all())


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(deeds, min_size=4, max_size=25))
def test_no_order_of_deeds_breaks_the_order_of_the_bodies(partnership, alice, done):
    ApprovalStep.objects.all().delete()
    PlanVersion.objects.all().delete()
    ActionPlan.objects.all().delete()
    plan = make_plan(
        partnership, 2026, kind=PlanKind.PROGRAMME, status=PlanStatus.SUBMITTED
    )
    make_approval_step(plan, "Stuurgroep")
    make_approval_step(plan, "Gemeenteraad", kind=StepKind.NOTIFICATION)

    for deed in done:
        with contextlib.suppress(TransitionDenied):
            do(plan, alice, deed)
        plan.refresh_from_db()
        check(plan)
