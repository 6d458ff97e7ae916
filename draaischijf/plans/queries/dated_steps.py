"""The steps of a trajectory in the order in which they happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.plans.models import ActionPlan, TrajectoryStep


def steps_by_date(plan: ActionPlan) -> QuerySet[TrajectoryStep]:
    """Return the steps by their first day, those without any date at the end.

    "Voor eind januari" has a last day only and stands there; steps of one day keep
    the order of the document.
    """
    first = Coalesce("start", "end")
    return plan.trajectory.annotate(first_day=first).order_by(
        F("first_day").asc(nulls_last=True), "position", "pk"
    )
