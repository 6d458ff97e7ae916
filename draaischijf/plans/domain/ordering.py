"""The order of a plan, and its codes. Codes never change by moving: only on request.

Positions are dense: the actions of an objective count from 0 in the order they are
read, and so do the objectives of a plan. The plan is locked, so two who move at once
move one after the other, each in the order the other left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core.meanwhile import seen_as
from draaischijf.history.domain import record
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_action, lock_plan
from draaischijf.plans.domain.planning import check_may_edit
from draaischijf.plans.domain.rewording import ChangedMeanwhile
from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.plans.queries.codes import NewCode, renumbered
from draaischijf.plans.queries.reading_order import (
    actions_in_order,
    objectives_in_order,
    parts_of,
    siblings_of,
)

Row = TypeVar("Row", PlanAction, Objective)


@dataclass(frozen=True)
class Moved:
    """Where something stands now: its place, counted from 1, and of how many."""

    place: int
    of: int
    changed: bool


@transaction.atomic
def move_action(
    action: PlanAction,
    *,
    actor: User,
    objective: Objective | None = None,
    after: PlanAction | None = None,
) -> Moved:
    """Put an action right after another one, or first; its parts go along.

    With `objective` it moves there. Raises TransitionDenied without the right to edit,
    when the plan was adopted, or when `after` does not stand there any more; ValueError
    for an objective of another plan.
    """
    plan = lock_plan(action.plan)
    check_may_edit(plan, actor)
    locked = lock_action(action)
    target = objective or locked.objective
    if target.plan_id != plan.pk:
        raise ValueError("the objective stands in another plan")
    left = actions_in_order(locked.objective.plan_actions.defer("search"))
    block = [locked, *parts_of(locked, left)]
    moves_out = target.pk != locked.objective_id
    there = actions_in_order(target.plan_actions.defer("search")) if moves_out else left
    siblings = siblings_of(locked, there)
    others = [one for one in siblings if one.pk != locked.pk]
    place = _place_after(others, after)
    if not moves_out and place == _index(siblings, locked):
        return Moved(place + 1, len(siblings), changed=False)
    _put(there, block, others, place, target)
    if moves_out:
        keys = {one.pk for one in block}
        _number([one for one in left if one.pk not in keys])
    moved = Moved(place + 1, len(others) + 1, changed=True)
    _note_move(locked, moved, target if moves_out else None, actor)
    return moved


def _note_move(
    locked: PlanAction, moved: Moved, target: Objective | None, actor: User
) -> None:
    record(
        locked,
        "action_moved",
        actor=actor,
        place=moved.place,
        of=moved.of,
        objective=str(target)[:200] if target else "",
    )


@transaction.atomic
def move_to_end(action: PlanAction, objective: Objective, *, actor: User) -> Moved:
    """Put an action at the end of an objective. Raises as `move_action`."""
    lock_plan(action.plan)
    there = siblings_of(
        action, actions_in_order(objective.plan_actions.defer("search"))
    )
    others = [one for one in there if one.pk != action.pk]
    last = others[-1] if others else None
    return move_action(action, actor=actor, objective=objective, after=last)


@transaction.atomic
def step_action(action: PlanAction, step: int, *, actor: User) -> Moved:
    """Move an action so many places down, or up with a negative step.

    At the end it stays where it is. Raises as `move_action`.
    """
    lock_plan(action.plan)
    locked = lock_action(action)
    rows = actions_in_order(locked.objective.plan_actions.defer("search"))
    after = _after_step(siblings_of(locked, rows), locked, step)
    return move_action(action, actor=actor, after=after)


def _after_step(siblings: Sequence[Row], one: Row, step: int) -> Row | None:
    others = [each for each in siblings if each.pk != one.pk]
    place = min(max(0, _index(siblings, one) + step), len(others))
    return others[place - 1] if place else None


def _index(rows: Sequence[Row], one: Row) -> int:
    return [each.pk for each in rows].index(one.pk)


def _place_after(others: Sequence[Row], after: Row | None) -> int:
    if after is None:
        return 0
    if after.pk not in {one.pk for one in others}:
        raise workflow.TransitionDenied(
            [_t("Somebody changed the order meanwhile. Look at the plan as it is now.")]
        )
    return _index(others, after) + 1


def _put(
    there: Sequence[PlanAction],
    block: Sequence[PlanAction],
    others: Sequence[PlanAction],
    place: int,
    target: Objective,
) -> None:
    """Write the order of an objective with a block at its place among its siblings."""
    moving = {one.pk for one in block}
    rows = [one for one in there if one.pk not in moving]
    if place:
        before = others[place - 1]
        last = [before, *parts_of(before, rows)][-1]
        at = _index(rows, last) + 1
    else:
        at = _index(rows, others[0]) if others else len(rows)
    for one in block:
        if one.objective_id != target.pk:
            one.objective = target
            one.save(update_fields=["objective", "updated"])
    _number([*rows[:at], *block, *rows[at:]])


def _number(rows: Sequence[Any]) -> None:
    for position, one in enumerate(rows):
        one.position = position
    if rows:
        type(rows[0]).objects.bulk_update(rows, ["position"])


@transaction.atomic
def move_objective(
    objective: Objective, *, actor: User, after: Objective | None = None
) -> Moved:
    """Put an objective right after a sibling, or first, with all that stands under it.

    Raises TransitionDenied as `move_action`.
    """
    plan = lock_plan(objective.plan)
    check_may_edit(plan, actor)
    rows = objectives_in_order(plan.objectives.all())
    locked = rows[_index(rows, objective)]
    siblings = _beside(locked, rows)
    others = [one for one in siblings if one.pk != locked.pk]
    place = _place_after(others, after)
    if place == _index(siblings, locked):
        return Moved(place + 1, len(siblings), changed=False)
    # The order of the siblings decides; what stands under each follows it.
    for position, one in enumerate([*others[:place], locked, *others[place:]]):
        one.position = position
    _number(objectives_in_order(rows))
    moved = Moved(place + 1, len(siblings), changed=True)
    record(
        plan,
        "objective_moved",
        actor=actor,
        title=str(locked)[:200],
        place=moved.place,
        of=moved.of,
    )
    return moved


@transaction.atomic
def step_objective(objective: Objective, step: int, *, actor: User) -> Moved:
    """Move an objective so many places down among its siblings, or up.

    At the end it stays where it is. Raises as `move_objective`.
    """
    plan = lock_plan(objective.plan)
    rows = objectives_in_order(plan.objectives.all())
    locked = rows[_index(rows, objective)]
    after = _after_step(_beside(locked, rows), locked, step)
    return move_objective(objective, actor=actor, after=after)


def _beside(one: Objective, rows: Sequence[Objective]) -> list[Objective]:
    return [
        each
        for each in rows
        if each.parent_id == one.parent_id and bool(each.section) == bool(one.section)
    ]


def codes_seen(codes: Sequence[NewCode]) -> str:
    """Return a mark of a proposed numbering, to apply only what was looked at."""
    return seen_as([(type(one.thing).__name__, one.thing.pk, one.new) for one in codes])


@transaction.atomic
def renumber_codes(plan: ActionPlan, *, seen: str, actor: User) -> int:
    """Give every objective and action the code of its place; return how many changed.

    Only the numbering with the mark `seen` is applied. Raises ChangedMeanwhile when the
    plan has another order by now, and TransitionDenied.
    """
    locked = lock_plan(plan)
    check_may_edit(locked, actor)
    codes = renumbered(locked)
    if codes_seen(codes) != seen:
        raise ChangedMeanwhile(codes)
    changed = [one for one in codes if one.changes]
    for one in changed:
        one.thing.code = one.new
        one.thing.save(update_fields=["code", "updated"])
    if changed:
        record(locked, "plan_renumbered", actor=actor, count=len(changed))
    return len(changed)
