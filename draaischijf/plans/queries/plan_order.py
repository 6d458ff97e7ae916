"""The order in which a plan is read: objective by objective, each with its own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from draaischijf.plans.models import ActionPlan, Objective, PlanAction


def in_plan_order(objectives: Iterable[Objective]) -> list[Objective]:
    """Return the objectives of one plan with each directly under its parent."""
    under: dict[int | None, list[Objective]] = defaultdict(list)
    for one in sorted(objectives, key=lambda one: (one.position, one.pk)):
        under[one.parent_id].append(one)
    ordered: list[Objective] = []
    waiting = list(reversed(under[None]))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += reversed(under[one.pk])
    return ordered


def by_objective(actions: Iterable[PlanAction]) -> dict[int, list[PlanAction]]:
    """Return the actions under each objective, by its key, in their order."""
    under: dict[int, list[PlanAction]] = defaultdict(list)
    for one in sorted(actions, key=lambda one: (one.position, one.pk)):
        under[one.objective_id].append(one)
    return under


def code_of(plan: ActionPlan, objective: Objective) -> str:
    """Return the code as offices write it: "OD 1.1"; empty without one."""
    if objective.section or not objective.code:
        return objective.code
    short, _long = plan.level_name(objective.level)
    return f"{short} {objective.code}".strip()


def line_above(
    objective: Objective, all_of_plan: Sequence[Objective]
) -> list[Objective]:
    """Return the objective with those it stands under, from the top."""
    known = {one.pk: one for one in all_of_plan}
    line: list[Objective] = []
    found: Objective | None = objective
    while found is not None:
        line.append(found)
        found = known.get(found.parent_id) if found.parent_id else None
    return line[::-1]
