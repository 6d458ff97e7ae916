"""Which action and which heading of one plan goes on with which of another."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from draaischijf.core.templatetags.core import day
from draaischijf.plans.models import LifecycleDecision, PlanAction
from draaischijf.plans.queries.plan_order import by_objective, in_plan_order

if TYPE_CHECKING:
    from draaischijf.plans.models import ActionPlan, Objective

LINKS, TITLES = "links", "titles"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Row = TypeVar("Row", "Objective", PlanAction)


@dataclass(frozen=True)
class PlanPair:
    """Two plans with all that hangs on them, and who goes on with whom."""

    before: ActionPlan
    after: ActionPlan
    old_heads: Sequence[Objective]
    new_heads: Sequence[Objective]
    old_under: Mapping[int, Sequence[PlanAction]]
    new_under: Mapping[int, Sequence[PlanAction]]
    # By the key of the new row, the old one it goes on with.
    old_head_of: Mapping[int, Objective]
    old_of: Mapping[int, PlanAction]
    matched_by: str
    decisions: Mapping[int, LifecycleDecision]

    @classmethod
    def read(cls, before: ActionPlan, after: ActionPlan) -> PlanPair:
        """Read both plans and put their rows together."""
        old_heads = in_plan_order(before.objectives.all())
        new_heads = in_plan_order(after.objectives.all())
        old_actions, new_actions = _actions_of(before), _actions_of(after)
        old_head_of, _by = _heads_together(old_heads, new_heads)
        old_of, matched_by = _actions_together(old_actions, new_actions, old_head_of)
        return cls(
            before,
            after,
            old_heads,
            new_heads,
            _filled(by_objective(old_actions)),
            _filled(by_objective(new_actions)),
            old_head_of,
            old_of,
            matched_by,
            _decisions_about(before),
        )

    @cached_property
    def new_head_of(self) -> dict[int, Objective]:
        """By the key of an old heading, the new one that goes on with it."""
        news = {one.pk: one for one in self.new_heads}
        # The first of several, should one have been split.
        return {
            self.old_head_of[pk].pk: news[pk]
            for pk in reversed(list(news))
            if pk in self.old_head_of
        }

    @cached_property
    def kept(self) -> set[int]:
        """The keys of the old actions that something goes on with."""
        return {one.pk for one in self.old_of.values()}

    def merged_into(self, action: PlanAction) -> PlanAction | None:
        """Return what an old action was merged into, in one of the two plans."""
        return self._by_key.get(action.merged_into_id or 0)

    @cached_property
    def _by_key(self) -> dict[int, PlanAction]:
        both = (self.old_under, self.new_under)
        return {
            one.pk: one for under in both for rows in under.values() for one in rows
        }

    def taken_in(self, action: PlanAction) -> list[PlanAction]:
        """Return the old actions that were merged into a new one, or into its old."""
        old = self.old_of.get(action.pk)
        into = {action.pk, old.pk if old else action.pk}
        return [
            one
            for rows in self.old_under.values()
            for one in rows
            if one.merged_into_id in into
        ]

    def decided(self, action: PlanAction) -> str:
        """Return which body decided about an old action, and when; empty if ours."""
        made = self.decisions.get(action.pk)
        if made is None:
            return ""
        named = [made.body, day(made.date), made.reference]
        return ", ".join(one for one in named if one)


def _filled(
    under: dict[int, list[PlanAction]],
) -> defaultdict[int, list[PlanAction]]:
    return defaultdict(list, under)


def _actions_of(plan: ActionPlan) -> list[PlanAction]:
    return list(
        plan.plan_actions.prefetch_related("parties__organisation", "parties__person")
    )


def _decisions_about(plan: ActionPlan) -> dict[int, LifecycleDecision]:
    made = LifecycleDecision.objects.filter(action__plan=plan)
    # The last word counts.
    return {one.action_id: one for one in made}


def _heads_together(
    olds: Sequence[Objective], news: Sequence[Objective]
) -> tuple[dict[int, Objective], str]:
    if linked := _by_links(olds, news):
        return linked, LINKS
    return _by_keys(olds, news, (_heading_words, _heading_code)), TITLES


def _actions_together(
    olds: Sequence[PlanAction],
    news: Sequence[PlanAction],
    old_head_of: Mapping[int, Objective],
) -> tuple[dict[int, PlanAction], str]:
    linked = _by_links(olds, news)
    if linked or not (olds and news):
        return linked, LINKS

    def in_place(one: PlanAction) -> Hashable:
        # A title may stand under several objectives: rather the one under the same.
        old_head = old_head_of.get(one.objective_id)
        return (old_head.pk if old_head else one.objective_id, plain(one.title))

    return _by_keys(olds, news, (in_place, lambda one: plain(one.title))), TITLES


def _by_links(olds: Sequence[Row], news: Sequence[Row]) -> dict[int, Row]:
    known = {one.pk: one for one in olds}
    return {
        one.pk: known[one.continues_id] for one in news if one.continues_id in known
    }


def _by_keys(
    olds: Sequence[Row],
    news: Sequence[Row],
    keys: Sequence[Callable[[Row], Hashable]],
) -> dict[int, Row]:
    """Put rows with equal keys together, each at most once; the surest key first."""
    found: dict[int, Row] = {}
    left = list(olds)
    for key in keys:
        by_key: dict[Hashable, list[Row]] = defaultdict(list)
        for one in left:
            by_key[key(one)].append(one)
        for one in news:
            its = key(one)
            if one.pk not in found and its and by_key[its]:
                found[one.pk] = by_key[its].pop(0)
        taken = {one.pk for one in found.values()}
        left = [one for one in left if one.pk not in taken]
    return found


def plain(title: str) -> str:
    """Return a title without case, accents and marks, to compare it with another."""
    flat = unicodedata.normalize("NFKD", title.casefold())
    letters = "".join(one for one in flat if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", letters))


def _heading_words(one: Objective) -> Hashable:
    # "Tegen eind 2026" becomes "Tegen eind 2027" and stays the same objective.
    return (one.section, plain(YEAR.sub("", one.title)))


def _heading_code(one: Objective) -> Hashable:
    return (one.level, one.code) if one.code and not one.section else ""
