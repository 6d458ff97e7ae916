"""How far a carry-over is: every action of the old plan with the choice about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _t

from draaischijf.plans.enums import CarryDecision, Lifecycle
from draaischijf.plans.models import (
    ActionPlan,
    CarryChoice,
    CarryOver,
    Objective,
    PlanAction,
)
from draaischijf.plans.queries.carry_words import counts_in_words
from draaischijf.plans.queries.plan_order import (
    by_objective,
    code_of,
    in_plan_order,
    line_above,
)
from draaischijf.plans.workflow import is_decision_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# "Goes on" is one click for these: nothing has to be thought over.
QUICK = (Lifecycle.PERMANENT, Lifecycle.CONTINUED)
# Icon and tone of each choice; the word always stands beside it.
LOOKS = {
    CarryDecision.CONTINUE: ("arrow-right", "ok"),
    CarryDecision.ADAPT: ("pencil", "ok"),
    CarryDecision.POSTPONE: ("pause", "warn"),
    CarryDecision.MERGE: ("merge", "quiet"),
    CarryDecision.COMPLETE: ("check-circle", "quiet"),
    CarryDecision.STOP: ("close", "danger"),
}


@dataclass(frozen=True)
class CarryRow:
    """One action of the old plan and what was chosen for it.

    `choice` is only there when it counts: what was chosen before an action ended does
    not take it up again. `problem` is a sentence about a choice that cannot stand.
    """

    action: PlanAction
    choice: CarryChoice | None = None
    problem: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a person still has to choose."""
        return self.choice is None and not self.action.is_over

    @property
    def goes_along(self) -> bool:
        """Whether the action stands in the next plan, as chosen now."""
        return self.choice is not None and self.choice.goes_along

    @property
    def stays_behind(self) -> bool:
        """Whether the action does not stand in the next plan, as chosen now."""
        return not (self.is_open or self.goes_along)

    @property
    def look(self) -> tuple[str, str]:
        """Icon and tone of the choice."""
        if self.choice is None:
            return "circle", "quiet"
        return LOOKS[CarryDecision(self.choice.decision)]

    @property
    def is_quick(self) -> bool:
        """Whether "goes on" is offered as one click."""
        return self.is_open and self.action.lifecycle in QUICK


@dataclass(frozen=True)
class CarryGroup:
    """The rows under one heading of the plan."""

    objective: Objective
    code: str
    rows: Sequence[CarryRow]


def rows_of(
    actions: Iterable[PlanAction], choices: Iterable[CarryChoice]
) -> list[CarryRow]:
    """Return each action with the choice that counts for it, and what is wrong."""
    listed = list(actions)
    chosen = {one.action_id: one for one in choices}
    counting = {
        one.pk: chosen[one.pk]
        for one in listed
        if one.pk in chosen and (not one.is_over or chosen[one.pk].is_revival)
    }
    return [
        CarryRow(one, counting.get(one.pk), _problem(one, counting)) for one in listed
    ]


def needs_decision(action: PlanAction, decision: str) -> bool:
    """Tell whether the body that decides has to be named for this choice.

    An action pro memorie that simply goes on needs nobody; taking it up again after it
    ended does, for that body ended it.
    """
    if not action.is_pro_memorie:
        return False
    return decision != CarryDecision.CONTINUE or action.is_over


def decision_missing(action: PlanAction) -> str:
    """Return the sentence for a choice that is not this partnership's to make."""
    said = _t("%(body)s decides about this action. Name its decision, with the date.")
    return said % {"body": action.decided_by}


def _problem(action: PlanAction, counting: Mapping[int, CarryChoice]) -> str:
    choice = counting.get(action.pk)
    if choice is None:
        return ""
    if needs_decision(action, choice.decision) and not is_decision_of(
        action.decided_by, choice.body
    ):
        # It became pro memorie after the choice, or another body decides now.
        return decision_missing(action)
    target = choice.merge_with
    if target is None or choice.decision != CarryDecision.MERGE:
        return ""
    other = counting.get(target.pk)
    stays = not other.goes_along if other else target.is_over
    return left_behind(target.title) if stays else ""


def left_behind(title: str) -> str:
    """Return the sentence for a merge with an action that does not go along."""
    said = _t("“%(title)s” does not go along, so nothing can be merged with it.")
    return said % {"title": title}


