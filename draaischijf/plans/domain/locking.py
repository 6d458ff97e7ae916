"""The rows as they are now: a write judges a locked row, never the one it was given.

The plan is locked before its actions, so that two writes cannot wait for each other.
"""

from __future__ import annotations

from django.utils.translation import gettext as _t

from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.workflow import TransitionDenied


def lock_plan(plan: ActionPlan) -> ActionPlan:
    """Return the plan as it is now, locked until the transaction ends."""
    return (
        ActionPlan.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=plan.pk)
    )


def lock_action(action: PlanAction) -> PlanAction:
    """Return the action as it is now, locked until the transaction ends.

    Raises TransitionDenied when somebody took it out of the plan meanwhile.
    """
    locked = (
        PlanAction.objects.select_for_update(of=("self",))
        .select_related("plan__partnership", "objective")
        .filter(pk=action.pk)
        .first()
    )
    if locked is None:
        raise TransitionDenied(
            [_t("Somebody took this action out of the plan meanwhile.")]
        )
    return locked
