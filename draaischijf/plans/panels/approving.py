"""On the page of a plan: its approval, versions, legal elements and trajectory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.queries.approval import PlanApproval
from draaischijf.plans.queries.approval_next import next_thing

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def plan_approval(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return how far the approval of a plan is; nothing where there is none to tell.

    The public sees the bodies, their dates and results, and what was adopted.
    """
    if not isinstance(thing, ActionPlan):
        return None
    approval = PlanApproval(thing, visitor)
    told = approval.rows or approval.versions or approval.trajectory_count
    if not told and not approval.is_partner:
        return None
    context = {"plan": thing, "approval": approval, "next": next_thing(approval)}
    return Panel("plans/_plan_approval.html", context)
