"""The bodies a plan passes: order, days, who may, and what a refusal does."""

from __future__ import annotations

import datetime
from itertools import product

import pytest
from django.utils import timezone, translation

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans import workflow
from draaischijf.plans.domain import adopting, approval_steps, approving, legal
from draaischijf.plans.enums import (
    LegalPart,
    PlanKind,
    PlanStatus,
    StepKind,
    StepResult,
)
from draaischijf.plans.models import ApprovalStep
from draaischijf.plans.tests.factories import make_approval_step, make_plan
from draaischijf.plans.workflow import Standing, TransitionDenied, check_result
from draaischijf.signals.tests.stages import at_once

DAY = datetime.date(2026, 5, 4)
LATER_DAY = datetime.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan(partnership):
    return make_plan(
        partnership,
        2026,
        kind=PlanKind.SIX_YEAR_PLAN,
        end=datetime.date(2031, 12, 31),
        status=PlanStatus.SUBMITTED,
    )


@pytest.fixture
def steps(plan, alice):
    return approval_steps.add_usual_steps(plan, actor=alice)


@pytest.fixture
def _complete(plan, alice):
    for part in LegalPart:
        legal.set_legal_element(plan, part, actor=alice, note="Deel 2")


# -- The table: every status, kind and result ------------------------------------------

MAY_BE = {
    (status, kind, result)
    for kind, results, statuses in [
        (
            StepKind.ADVICE,
            (StepResult.APPROVED, StepResult.WITH_REMARKS, StepResult.REFUSED),
            (PlanStatus.SUBMITTED, PlanStatus.AMENDING),
        ),
        (
            StepKind.APPROVAL,
            (StepResult.APPROVED, StepResult.WITH_REMARKS, StepResult.REFUSED),
            (PlanStatus.SUBMITTED, PlanStatus.AMENDING),
        ),
        (
            StepKind.NOTIFICATION,
            (StepResult.SENT,),
            (PlanStatus.SUBMITTED, PlanStatus.AMENDING, PlanStatus.ADOPTED),
        ),
    ]
    for result in results
    for status in statuses
}


@pytest.mark.parametrize(
    ("status", "kind", "result"), list(product(PlanStatus, StepKind, StepResult))
)
def test_a_step_gets_a_result_where_it_may(status, kind, result):
    def note():
        check_result(
            [Standing(kind, "Raad")],
            0,
            result,
            DAY,
            status=status,
            plan_kind=PlanKind.ANNUAL_PLAN,
            today=LATER_DAY,
        )

    if (status, kind, result) in MAY_BE:
        note()
    else:
        with pytest.raises(TransitionDenied):
            note()


@pytest.mark.parametrize("role", list(RoleKind))
@pytest.mark.django_db
def test_only_who_adopts_notes_what_a_body_said(plan, partnership, role):
    step = make_approval_step(plan, kind=StepKind.ADVICE)
    actor = make_member(partnership, role)
    may = role in {RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR}

    if may:
        approving.record_result(step, StepResult.APPROVED, DAY, actor=actor)
    else:
        with pytest.raises(TransitionDenied, match="not allowed"):
            approving.record_result(step, StepResult.APPROVED, DAY, actor=actor)

    step.refresh_from_db()
    assert step.is_pending is not may


# -- Which bodies -----------------------------------------------------------


@pytest.mark.django_db
def test_the_usual_bodies_of_six_years_are_those_of_the_law(plan, alice, steps):
    assert [(one.kind, one.body) for one in steps] == [
        ("advice", "Advisory councils"),
        ("approval", "Council for social welfare"),
        ("approval", "Municipal council"),
        ("notification", "Flemish government"),
    ]
    assert approval_steps.add_usual_steps(plan, actor=alice) == steps
    assert plan.approval_steps.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [PlanKind.ANNUAL_PLAN, PlanKind.PROGRAMME])
def test_other_plans_have_one_body(partnership, alice, kind):
    plan = make_plan(partnership, kind=kind)

    [step] = approval_steps.add_usual_steps(plan, actor=alice)

    assert step.kind == StepKind.APPROVAL


