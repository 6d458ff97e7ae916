"""The order in which a plan is read: the tree first, then the sections outside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from draaischijf.plans.models import Objective, PlanAction


def objectives_in_order(objectives: Iterable[Objective]) -> list[Objective]:
    """Return objectives as they are read: each with what stands under it right after.

    The tree comes before the sections outside it.
    """
    under: dict[int | None, list[Objective]] = defaultdict(list)
    for one in sorted(objectives, key=lambda one: (one.position, one.pk)):
        under[one.parent_id].append(one)
    under[None].sort(key=lambda one: bool(one.section))

    def walk(parent: int | None) -> list[Objective]:
        return [each for one in under[parent] for each in (one, *walk(one.pk))]

    return walk(None)


def actions_in_order(actions: Iterable[PlanAction]) -> list[PlanAction]:
    """Return the actions of one objective as they are read: parts after their whole."""
    ordered = sorted(actions, key=lambda one: (one.position, one.pk))
    return [
        each for head in heads_of(ordered) for each in (head, *parts_of(head, ordered))
    ]


def heads_of(actions: Sequence[PlanAction]) -> list[PlanAction]:
    """Return the actions that are no part of another one among these."""
    return [one for one in actions if not is_part(one, actions)]


def parts_of(head: PlanAction, actions: Sequence[PlanAction]) -> list[PlanAction]:
    """Return what stands under an action among these, parts of parts too."""
    return [
        each
        for part in actions
        if part.parent_id == head.pk
        for each in (part, *parts_of(part, actions))
    ]


def siblings_of(action: PlanAction, actions: Sequence[PlanAction]) -> list[PlanAction]:
    """Return the actions among these that an action changes places with, itself too."""
    if not is_part(action, actions):
        return heads_of(actions)
    return [one for one in actions if one.parent_id == action.parent_id]


def is_part(action: PlanAction, actions: Iterable[PlanAction]) -> bool:
    """Tell whether an action is read under another one among these."""
    return action.parent_id is not None and any(
        one.pk == action.parent_id for one in actions
    )
