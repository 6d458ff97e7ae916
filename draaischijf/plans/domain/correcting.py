"""Putting right what a plan and its actions keep of the decision of a body."""

from __future__ import annotations

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.approval_steps import lock_to_adopt
from draaischijf.plans.domain.locking import lock_action
from draaischijf.plans.domain.planning import change_fields
from draaischijf.plans.models import ApprovalStep, PlanAction


@transaction.atomic
def correct_action_reference(
    action: PlanAction, reference: str, *, was: str, actor: User
) -> None:
    """Say where the decision about an action really is; its place in life stays.

    Only where one decision of it says `was`: of two nobody knows which is meant. Raises
    TransitionDenied without the right to edit plans.
    """
    locked = lock_action(action)
    held = permissions_of(actor, locked.plan.partnership)
    workflow.check_held(held, Permission.EDIT_PLAN)
    rows = list(locked.lifecycle_decisions.filter(reference=was.strip())[:2])
    if len(rows) != 1 or rows[0].reference == reference.strip():
        return
    row = rows[0]
    row.reference = reference.strip()
    row.save(update_fields=["reference"])
    record(
        locked,
        "action_decision_corrected",
        actor=actor,
        body=row.body,
        before={"reference": was.strip()},
        after={"reference": row.reference},
    )


@transaction.atomic
def correct_result_words(
    step: ApprovalStep, words: dict[str, str], *, was: dict[str, str], actor: User
) -> None:
    """Give what a body said about a plan the right words; its result and day stay.

    `words` and `was` have a `reference` and a `remark`; only what the step still says
    as it was is put right. An adopted version keeps its own. Raises TransitionDenied
    without the right to adopt.
    """
    locked = lock_to_adopt(step.plan, actor)
    fresh = locked.approval_steps.select_for_update().filter(pk=step.pk).first()
    if fresh is None:
        return
    same = {name for name, value in was.items() if getattr(fresh, name) == value}
    right = {name: value for name, value in words.items() if name in same}
    before, after = change_fields(fresh, right, ("reference", "remark"))
    if after:
        record(
            locked,
            "approval_words_corrected",
            actor=actor,
            body=fresh.body,
            before=before,
            after=after,
        )