class CarryOverview:
    """All of one carry-over, in the order of the plan; four queries."""

    def __init__(self, carry_over: CarryOver) -> None:
        self.carry_over = carry_over
        self.plan = carry_over.source

    @cached_property
    def objectives(self) -> list[Objective]:
        """The headings of the old plan, in its order."""
        return in_plan_order(self.plan.objectives.all())

    @cached_property
    def rows(self) -> list[CarryRow]:
        """Every action of the old plan."""
        under = by_objective(self.plan.plan_actions.all())
        actions = [one for head in self.objectives for one in under.get(head.pk, ())]
        choices = self.carry_over.choices.select_related("actor", "merge_with")
        return rows_of(actions, choices)

    @cached_property
    def walk(self) -> list[CarryRow]:
        """The actions one walks through: all but those that ended, unless taken up."""
        return [one for one in self.rows if one.choice or not one.action.is_over]

    @property
    def needed(self) -> int:
        """How many actions need a choice."""
        return sum(not one.action.is_over for one in self.rows)

    @property
    def open_count(self) -> int:
        """How many actions still have none."""
        return sum(one.is_open for one in self.rows)

    @property
    def chosen_count(self) -> int:
        """How many of the needed choices are made."""
        return self.needed - self.open_count

    @property
    def percent(self) -> int:
        """How far it is, for the bar."""
        return 100 * self.chosen_count // self.needed if self.needed else 100

    @property
    def progress(self) -> str:
        """How far it is, in words."""
        return _t("%(done)s of %(all)s chosen") % {
            "done": self.chosen_count,
            "all": self.needed,
        }

    @property
    def outcome(self) -> str:
        """What the choices come to, in words."""
        return counts_in_words(self.counts)

    @property
    def left_behind(self) -> list[CarryRow]:
        """The actions that do not stand in the next plan."""
        return [one for one in self.rows if one.stays_behind]

    @property
    def revived(self) -> list[CarryRow]:
        """The ended actions that are taken up again."""
        return [one for one in self.rows if one.goes_along and one.action.is_over]

    @property
    def problems(self) -> list[CarryRow]:
        """The choices that cannot stand."""
        return [one for one in self.rows if one.problem]

    @property
    def is_ready(self) -> bool:
        """Whether the next plan can be made."""
        return not self.open_count and not self.problems

    @property
    def first_open(self) -> CarryRow | None:
        """The first action that still needs a choice."""
        return next((one for one in self.rows if one.is_open), None)

    @property
    def counts(self) -> Counter[str]:
        """How many actions have each decision."""
        return Counter(one.choice.decision for one in self.rows if one.choice)

    def groups(self, wanted: str = "") -> list[CarryGroup]:
        """Return the rows by heading; `wanted` is open, along, behind or all."""
        shown = [one for one in self.rows if _is_wanted(one, wanted)]
        under: dict[int, list[CarryRow]] = {}
        for one in shown:
            under.setdefault(one.action.objective_id, []).append(one)
        return [
            CarryGroup(head, code_of(self.plan, head), under[head.pk])
            for head in self.objectives
            if head.pk in under
        ]

    def count_of(self, wanted: str) -> int:
        """Return how many rows a view of the list holds."""
        return sum(_is_wanted(one, wanted) for one in self.rows)

    def row(self, number: int) -> CarryRow:
        """Return the row of an action. Raises Http404 for one of another plan."""
        found = next((one for one in self.rows if one.action.number == number), None)
        if found is None:
            raise Http404
        return found

    def place(self, row: CarryRow) -> int:
        """Return the how-manieth of the walk a row is, from 1; 0 outside it."""
        pks = [one.action.pk for one in self.walk]
        return pks.index(row.action.pk) + 1 if row.action.pk in pks else 0

    def before(self, row: CarryRow) -> CarryRow | None:
        """Return the action just before one in the walk."""
        place = self.place(row)
        return self.walk[place - 2] if place > 1 else None

    def open_after(self, row: CarryRow) -> CarryRow | None:
        """Return the next action without a choice, from the top again at the end."""
        at = next(i for i, one in enumerate(self.rows) if one.action == row.action)
        turned = [*self.rows[at + 1 :], *self.rows[:at]]
        return next((one for one in turned if one.is_open), None)

    def line(self, row: CarryRow) -> list[CarryGroup]:
        """Return the headings an action stands under, from the top."""
        head = next(o for o in self.objectives if o.pk == row.action.objective_id)
        return [
            CarryGroup(one, code_of(self.plan, one), ())
            for one in line_above(head, self.objectives)
        ]

    def to_merge_with(self, row: CarryRow) -> list[CarryGroup]:
        """Return the actions one can be merged with: not itself, nor one that stays."""
        kept = row.choice.merge_with_id if row.choice else None
        return [
            CarryGroup(group.objective, group.code, rows)
            for group in self.groups()
            if (
                rows := [
                    one
                    for one in group.rows
                    if one.action != row.action
                    and (not one.stays_behind or one.action.pk == kept)
                ]
            )
        ]

    @property
    def ending_objectives(self) -> list[CarryGroup]:
        """The objectives that end before the next plan does, for a person to adapt."""
        return [
            CarryGroup(one, code_of(self.plan, one), ())
            for one in self.objectives
            if one.deadline and one.deadline < self.carry_over.end
        ]


def _is_wanted(row: CarryRow, wanted: str) -> bool:
    if wanted == "open":
        return row.is_open
    if wanted == "along":
        return row.goes_along
    if wanted == "behind":
        return row.stays_behind
    return True


def open_carry_over(plan: ActionPlan) -> CarryOver | None:
    """Return the carry-over of a plan that is being made, if any."""
    found = plan.carry_overs.open().select_related("actor").first()
    if found:
        found.source = plan
    return found


def passed_objectives(plan: ActionPlan) -> list[CarryGroup]:
    """Return the objectives of a plan whose deadline passed before it started."""
    heads = plan.objectives.filter(deadline__lt=plan.start)
    return [CarryGroup(one, code_of(plan, one), ()) for one in in_plan_order(heads)]