@pytest.mark.django_db
def test_a_body_comes_before_the_notification(plan, alice, steps):
    made = approval_steps.add_step(plan, StepKind.APPROVAL, " College ", actor=alice)
    again = approval_steps.add_step(plan, StepKind.APPROVAL, "College", actor=alice)
    told = approval_steps.add_step(plan, StepKind.NOTIFICATION, "VVSG", actor=alice)

    now = approval_steps.steps_now(plan)
    assert again == made
    assert [one.body for one in now][3:] == ["College", "Flemish government", "VVSG"]
    assert [one.position for one in now] == [1, 2, 3, 4, 5, 6]
    assert told in now


@pytest.mark.django_db
def test_bodies_are_changed_moved_and_taken_out_while_they_wait(plan, alice, steps):
    approval_steps.edit_step(steps[1], actor=alice, body="RMW", planned=LATER_DAY)
    approval_steps.edit_step(steps[1], actor=alice, body="RMW")
    approval_steps.move_step(steps[2], approval_steps.EARLIER, actor=alice)
    approval_steps.move_step(steps[2], approval_steps.LATER, actor=alice)
    approval_steps.move_step(steps[2], approval_steps.EARLIER, actor=alice)
    approval_steps.move_step(steps[0], approval_steps.EARLIER, actor=alice)
    approval_steps.remove_step(steps[3], actor=alice)
    approval_steps.remove_step(steps[3], actor=alice)

    now = approval_steps.steps_now(plan)
    assert [one.body for one in now] == [
        "Advisory councils",
        "Municipal council",
        "RMW",
    ]
    assert [one.position for one in now] == [1, 2, 3]
    verbs = Entry.objects.about(plan).values_list("verb", flat=True)
    assert list(verbs).count("approval_step_edited") == 1
    assert list(verbs).count("approval_step_removed") == 1
    assert list(verbs).count("approval_steps_ordered") == 3


@pytest.mark.django_db
def test_what_was_said_stays_where_it_stands(plan, alice, steps):
    approving.record_result(steps[0], StepResult.APPROVED, DAY, actor=alice)

    for change in (
        lambda: approval_steps.edit_step(steps[0], actor=alice, body="X"),
        lambda: approval_steps.remove_step(steps[0], actor=alice),
        lambda: approval_steps.move_step(steps[1], approval_steps.EARLIER, actor=alice),
    ):
        with pytest.raises(TransitionDenied, match="noted already"):
            change()


@pytest.mark.django_db
def test_an_adopted_plan_takes_only_a_notification(plan, alice, steps):
    plan.status = PlanStatus.ADOPTED
    plan.save()

    with pytest.raises(TransitionDenied, match="amendment"):
        approval_steps.add_step(plan, StepKind.APPROVAL, "College", actor=alice)
    approval_steps.add_step(plan, StepKind.NOTIFICATION, "VVSG", actor=alice)
    plan.status = PlanStatus.CLOSED
    plan.save()
    with pytest.raises(TransitionDenied):
        approval_steps.add_step(plan, StepKind.NOTIFICATION, "Provincie", actor=alice)


# -- Submitting -----------------------------------------------------------


@pytest.mark.django_db
def test_a_plan_is_submitted_when_somebody_approves_it(plan, alice):
    plan.status = PlanStatus.DRAFT
    plan.save()

    with pytest.raises(TransitionDenied, match="bodies that approve"):
        approving.submit_plan(plan, actor=alice)
    make_approval_step(plan)
    assert approving.submit_plan(plan, actor=alice).status == PlanStatus.SUBMITTED
    approving.submit_plan(plan, actor=alice)

    verbs = list(Entry.objects.about(plan).values_list("verb", flat=True))
    assert verbs == ["plan_status_changed"]


@pytest.mark.django_db
def test_a_submission_is_taken_back_while_nobody_spoke(plan, alice, steps):
    assert approving.take_back_submission(plan, actor=alice).status == "draft"
    assert approving.take_back_submission(plan, actor=alice).status == "draft"
    approving.submit_plan(plan, actor=alice)
    approving.record_result(steps[0], StepResult.APPROVED, DAY, actor=alice)

    with pytest.raises(TransitionDenied, match="noted already"):
        approving.take_back_submission(plan, actor=alice)


