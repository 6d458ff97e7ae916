"""The register of decisions: found by words, body, year and result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404

from draaischijf.consultation.models import BodyDecision
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.permissions import can_view_action, can_view_plan
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import can_view_signal

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def decisions_readable_in(
    user: Visitor, partnership: Partnership
) -> QuerySet[BodyDecision]:
    """The decisions `user` may read in one partnership, the newest first."""
    found = BodyDecision.objects.filter(partnership=partnership)
    if Permission.READ not in permissions_of(user, partnership):
        found = found.filter(is_public=True)
    return found.select_related(
        "partnership",
        "body__partnership",
        "meeting__partnership",
        "signal__partnership",
        "plan_action__plan__partnership",
        "approval_step__plan__partnership",
    )


def decisions_of_year(
    user: Visitor, partnership: Partnership, year: int
) -> list[BodyDecision]:
    """Return the decisions of a year `user` may read, the newest first."""
    return list(decisions_readable_in(user, partnership).filter(year=year))


def decision_or_404(
    user: Visitor, partnership: Partnership, year: int, number: int
) -> BodyDecision:
    """Return a decision this reader may see. Raises Http404."""
    found = decisions_readable_in(user, partnership)
    one = found.filter(year=year, number=number).first()
    if one is None:
        raise Http404
    return one


@dataclass(frozen=True)
class Moved:
    """What a decision is about, as far as one reader may see it."""

    signal: PolicySignal | None
    action: PlanAction | None
    plan: ActionPlan | None


def moved_by(decision: BodyDecision, reader: Visitor) -> Moved:
    """Return what a decision moved, without what this reader may not see."""
    signal, action = decision.signal, decision.plan_action
    plan = decision.approval_step.plan if decision.approval_step else None
    return Moved(
        signal if signal and can_view_signal(reader, signal) else None,
        action if action and can_view_action(reader, action) else None,
        plan if plan and can_view_plan(reader, plan) else None,
    )
