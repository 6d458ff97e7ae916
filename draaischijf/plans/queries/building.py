"""What the forms around a plan ask from: rows by address, and what may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.people.models import Partnership, Person, normalise_name
from draaischijf.people.queries import organisation_names, terms_of
from draaischijf.plans.enums import PlanStatus
from draaischijf.plans.models import ActionLogEntry, ActionPlan, Objective, PlanAction
from draaischijf.plans.models.plans import MOST_LEVELS
from draaischijf.plans.queries.codes import next_code
from draaischijf.plans.queries.reading_order import (
    actions_in_order,
    heads_of,
    objectives_in_order,
    parts_of,
)
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Term


def objective_or_404(plan: ActionPlan, pk: int) -> Objective:
    """Return an objective or section of this plan. Raises Http404."""
    found = plan.objectives.select_related("parent").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.plan = plan
    return found


def objectives_to_choose(plan: ActionPlan) -> list[tuple[Objective, str]]:
    """Return all objectives and sections as they are read, each with a label."""
    return [
        (one, objective_label(plan, one))
        for one in objectives_in_order(plan.objectives.all())
    ]


def objective_label(plan: ActionPlan, one: Objective) -> str:
    """Return how an objective is called in a line: "OD 2.3 · Wonen"."""
    short = "" if one.section else plan.level_name(one.level)[0]
    code = f"{short} {one.code}".strip()
    return f"{code} · {one.title}" if code else one.title


def places_for_objective(plan: ActionPlan) -> list[tuple[Objective, str]]:
    """Return the objectives under which another one may stand."""
    deepest = min(MOST_LEVELS, max(1, len(plan.level_names)))
    return [
        (one, label)
        for one, label in objectives_to_choose(plan)
        if not one.section and one.level < deepest
    ]


def proposed_objective(
    plan: ActionPlan, places: Sequence[tuple[Objective, str]], under: str
) -> dict[str, Any]:
    """Return what a form for an objective starts with: its place and the next code."""
    parent = next((one for one, _label in places if str(one.pk) == under), None)
    beside = plan.objectives.filter(parent=parent, section="")
    codes = beside.order_by("position").values_list("code", flat=True)
    code = next_code(codes, parent.code if parent else "")
    return {"under": parent.pk if parent else None, "code": code or _first(plan)}


def _first(plan: ActionPlan) -> str:
    return "" if plan.objectives.exists() else "1"


def proposed_action(objective: Objective) -> dict[str, Any]:
    """Return what a form for an action starts with: the next code, and the year.

    Where no action of the plan has a code, none is proposed.
    """
    plan = objective.plan
    own = objective.plan_actions.values_list("code", flat=True)
    uses_codes = plan.plan_actions.exclude(code="").exists()
    return {
        "code": next_code(own, objective.code) if uses_codes else "",
        "start_year": plan.start.year,
    }


def heads_in(objective: Objective) -> list[PlanAction]:
    """Return the actions of an objective that another one may be part of."""
    return heads_of(actions_in_order(objective.plan_actions.defer("search")))


def actions_to_join(action: PlanAction) -> list[PlanAction]:
    """Return the actions of its plan that an action may be part of."""
    others = action.plan.plan_actions.defer("search")
    rows = list(others.order_by("objective__position", "position", "pk"))
    own = {action.pk, *(one.pk for one in parts_of(action, rows))}
    return [one for one in rows if one.pk not in own]


def rights_to_choose(action: PlanAction) -> list[Term]:
    """Return the social rights in use here, and those the action has already."""
    known = terms_of(action.plan.partnership, SchemeKind.SOCIAL_RIGHT)
    return [*known, *(one for one in action.rights.all() if one not in known)]


def plans_before(partnership: Partnership, plan: ActionPlan | None) -> list[ActionPlan]:
    """Return the plans another one may continue or be a year of."""
    others = ActionPlan.objects.filter(partnership=partnership)
    return list(others.exclude(pk=plan.pk) if plan else others)


def names_to_type(partnership: Partnership) -> list[str]:
    """Return names of organisations and persons, to choose from while typing."""
    persons = Person.objects.filter(partnership=partnership)
    return sorted(
        {*organisation_names(partnership), *persons.values_list("name", flat=True)}
    )


class PersonsByName:
    """The persons of a partnership by name: one query, however many are asked for."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership

    @cached_property
    def _persons(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in Person.objects.filter(partnership=self.partnership):
            found.setdefault(normalise_name(person.name), []).append(person)
        return found

    def named(self, words: str) -> Person | None:
        """Return the only person with this name, if there is one."""
        same = normalise_name(words)
        found = self._persons.get(same, []) if same else []
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class WhatGoes:
    """What disappears with an action that is removed."""

    log_entries: int
    parts: Sequence[PlanAction]
    signals: Sequence[int]
    # Why it cannot go, in sentences.
    stays: Sequence[str] = ()


def what_goes_with(action: PlanAction) -> WhatGoes:
    """Return what is lost when an action is removed, to ask about it first."""
    return WhatGoes(
        action.log_entries.count(),
        list(action.parts.defer("search")),
        list(action.signals.values_list("number", flat=True)),
        why_it_stays(action, with_parts(action)),
    )


def with_parts(action: PlanAction) -> list[PlanAction]:
    """Return an action and what stands under it, parts of parts too; one query."""
    there = PlanAction.objects.filter(plan_id=action.plan_id).defer("search")
    return [action, *parts_of(action, list(there))]


def why_it_stays(action: PlanAction, block: Sequence[PlanAction]) -> list[str]:
    """Return why an action cannot be taken out with its parts, in sentences.

    What another body decides about is not taken out here, and what was noted about an
    adopted plan is not lost in an amendment.
    """
    reasons = []
    for one in block:
        if one.is_pro_memorie:
            said = _t(
                "%(body)s decides about “%(title)s”: it cannot be taken out here. "
                "Change where it stands, with the decision of that body."
            )
            reasons.append(said % {"body": one.decided_by, "title": one.title})
    if action.plan.status != PlanStatus.AMENDING:
        return reasons
    noted = set(
        ActionLogEntry.objects.filter(action__in=block).values_list("action", flat=True)
    )
    for one in block:
        if one.pk in noted:
            said = _t(
                "Something was noted about “%(title)s”. Mark it as not extended "
                "instead."
            )
            reasons.append(said % {"title": one.title})
    return reasons
