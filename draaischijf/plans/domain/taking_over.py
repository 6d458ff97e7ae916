"""What reports and trajectories tell of a plan: found again, or taken over.

An import asked for the permission, so nothing is asked here. What is there already by
the same words is the same thing, so that a second document adds to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.core.fuzzy import FuzzyDate, stored_fuzzy
from draaischijf.documents.spelling import plain
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.plans.domain.acting import add_action
from draaischijf.plans.domain.following import add_log_entry
from draaischijf.plans.domain.importing import take_over_plan
from draaischijf.plans.domain.locking import lock_plan
from draaischijf.plans.domain.planning import add_objective
from draaischijf.plans.enums import Lifecycle, PlanKind, PlanStatus
from draaischijf.plans.models import (
    ActionPlan,
    Objective,
    PlanAction,
    TrajectoryStep,
)


@transaction.atomic
def take_over_programme(
    partnership: Partnership,
    *,
    title: str,
    start: datetime.date,
    end: datetime.date,
    actor: User | None,
    source: str,
) -> ActionPlan:
    """Return the programme of these years, whatever its title; start it if need be."""
    known = ActionPlan.objects.filter(
        partnership=partnership, kind=PlanKind.PROGRAMME, start=start, end=end
    ).first()
    if known:
        return known
    made, _is_new = take_over_plan(
        partnership,
        kind=PlanKind.PROGRAMME,
        title=title,
        start=start,
        end=end,
        actor=actor,
        source=source,
        status=PlanStatus.ADOPTED,
    )
    return made


@transaction.atomic
def take_over_objective(
    plan: ActionPlan,
    titles: Sequence[str],
    *,
    explanation: str = "",
    actor: User | None,
    source: str,
) -> tuple[Objective, bool]:
    """Return the objective at the end of a path of titles, and whether it is new.

    The titles above it are made as well where they are not there. Raises ValueError
    for an empty path.
    """
    lock_plan(plan)
    objective: Objective | None = None
    is_new = False
    for depth, title in enumerate(titles, start=1):
        beside = plan.objectives.filter(parent=objective)
        same = (one for one in beside if plain(one.title) == plain(title))
        found = next(same, None)
        is_new = found is None
        objective = found or add_objective(
            plan,
            title,
            parent=objective,
            explanation=explanation if depth == len(titles) else "",
            actor=actor,
            source=source,
        )
    if objective is None:
        raise ValueError("no objective is named")
    return objective, is_new


@transaction.atomic
def take_over_action(
    objective: Objective,
    title: str,
    *,
    when: FuzzyDate,
    actor: User | None,
    source: str,
    **fields: Any,
) -> tuple[PlanAction, bool]:
    """Return the action with these words under an objective, and whether it is new.

    A report tells of what goes on: a new one is `continued`.
    """
    lock_plan(objective.plan)
    for action in objective.plan_actions.all():
        if plain(action.title) == plain(title):
            return action, False
    made = add_action(
        objective,
        title,
        when=when,
        actor=actor,
        source=source,
        lifecycle=Lifecycle.CONTINUED,
        **fields,
    )
    return made, True


@transaction.atomic
def take_over_facts(
    action: PlanAction,
    facts: Iterable[Mapping[str, Any]],
    *,
    actor: User | None,
    source: str,
) -> int:
    """Add the dated facts of a report that an action has not yet; return how many."""
    known = set(action.log_entries.values_list("date_text", "text"))
    added = 0
    for fact in facts:
        when = date_of(fact["when"])
        if (when.text, fact["text"].strip()) in known:
            continue
        add_log_entry(
            action,
            when,
            text=fact["text"],
            actor=actor,
            source=source,
            attendance=fact["attendance"],
            attendance_is_about=fact["attendance_is_about"],
            meetings=fact["meetings"],
        )
        added += 1
    return added


@transaction.atomic
def take_over_step(
    plan: ActionPlan,
    title: str,
    *,
    position: int,
    when: FuzzyDate,
    actor: User | None,
    source: str,
    **fields: Any,
) -> tuple[TrajectoryStep, bool]:
    """Return the step with these words and date, and whether it is new.

    `position` is its place in the document, which need not be in order of date.
    """
    locked = lock_plan(plan)
    for step in locked.trajectory.filter(date_text=when.text):
        if plain(step.title) == plain(title):
            return step, False
    step = TrajectoryStep(plan=locked, title=title.strip(), position=position, **fields)
    step.set_when(when)
    step.save()
    record(locked, "step_imported", actor=actor, title=step.title[:200], file=source)
    return step, True


def date_of(parsed: Mapping[str, Any]) -> FuzzyDate:
    """Return the date of an imported row, as its kind wrote it down."""
    start, end = (
        datetime.date.fromisoformat(parsed[name]) if parsed[name] else None
        for name in ("start", "end")
    )
    return stored_fuzzy(
        parsed["text"],
        kind=parsed["kind"],
        start=start,
        end=end,
        year_guessed=parsed["year_guessed"],
    )