# -- What a body said -----------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("_complete")
def test_the_bodies_follow_each_other(plan, alice, steps):
    advice, welfare, council, government = steps

    with pytest.raises(TransitionDenied, match="Council for social welfare approves"):
        approving.record_result(council, StepResult.APPROVED, DAY, actor=alice)
    with pytest.raises(TransitionDenied, match="no advice yet of: Advisory councils"):
        approving.record_result(welfare, StepResult.APPROVED, DAY, actor=alice)
    with pytest.raises(TransitionDenied, match="approves the plan first"):
        approving.record_result(government, StepResult.SENT, DAY, actor=alice)
    approving.record_result(
        welfare, StepResult.APPROVED, LATER_DAY, actor=alice, without_advice=True
    )
    with pytest.raises(TransitionDenied, match="before Council for social welfare"):
        approving.record_result(council, StepResult.APPROVED, DAY, actor=alice)
    with pytest.raises(TransitionDenied, match="after Council for social welfare"):
        approving.record_result(
            advice,
            StepResult.APPROVED,
            LATER_DAY + datetime.timedelta(days=1),
            actor=alice,
        )
    approving.record_result(advice, StepResult.APPROVED, DAY, actor=alice)
    approving.record_result(council, StepResult.APPROVED, LATER_DAY, actor=alice)
    approving.record_result(government, StepResult.SENT, LATER_DAY, actor=alice)

    assert all(one.has_passed for one in approval_steps.steps_now(plan))


@pytest.mark.django_db
def test_a_six_year_plan_needs_its_five_elements(plan, alice, steps):
    for part in list(LegalPart)[:4]:
        legal.set_legal_element(
            plan, part, actor=alice, link="https://durmeland.example"
        )
    note = {"actor": alice, "without_advice": True}

    with pytest.raises(TransitionDenied, match="Missing: how inhabitants"):
        approving.record_result(steps[1], StepResult.APPROVED, DAY, **note)
    legal.set_legal_element(plan, LegalPart.INVOLVEMENT, actor=alice, note="Deel 5")

    approving.record_result(steps[1], StepResult.APPROVED, DAY, **note)


@pytest.mark.django_db
def test_a_day_to_come_and_a_remark_without_words_are_refused(plan, alice):
    step = make_approval_step(plan, kind=StepKind.ADVICE)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(TransitionDenied, match="still has to come"):
        approving.record_result(step, StepResult.APPROVED, tomorrow, actor=alice)
    with pytest.raises(TransitionDenied, match="what the remark is"):
        approving.record_result(step, StepResult.WITH_REMARKS, DAY, actor=alice)
    step.refresh_from_db()
    assert step.is_pending


@pytest.mark.django_db
@pytest.mark.usefixtures("_complete")
@pytest.mark.parametrize("all_again", [False, True])
def test_a_refusal_makes_it_a_draft_and_a_new_round_keeps_the_old(
    plan, alice, steps, all_again
):
    approving.record_result(steps[0], StepResult.APPROVED, DAY, actor=alice)
    approving.record_result(steps[1], StepResult.APPROVED, DAY, actor=alice)
    approving.record_result(
        steps[2], StepResult.REFUSED, LATER_DAY, actor=alice, remark="Geen raming"
    )
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT

    approving.submit_plan(plan, actor=alice, all_again=all_again)

    now = approval_steps.steps_now(plan)
    assert [one.is_pending for one in now] == [all_again, all_again, True, True]
    old = plan.approval_steps.get(round=1, body="Municipal council")
    assert (old.result, old.remark) == ("refused", "Geen raming")
    noted = Entry.objects.about(plan).filter(verb="approval_noted").last()
    assert (noted.note, noted.data["round"]) == ("Geen raming", 1)
    with pytest.raises(TransitionDenied, match="not before its body"):
        approving.record_result(old, StepResult.APPROVED, LATER_DAY, actor=alice)
    with pytest.raises(TransitionDenied, match="not before its body"):
        approving.take_back_result(old, actor=alice)
    with pytest.raises(TransitionDenied, match="not before its body"):
        approval_steps.edit_step(old, actor=alice, body="X")


