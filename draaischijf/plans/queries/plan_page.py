"""The page of a plan: its tree with progress, filters, and what this reader may do."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from draaischijf.core.pieces import Facet
from draaischijf.people.permissions import Permission, holds, permissions_of
from draaischijf.plans.models import ActionPlan, Objective
from draaischijf.plans.models.plans import MOST_LEVELS
from draaischijf.plans.permissions import actions_led_by, plans_visible_to
from draaischijf.plans.queries.plan_facets import (
    Wanted,
    facets_of,
    known_only,
    narrowed,
)
from draaischijf.plans.queries.plan_lines import Line, lines_of
from draaischijf.plans.queries.plan_list import split_words, total_words
from draaischijf.plans.queries.progress import Progress, progress_of
from draaischijf.plans.queries.reading_order import (
    actions_in_order,
    is_part,
    objectives_in_order,
)
from draaischijf.plans.queries.words import why_words_are_fixed
from draaischijf.signals.queries.synonyms import search_of, synonyms_of

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


@dataclass
class Branch:
    """One objective or section, with its actions and what stands under it."""

    objective: Objective
    progress: Progress
    short: str
    lines: list[Line] = field(default_factory=list)
    children: list[Branch] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The code with the short name of its level: "OD 2.3"."""
        return f"{self.short} {self.objective.code}".strip()

    @property
    def amount(self) -> int:
        """How many actions are shown here and below."""
        return len(self.lines) + sum(child.amount for child in self.children)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here or below."""
        return not self.lines and not self.children

    @property
    def all_lines(self) -> list[Line]:
        """The actions here and below, as they are read."""
        below = [line for child in self.children for line in child.all_lines]
        return [*self.lines, *below]


class PlanPage:
    """All that the page of a plan shows to one reader.

    The number of queries does not depend on how many objectives and actions it has.
    """

    def __init__(self, plan: ActionPlan, user: Visitor, wanted: Wanted) -> None:
        self.plan = plan
        self.user = user
        self.is_partner = holds(user, Permission.READ, plan.partnership)
        # Who is late with what is for partners, and so is whom to call.
        self.hidden = set() if self.is_partner else {"quiet", "contact"}
        self.lines = lines_of(plan, user)
        self.wanted = known_only(wanted, self.lines, hidden=self.hidden)

    @cached_property
    def why_fixed(self) -> list[str]:
        """Why the words of the plan cannot change now: adopted, closed, approved."""
        return why_words_are_fixed(self.plan)

    @property
    def is_fixed(self) -> bool:
        """Whether the words of the plan are fixed."""
        return bool(self.why_fixed)

    @cached_property
    def may_edit(self) -> bool:
        """Whether this reader may change plans, fixed or not."""
        return holds(self.user, Permission.EDIT_PLAN, self.plan.partnership)

    @property
    def may_build(self) -> bool:
        """Whether this reader may change the words and the order now."""
        return self.may_edit and not self.is_fixed

    @property
    def may_order(self) -> bool:
        """Whether this reader may order now: not among the hits of a filter."""
        return self.may_build and not self.wanted.is_narrowed

    @cached_property
    def may_remark(self) -> bool:
        """Whether this reader may say how some action goes, which is never fixed."""
        return bool(self.remarkable)

    @cached_property
    def remarkable(self) -> Collection[int]:
        """The actions of which this reader may say how they go: all, or those led."""
        held = permissions_of(self.user, self.plan.partnership)
        every = {one.action.pk for one in self.lines}
        if held & {Permission.EDIT_PLAN, Permission.FOLLOW_UP}:
            return every
        if Permission.FOLLOW_OWN not in held:
            return ()
        led = actions_led_by(self.user).filter(plan=self.plan)
        return set(led.values_list("pk", flat=True))

    @cached_property
    def objectives(self) -> list[Objective]:
        """The objectives and sections in the order they are read."""
        return objectives_in_order(self.plan.objectives.all())

    @cached_property
    def found(self) -> list[Line]:
        """The lines that the words searched for are in."""
        if not self.wanted.text:
            return self.lines
        text = self.wanted.text
        hits = set(
            self.plan.plan_actions.filter(
                Q(search=search_of(text, synonyms_of(self.plan.partnership)))
                | Q(code=text)
            ).values_list("pk", flat=True)
        )
        return [line for line in self.lines if line.action.pk in hits]

    @cached_property
    def shown(self) -> list[Line]:
        """The lines that meet the search and the filters."""
        return narrowed(self.found, self.wanted)

    @property
    def total(self) -> int:
        return len(self.shown)

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters, each with what another choice would leave."""
        return facets_of(self.found, self.wanted, self.objectives, hidden=self.hidden)

    @cached_property
    def tree(self) -> list[Branch]:
        """What stands at the top; under filters nothing without a matching action."""
        branches = {one.pk: self._branch(one) for one in self.objectives}
        tops: list[Branch] = []
        for one in self.objectives:
            above = branches.get(one.parent_id or 0)
            (above.children if above else tops).append(branches[one.pk])
        self._roll_up(tops)
        return _without_empty(tops) if self.wanted.is_narrowed else tops

    def _branch(self, one: Objective) -> Branch:
        own = [line for line in self.shown if line.action.objective_id == one.pk]
        by_key = {line.action.pk: line for line in own}
        ordered = actions_in_order(line.action for line in own)
        short, _long = self.plan.level_name(one.level)
        return Branch(
            objective=one,
            progress=self._progress([one.pk]),
            short="" if one.section else short,
            lines=[
                dataclasses.replace(by_key[action.pk], is_part=is_part(action, ordered))
                for action in ordered
            ],
        )

    def _progress(self, objectives: Sequence[int]) -> Progress:
        # Of all that stands there, whatever the filters show.
        actions = [
            line.action for line in self.lines if line.action.objective_id in objectives
        ]
        last = {line.action.pk: line.last for line in self.lines if line.last}
        return progress_of(self.plan, actions, last)

    def _roll_up(self, branches: Sequence[Branch]) -> list[int]:
        everything: list[int] = []
        for branch in branches:
            below = [branch.objective.pk, *self._roll_up(branch.children)]
            if branch.children:
                branch.progress = self._progress(below)
            everything += below
        return everything

    @cached_property
    def progress(self) -> Progress:
        """How far the whole plan is."""
        return self._progress([one.pk for one in self.objectives])

    @property
    def total_words(self) -> str:
        """How many actions the plan has."""
        return total_words(self._counts)

    @property
    def split_words(self) -> str:
        """How many go on, are new, are not extended, … in one line."""
        return ", ".join(split_words(self._counts))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(line.action.lifecycle for line in self.lines)

    @cached_property
    def before(self) -> ActionPlan | None:
        """The plan it continues, where this reader may see it."""
        return next(
            (one for one in self._family if one.pk == self.plan.predecessor_id), None
        )

    @cached_property
    def programme(self) -> ActionPlan | None:
        """The programme it is a year of, where this reader may see it."""
        return next(
            (one for one in self._family if one.pk == self.plan.programme_id), None
        )

    @cached_property
    def after(self) -> list[ActionPlan]:
        """The plans that continue this one."""
        return [one for one in self._family if one.predecessor_id == self.plan.pk]

    @cached_property
    def years(self) -> list[ActionPlan]:
        """The yearly plans of this programme, the first year first."""
        mine = [one for one in self._family if one.programme_id == self.plan.pk]
        return sorted(mine, key=lambda one: one.start)

    @cached_property
    def _family(self) -> list[ActionPlan]:
        plan = self.plan
        found = list(
            plans_visible_to(self.user).filter(
                Q(
                    pk__in=[
                        key for key in (plan.predecessor_id, plan.programme_id) if key
                    ]
                )
                | Q(predecessor=plan)
                | Q(programme=plan),
                partnership=plan.partnership,
            )
        )
        for one in found:
            one.partnership = plan.partnership
        return found

    @property
    def may_go_deeper(self) -> int:
        """The deepest level at which an objective may still get one under it."""
        return min(MOST_LEVELS, max(1, len(self.plan.level_names))) - 1


def _without_empty(branches: Sequence[Branch]) -> list[Branch]:
    for branch in branches:
        branch.children = _without_empty(branch.children)
    return [branch for branch in branches if not branch.is_empty]
