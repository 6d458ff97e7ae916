"""The plan before and the plan after, for who may know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from draaischijf.plans.permissions import plans_visible_to

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor
    from draaischijf.plans.models import ActionPlan


def successor_of(user: Visitor, plan: ActionPlan) -> ActionPlan | None:
    """Return the plan that goes on with this one, if `user` may read it."""
    return (
        plans_visible_to(user)
        .filter(predecessor=plan)
        .select_related("partnership")
        .first()
    )


def predecessor_of(user: Visitor, plan: ActionPlan) -> ActionPlan | None:
    """Return the plan before this one, if there is one and `user` may read it."""
    if plan.predecessor_id is None:
        return None
    return (
        plans_visible_to(user)
        .filter(pk=plan.predecessor_id)
        .select_related("partnership")
        .first()
    )
