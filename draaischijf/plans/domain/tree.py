"""Building the tree: an action with everybody in it, and taking out what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Person
from draaischijf.plans import workflow
from draaischijf.plans.domain.acting import add_action, name_party
from draaischijf.plans.domain.locking import lock_action, lock_plan
from draaischijf.plans.domain.planning import add_objective, check_may_edit
from draaischijf.plans.enums import PartyRole, SectionKind
from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.plans.queries.building import why_it_stays, with_parts
from draaischijf.signals.domain.reporting import SENT_TWICE
from draaischijf.taxonomy.models import Term


@dataclass(frozen=True)
class Named:
    """Somebody who is to stand in an action."""

    role: PartyRole
    text: str
    organisation: Organisation | None = None
    person: Person | None = None


@transaction.atomic
def plan_objective(
    plan: ActionPlan,
    title: str,
    *,
    actor: User,
    parent: Objective | None = None,
    section: SectionKind | str = "",
    **fields: Any,
) -> Objective:
    """Put an objective or a section at the end of its place and return it.

    The same one within ten minutes is a form sent twice: it counts once. Raises what
    `add_objective` raises.
    """
    locked = lock_plan(plan)
    check_may_edit(locked, actor)
    if parent:
        _check_stands(parent)
    known = locked.objectives.filter(
        parent=parent, section=section, title=title.strip(), created__gte=_just_now()
    ).first()
    if known:
        return known
    return add_objective(
        locked, title, actor=actor, parent=parent, section=section, **fields
    )


@transaction.atomic
def plan_new_action(
    objective: Objective,
    title: str,
    *,
    actor: User,
    named: Iterable[Named] = (),
    rights: Iterable[Term] = (),
    when: FuzzyDate | None = None,
    **fields: Any,
) -> PlanAction:
    """Put an action with everybody in it at the end of an objective and return it.

    The same one within ten minutes is a form sent twice: it counts once. Raises what
    `add_action` raises.
    """
    plan = lock_plan(objective.plan)
    check_may_edit(plan, actor)
    _check_stands(objective)
    known = plan.plan_actions.filter(
        objective=objective, title=title.strip(), created__gte=_just_now()
    ).first()
    if known:
        return known
    action = add_action(objective, title, actor=actor, when=when, **fields)
    action.rights.set(rights)
    for one in named:
        name_party(
            action,
            one.role,
            actor=actor,
            organisation=one.organisation,
            person=one.person,
            text=one.text,
        )
    return action


def _check_stands(objective: Objective) -> None:
    if not Objective.objects.filter(pk=objective.pk).exists():
        raise workflow.TransitionDenied(
            [_t("Somebody took this objective out of the plan meanwhile.")]
        )


def _just_now() -> Any:
    return timezone.now() - SENT_TWICE


@transaction.atomic
def remove_action(action: PlanAction, *, actor: User) -> None:
    """Take an action out of a plan, with its parts and its log.

    The history of the plan keeps that it was there. Raises TransitionDenied without
    the right, when the plan was adopted (what ends then is not extended), when another
    body decides about it or a part of it, and in an amendment once something was noted.
    """
    plan = lock_plan(action.plan)
    check_may_edit(plan, actor)
    locked = plan.plan_actions.filter(pk=action.pk).first()
    if locked is None:
        return
    block = with_parts(locked)
    for one in sorted(block, key=lambda one: one.pk):
        lock_action(one)
    if reasons := why_it_stays(locked, block):
        raise workflow.TransitionDenied(reasons)
    title, entries = str(locked)[:200], locked.log_entries.count()
    locked.delete()
    record(plan, "action_removed", actor=actor, title=title, log_entries=entries)


@transaction.atomic
def remove_objective(objective: Objective, *, actor: User) -> None:
    """Take an objective or a section out of a plan, once nothing stands in it.

    Raises TransitionDenied without the right, when the plan was adopted, or while
    something still stands in it.
    """
    plan = lock_plan(objective.plan)
    check_may_edit(plan, actor)
    locked = plan.objectives.filter(pk=objective.pk).first()
    if locked is None:
        return
    if locked.children.exists() or locked.plan_actions.exists():
        raise workflow.TransitionDenied(
            [_t("Something still stands here. Move it or take it out first.")]
        )
    title = str(locked)[:200]
    locked.delete()
    record(plan, "objective_removed", actor=actor, title=title)
