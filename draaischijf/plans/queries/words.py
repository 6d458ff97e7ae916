"""Whether the words of a plan are open: what every change of them asks first."""

from __future__ import annotations

from draaischijf.plans import workflow
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.queries.approval import standings
from draaischijf.plans.queries.version_content import current_round


def check_words_of(plan: ActionPlan) -> None:
    """Raise TransitionDenied while the words of this plan are fixed.

    Asks one query, and only of a plan that is before its bodies.
    """
    is_before_bodies = plan.status in workflow.BEFORE_THE_BODIES
    steps = current_round(list(plan.approval_steps.all())) if is_before_bodies else []
    workflow.check_words_open(plan.status, standings(steps))


def why_words_are_fixed(plan: ActionPlan) -> list[str]:
    """Return the reasons why the words of this plan cannot change now; often none."""
    try:
        check_words_of(plan)
    except workflow.TransitionDenied as denied:
        return list(denied.reasons)
    return []
