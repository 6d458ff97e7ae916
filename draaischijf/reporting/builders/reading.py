"""A plan with all that stands in it, in as many queries for one action as for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Prefetch, Q

from draaischijf.core.dated_facts import FuzzyDated
from draaischijf.plans.models import (
    ActionLogEntry,
    ActionParty,
    ActionPlan,
    Objective,
    PlanAction,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.reporting.builders.subject import Subject

_Row = TypeVar("_Row", bound=FuzzyDated)


@dataclass
class Branch:
    """An objective with its actions and the objectives under it."""

    objective: Objective
    depth: int
    actions: list[PlanAction] = field(default_factory=list)
    below: list[Branch] = field(default_factory=list)

    def walk(self) -> Iterator[Branch]:
        """Yield this objective and all under it, in the order of the plan."""
        yield self
        for branch in self.below:
            yield from branch.walk()


@dataclass(frozen=True)
class Tree:
    """A whole plan: the tree of its objectives, then the sections outside it."""

    plan: ActionPlan
    tops: Sequence[Branch]
    sections: Sequence[Branch]

    def branches(self) -> Iterator[Branch]:
        """Yield every objective and section, in the order of the plan."""
        for top in (*self.tops, *self.sections):
            yield from top.walk()

    @property
    def actions(self) -> list[PlanAction]:
        """Every action, in the order of the plan."""
        return [action for branch in self.branches() for action in branch.actions]


def trees_of(subject: Subject, plans: Sequence[ActionPlan]) -> list[Tree]:
    """Return these plans with their objectives, actions, parties and signals.

    Four queries, however many plans and actions. An action that is part of another
    stands right behind it.
    """
    actions: defaultdict[int, list[PlanAction]] = defaultdict(list)
    for action in _actions(subject, plans):
        actions[action.objective_id].append(action)
    objectives: defaultdict[int, list[Objective]] = defaultdict(list)
    for objective in Objective.objects.filter(plan__in=plans):
        objectives[objective.plan_id].append(objective)
    return [_tree(plan, objectives[plan.pk], actions) for plan in plans]


def _actions(subject: Subject, plans: Sequence[ActionPlan]) -> QuerySet[PlanAction]:
    parties = ActionParty.objects.select_related("organisation", "person")
    signals = subject.readable_signals().only("number", "title", "partnership")
    return (
        PlanAction.objects.filter(plan__in=plans)
        .select_related("parent")
        .defer("search", "parent__search")
        .prefetch_related(
            Prefetch("parties", parties),
            Prefetch("signals", signals.order_by("number")),
        )
    )


def _tree(
    plan: ActionPlan,
    objectives: Iterable[Objective],
    actions: dict[int, list[PlanAction]],
) -> Tree:
    under: defaultdict[int | None, list[Objective]] = defaultdict(list)
    for objective in objectives:
        under[objective.parent_id].append(objective)

    def branch(objective: Objective, depth: int) -> Branch:
        below = [branch(one, depth + 1) for one in under[objective.pk]]
        return Branch(objective, depth, _parts_behind(actions[objective.pk]), below)

    tops = [branch(one, 1) for one in under[None]]
    return Tree(
        plan,
        [top for top in tops if not top.objective.section],
        [top for top in tops if top.objective.section],
    )


def _parts_behind(actions: list[PlanAction]) -> list[PlanAction]:
    here = {action.pk for action in actions}
    parts: defaultdict[int, list[PlanAction]] = defaultdict(list)
    for action in actions:
        if action.parent_id in here:
            parts[action.parent_id].append(action)
    ordered: list[PlanAction] = []

    def put(action: PlanAction) -> None:
        ordered.append(action)
        for part in parts[action.pk]:
            put(part)

    for action in actions:
        if action.parent_id not in here:
            put(action)
    return ordered


def in_year(year: int) -> Q:
    """Rows whose date, however vague, lies in a year; undated rows are left out.

    A date that says only "before" or only "after" counts where its one day lies.
    """
    spans = Q(start__year__lte=year, end__year__gte=year)
    before = Q(start__isnull=True, end__year=year)
    after = Q(end__isnull=True, start__year=year)
    return spans | before | after


def before_year(year: int) -> Q:
    """Rows whose date, however vague, lies wholly before a year."""
    return Q(end__year__lt=year) | Q(end__isnull=True, start__year__lt=year)


def without_date() -> Q:
    """Rows whose date nobody knows."""
    return Q(start__isnull=True, end__isnull=True)


@dataclass(frozen=True)
class YearLog:
    """The log of a year, oldest first, with the other actions each line is about."""

    entries: Sequence[ActionLogEntry]
    others: Mapping[int, Sequence[int]]

    def about(self, entry: ActionLogEntry) -> set[int]:
        """Return the keys of all actions a line is about."""
        return {entry.action_id, *self.others.get(entry.pk, ())}


def log_of_year(subject: Subject, plans: Sequence[ActionPlan]) -> YearLog:
    """Return the log of these plans in the year, undated lines last.

    What has no date counts in the year of a plan of one year, else in the year it was
    written down. What was prepared before a plan began counts in its first year: no
    other report would tell it. Two queries.
    """
    own = [plan.pk for plan in plans if plan.start.year == plan.end.year]
    undated = without_date() & (Q(action__plan__in=own) | Q(created__year=subject.year))
    begins = [plan.pk for plan in plans if plan.start.year == subject.year]
    prepared = before_year(subject.year) & Q(action__plan__in=begins)
    entries = subject.readable_action_log().filter(
        in_year(subject.year) | prepared | undated, action__plan__in=plans
    )
    shared = ActionLogEntry.also_about.through.objects.filter(
        actionlogentry__action__plan__in=plans
    )
    others: defaultdict[int, list[int]] = defaultdict(list)
    for entry, action in shared.values_list("actionlogentry", "planaction"):
        others[entry].append(action)
    return YearLog(in_turn(entries), others)


def in_turn(entries: Iterable[_Row]) -> list[_Row]:
    """Return dated rows oldest first; what has no date at all comes last."""
    return sorted(entries, key=lambda one: (one.when.sort_key[:2], one.pk))