@pytest.mark.django_db
def test_an_unfavourable_advice_stops_nothing(plan, alice):
    advice = make_approval_step(plan, "Ouderenraad", kind=StepKind.ADVICE)

    approving.record_result(
        advice, StepResult.REFUSED, DAY, actor=alice, remark="Te laat"
    )

    plan.refresh_from_db()
    assert plan.status == PlanStatus.SUBMITTED


@pytest.mark.django_db
@pytest.mark.usefixtures("_complete")
def test_what_was_noted_by_mistake_is_taken_back_last_first(plan, alice, steps):
    approving.record_result(steps[0], StepResult.APPROVED, DAY, actor=alice)
    approving.record_result(
        steps[1], StepResult.REFUSED, DAY, actor=alice, remark="Verkeerd"
    )

    with pytest.raises(TransitionDenied, match="noted already"):
        approving.take_back_result(steps[0], actor=alice)
    taken = approving.take_back_result(steps[1], actor=alice)
    approving.take_back_result(steps[1], actor=alice)

    plan.refresh_from_db()
    assert (taken.result, taken.date, taken.remark) == ("pending", None, "")
    assert plan.status == PlanStatus.SUBMITTED
    verbs = list(Entry.objects.about(plan).values_list("verb", flat=True))
    assert verbs.count("approval_taken_back") == 1


@pytest.mark.django_db
def test_the_same_twice_is_once_and_another_is_refused(plan, alice, dora):
    step = make_approval_step(plan, kind=StepKind.ADVICE)
    given = (step, StepResult.APPROVED, DAY)

    approving.record_result(*given, actor=alice, reference="7")
    approving.record_result(*given, actor=alice, reference="7")
    with pytest.raises(TransitionDenied, match="noted already"):
        approving.record_result(step, StepResult.REFUSED, DAY, actor=dora, remark="X")

    entries = Entry.objects.about(plan).filter(verb="approval_noted")
    assert [one.data["result"] for one in entries] == ["approved"]


@pytest.mark.django_db
def test_a_step_that_is_gone_is_said(plan, alice):
    step = make_approval_step(plan)
    ApprovalStep.objects.filter(pk=step.pk).delete()

    with pytest.raises(TransitionDenied, match="not before its body"):
        approving.record_result(step, StepResult.APPROVED, DAY, actor=alice)


@pytest.mark.django_db
def test_an_amendment_that_was_refused_is_tried_again(plan, alice):
    plan.kind, plan.status = PlanKind.PROGRAMME, PlanStatus.SUBMITTED
    plan.save()
    step = make_approval_step(plan)
    approving.record_result(step, StepResult.APPROVED, DAY, actor=alice)
    adopting.adopt_plan(plan, adopted=DAY, body="Raad", actor=alice)
    adopting.start_amendment(plan, "Nieuwe middelen", actor=alice)
    [again] = approval_steps.steps_now(plan)
    with pytest.raises(TransitionDenied, match="No body refused"):
        approving.try_again(plan, actor=alice)
    approving.record_result(
        again, StepResult.REFUSED, LATER_DAY, actor=alice, remark="Nee"
    )

    tried = approving.try_again(plan, actor=alice)

    [third] = approval_steps.steps_now(plan)
    assert (tried.status, third.round, third.is_pending) == ("amending", 3, True)


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_note_one_answer():
    here = make_partnership()
    pair = [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]
    plan = make_plan(here, status=PlanStatus.SUBMITTED)
    step = make_approval_step(plan)

    answers = at_once(
        lambda: approving.record_result(step, StepResult.APPROVED, DAY, actor=pair[0]),
        lambda: approving.record_result(
            step, StepResult.REFUSED, DAY, actor=pair[1], remark="Nee"
        ),
    )

    refused = [one for one in answers if isinstance(one, TransitionDenied)]
    assert len(refused) == 1
    assert Entry.objects.filter(verb="approval_noted").count() == 1


def test_the_words_of_a_result_fit_the_kind():
    assert workflow.result_word(StepKind.ADVICE, StepResult.REFUSED) == "unfavourable"
    assert workflow.result_word(StepKind.ADVICE, StepResult.PENDING) == "still to come"
    assert workflow.result_word(StepKind.APPROVAL, StepResult.REFUSED) == "not approved"
