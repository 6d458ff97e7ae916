"""Fetching plans and actions for a visitor: the same 404 for absent and forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.permissions import plans_visible_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def plan_or_404(user: Visitor, partnership: Partnership, slug: str) -> ActionPlan:
    """Return the plan at this address. Raises Http404, also when not for `user`."""
    found = (
        plans_visible_to(user)
        .select_related("partnership", "owner", "predecessor", "programme")
        .filter(partnership=partnership, slug=slug)
        .first()
    )
    if found is None:
        raise Http404
    return found


def action_or_404(
    user: Visitor, partnership: Partnership, slug: str, number: int
) -> PlanAction:
    """Return the action at this address. Raises Http404, also when not for `user`."""
    plan = plan_or_404(user, partnership, slug)
    found = (
        plan.plan_actions.select_related("objective", "parent", "continues__plan")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise Http404
    found.plan = plan
    return found


def plans_of(user: Visitor, partnership: Partnership) -> Sequence[ActionPlan]:
    """Return the plans of a partnership that `user` may read, the newest first."""
    return list(
        plans_visible_to(user)
        .filter(partnership=partnership)
        .select_related("partnership", "owner")
    )
