"""Codes of objectives and actions: what the next one is, and numbering them anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.plans.queries.reading_order import (
    actions_in_order,
    heads_of,
    objectives_in_order,
)

LAST_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True)
class NewCode:
    """One objective or action with the code it gets; both may be empty."""

    thing: Objective | PlanAction
    new: str

    @property
    def changes(self) -> bool:
        return self.thing.code != self.new

    @property
    def is_objective(self) -> bool:
        return isinstance(self.thing, Objective)


def renumbered(plan: ActionPlan) -> list[NewCode]:
    """Return every objective and action, in order, with the code of its place.

    Objectives become 1, 1.1, 1.2; actions go on under them: 1.1.1, and parts 1.1.1.1.
    An action beside objectives counts on after them, so that no code is given twice.
    A section outside the tree has no code, and neither has what stands in it.
    """
    objectives = objectives_in_order(plan.objectives.all())
    actions: dict[int, list[PlanAction]] = {}
    for action in plan.plan_actions.defer("search").order_by("position", "pk"):
        actions.setdefault(action.objective_id, []).append(action)
    under: dict[int | None, int] = {}
    codes: dict[int, str] = {}
    made = []
    for one in objectives:
        under[one.parent_id] = under.get(one.parent_id, 0) + 1
        before = codes.get(one.parent_id or 0, "")
        codes[one.pk] = "" if one.section else _below(before, under[one.parent_id])
        made.append(NewCode(one, codes[one.pk]))
        first = sum(child.parent_id == one.pk for child in objectives) + 1
        own = actions_in_order(actions.get(one.pk, []))
        made += _action_codes(heads_of(own), own, codes[one.pk], first)
    return made


def _action_codes(
    siblings: Sequence[PlanAction],
    everything: Sequence[PlanAction],
    before: str,
    first: int,
) -> Iterator[NewCode]:
    for number, action in enumerate(siblings, first):
        code = _below(before, number) if before else ""
        yield NewCode(action, code)
        parts = [one for one in everything if one.parent_id == action.pk]
        yield from _action_codes(parts, everything, code, 1)


def _below(before: str, number: int) -> str:
    return f"{before}.{number}" if before else str(number)


def next_code(siblings: Iterable[str], before: str) -> str:
    """Return the code that follows those of its siblings; empty where none has one.

    `before` is the code of what they stand under: the first one there becomes 1.1.1.
    """
    given = [code for code in siblings if code]
    if not given:
        return f"{before}.1" if before else ""
    numbers = [(int(found[1]), code) for code in given if (found := _last(code))]
    if not numbers:
        return ""
    highest, code = max(numbers)
    return code[: code.rindex(str(highest))] + str(highest + 1)


def _last(code: str) -> re.Match[str] | None:
    return LAST_NUMBER.search(code)
