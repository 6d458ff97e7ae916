"""On the page of a plan: the next plan, and the difference with the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel
from draaischijf.people.permissions import Permission, holds
from draaischijf.plans.enums import PlanStatus
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.queries.carrying import (
    CarryOverview,
    open_carry_over,
    passed_objectives,
)
from draaischijf.plans.queries.plan_neighbours import predecessor_of, successor_of

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def plan_carry_over(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return where the carry-over of a plan stands and what it came from, or nothing.

    Who may not edit plans sees only the plans before and after, if those may be read.
    """
    if not isinstance(thing, ActionPlan):
        return None
    before, after = predecessor_of(visitor, thing), successor_of(visitor, thing)
    may_edit = holds(visitor, Permission.EDIT_PLAN, thing.partnership)
    # For a person to adapt, while the words of the new plan are still open.
    is_draft = may_edit and before and thing.status == PlanStatus.DRAFT
    running = open_carry_over(thing) if may_edit and not after else None
    if not (before or after or may_edit):
        return None
    return Panel(
        "plans/_plan_carry_over.html",
        {
            "plan": thing,
            "before": before,
            "after": after,
            "carry_over": running,
            "overview": CarryOverview(running) if running else None,
            "may_edit": may_edit,
            "passed": passed_objectives(thing) if is_draft else (),
        },
    )
