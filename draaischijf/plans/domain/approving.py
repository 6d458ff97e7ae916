"""Before the bodies: submitting a plan, and noting what each body said."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.plans import workflow
from draaischijf.plans.domain.approval_steps import (
    found_in,
    lock_to_adopt,
    next_round,
    noted_already,
    steps_now,
)
from draaischijf.plans.enums import PlanStatus, StepKind, StepResult
from draaischijf.plans.models import ActionPlan, ApprovalStep
from draaischijf.plans.queries.approval import legal_missing, standings


@transaction.atomic
def submit_plan(
    plan: ActionPlan, *, actor: User, all_again: bool = False
) -> ActionPlan:
    """Lay a draft before its bodies and return it; twice is once.

    After a refusal the refused body decides again, and with `all_again` every body:
    what was said before stays as an earlier round. Raises TransitionDenied without the
    right to adopt, without bodies, or from another status.
    """
    locked = lock_to_adopt(plan, actor)
    if locked.status == PlanStatus.SUBMITTED:
        return locked
    workflow.check_status_moves(locked.status, PlanStatus.SUBMITTED)
    steps = steps_now(locked)
    if not any(one.kind == StepKind.APPROVAL for one in steps):
        raise workflow.TransitionDenied(
            [_t("Put the bodies that approve this plan first.")]
        )
    _again(steps, all_again=all_again)
    set_status(locked, PlanStatus.SUBMITTED, actor=actor)
    return locked


@transaction.atomic
def try_again(plan: ActionPlan, *, actor: User, all_again: bool = False) -> ActionPlan:
    """Lay an amendment that was refused before its bodies again; as `submit_plan`.

    Raises TransitionDenied without the right to adopt, or when nobody refused it.
    """
    locked = lock_to_adopt(plan, actor)
    steps = steps_now(locked)
    if locked.status != PlanStatus.AMENDING or not was_refused(steps):
        raise workflow.TransitionDenied([_t("No body refused this amendment.")])
    _again(steps, all_again=all_again)
    record(locked, "amendment_tried_again", actor=actor)
    return locked


@transaction.atomic
def take_back_submission(plan: ActionPlan, *, actor: User) -> ActionPlan:
    """Make a submitted plan a draft again, while no body said something.

    A draft stays one. Raises TransitionDenied without the right to adopt, from
    another status, or when a body said something already.
    """
    locked = lock_to_adopt(plan, actor)
    if locked.status == PlanStatus.DRAFT:
        return locked
    workflow.check_status_moves(locked.status, PlanStatus.DRAFT)
    said = [one for one in steps_now(locked) if not one.is_pending]
    if said:
        raise workflow.TransitionDenied([noted_already(said[0])])
    set_status(locked, PlanStatus.DRAFT, actor=actor)
    return locked


# -- What a body said ----------------------------------------------------------------


@transaction.atomic
def record_result(
    step: ApprovalStep,
    result: StepResult,
    day: datetime.date,
    *,
    actor: User,
    reference: str = "",
    remark: str = "",
    without_advice: bool = False,
) -> ApprovalStep:
    """Note what came of a step and return it; the same again is once.

    A refusal puts the plan back to draft, an amendment stays one. Raises
    TransitionDenied without the right to adopt, or when it cannot be now
    (`workflow.check_result`).
    """
    locked = lock_to_adopt(step.plan, actor)
    steps = steps_now(locked)
    fresh = found_in(steps, step)
    given = (result, day, reference.strip(), remark.strip())
    if given == (fresh.result, fresh.date, fresh.reference, fresh.remark):
        return fresh
    _check_words(result, given[3])
    workflow.check_result(
        standings(steps),
        steps.index(fresh),
        result,
        day,
        status=locked.status,
        plan_kind=locked.kind,
        today=timezone.localdate(),
        legal_missing=legal_missing(locked),
        without_advice=without_advice,
    )
    fresh.result, fresh.date, fresh.reference, fresh.remark = given
    fresh.save(update_fields=["result", "date", "reference", "remark", "updated"])
    _record_result(locked, fresh, actor)
    if was_refused([fresh]) and locked.status == PlanStatus.SUBMITTED:
        set_status(locked, PlanStatus.DRAFT, actor=actor)
    return fresh


def _check_words(result: StepResult, remark: str) -> None:
    needs_words = {StepResult.REFUSED, StepResult.WITH_REMARKS}
    if result in needs_words and not remark:
        raise workflow.TransitionDenied(
            [_t("Write in a few words what the remark is.")]
        )


def _record_result(locked: ActionPlan, step: ApprovalStep, actor: User) -> None:
    record(
        locked,
        "approval_noted",
        actor=actor,
        note=step.remark,
        body=step.body,
        kind=step.kind,
        result=step.result,
        day=str(step.date),
        reference=step.reference,
        round=step.round,
        is_public=locked.is_public,
    )


@transaction.atomic
def take_back_result(step: ApprovalStep, *, actor: User) -> ApprovalStep:
    """Take back what was noted by mistake, and return the step; twice is once.

    Only the last one that said something, and no approval of a plan that was adopted
    since. Raises TransitionDenied otherwise, or without the right to adopt.
    """
    locked = lock_to_adopt(step.plan, actor)
    steps = steps_now(locked)
    fresh = found_in(steps, step)
    if fresh.is_pending:
        return fresh
    workflow.check_takes_steps(locked.status, fresh.kind)
    later = [one for one in steps[steps.index(fresh) + 1 :] if not one.is_pending]
    if later:
        raise workflow.TransitionDenied([noted_already(later[0])])
    was_refusal = fresh.kind == StepKind.APPROVAL and fresh.result == StepResult.REFUSED
    fresh.result, fresh.date = StepResult.PENDING, None
    fresh.reference = fresh.remark = ""
    fresh.save(update_fields=["result", "date", "reference", "remark", "updated"])
    record(locked, "approval_taken_back", actor=actor, body=fresh.body)
    if was_refusal and locked.status == PlanStatus.DRAFT:
        # The refusal had made it a draft.
        set_status(locked, PlanStatus.SUBMITTED, actor=actor)
    return fresh


def set_status(
    locked: ActionPlan, status: PlanStatus, *, actor: User, note: str = ""
) -> None:
    """Write the status of a locked plan, with its history; who calls checks."""
    before, locked.status = locked.status, status
    locked.save(update_fields=["status", "updated"])
    record(
        locked,
        "plan_status_changed",
        actor=actor,
        note=note,
        before=before,
        after=str(status),
        is_public=locked.is_public,
    )


def _again(steps: list[ApprovalStep], *, all_again: bool) -> None:
    if not was_refused(steps):
        return

    def goes_again(one: ApprovalStep) -> bool:
        refused = one.kind == StepKind.APPROVAL and one.result == StepResult.REFUSED
        return refused or (all_again and not one.is_pending)

    next_round(steps, goes_again)


def was_refused(steps: Iterable[ApprovalStep]) -> bool:
    """Tell whether a body that approves refused, this time."""
    return any(
        one.kind == StepKind.APPROVAL and one.result == StepResult.REFUSED
        for one in steps
    )
