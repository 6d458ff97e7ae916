"""The steps of approval as rows: which bodies, in which order, in which round."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_plan
from draaischijf.plans.domain.planning import change_fields
from draaischijf.plans.enums import PlanKind, StepKind
from draaischijf.plans.models import ActionPlan, ApprovalStep
from draaischijf.plans.queries.version_content import current_round
from draaischijf.signals.domain.reporting import SENT_TWICE

STEP_FIELDS = ("kind", "body", "planned")
EARLIER, LATER = "earlier", "later"


def usual_steps(kind: str) -> list[tuple[StepKind, str]]:
    """Return the bodies a plan of this kind usually passes, in order.

    For a plan of six years those of the law of 2004: the council for social welfare
    before the municipal council, and the Flemish government hears of it at once.
    """
    usual = {
        PlanKind.SIX_YEAR_PLAN: [
            (StepKind.ADVICE, _t("Advisory councils")),
            (StepKind.APPROVAL, _t("Council for social welfare")),
            (StepKind.APPROVAL, _t("Municipal council")),
            (StepKind.NOTIFICATION, _t("Flemish government")),
        ],
        PlanKind.PROGRAMME: [(StepKind.APPROVAL, _t("Steering group"))],
        PlanKind.ANNUAL_PLAN: [(StepKind.APPROVAL, _t("Board"))],
    }
    return usual[PlanKind(kind)]


def lock_to_adopt(plan: ActionPlan, actor: User) -> ActionPlan:
    """Return the plan locked, for who may adopt. Raises TransitionDenied."""
    locked = lock_plan(plan)
    held = permissions_of(actor, locked.partnership)
    workflow.check_held(held, Permission.ADOPT_PLAN)
    return locked


# -- Which bodies, in which order ----------------------------------------------------


@transaction.atomic
def add_usual_steps(plan: ActionPlan, *, actor: User) -> list[ApprovalStep]:
    """Put the usual bodies of this kind of plan and return them; twice is once.

    Raises TransitionDenied without the right to adopt, and once the plan was adopted.
    """
    locked = lock_to_adopt(plan, actor)
    known = list(locked.approval_steps.all())
    if known:
        return known
    made: list[ApprovalStep] = []
    for kind, body in usual_steps(locked.kind):
        workflow.check_takes_steps(locked.status, kind)
        made.append(_put(locked, kind, body, place=len(made) + 1))
    names = ", ".join(step.body for step in made)
    record(locked, "approval_steps_put", actor=actor, names=names)
    return made


@transaction.atomic
def add_step(
    plan: ActionPlan,
    kind: StepKind,
    body: str,
    *,
    actor: User,
    planned: datetime.date | None = None,
) -> ApprovalStep:
    """Put a body at the end, before the notifications still to come, and return it.

    The same body sent twice is once. Raises TransitionDenied without the right to
    adopt, and when the plan takes no such step now.
    """
    locked = lock_to_adopt(plan, actor)
    workflow.check_takes_steps(locked.status, kind)
    steps = steps_now(locked)
    body = body.strip()
    for one in steps:
        sent_before = one.created >= timezone.now() - SENT_TWICE
        if sent_before and (one.kind, one.body, one.planned) == (kind, body, planned):
            return one
    place = len(steps)
    if kind != StepKind.NOTIFICATION:
        while place and _is_open_notification(steps[place - 1]):
            place -= 1
    made = _put(
        locked,
        kind,
        body,
        place=place + 1,
        planned=planned,
        round=steps[0].round if steps else 1,
    )
    _number([*steps[:place], made, *steps[place:]])
    record(locked, "approval_step_added", actor=actor, body=made.body)
    return made


@transaction.atomic
def edit_step(step: ApprovalStep, *, actor: User, **changes: Any) -> ApprovalStep:
    """Change the kind, the body or the planned day of a step and return it.

    Raises TransitionDenied without the right to adopt, and once the body said
    something; ValueError for another field.
    """
    locked, fresh = _lock_pending(step, actor)
    workflow.check_takes_steps(locked.status, changes.get("kind", fresh.kind))
    before, after = change_fields(fresh, changes, STEP_FIELDS)
    if after:
        record(
            locked,
            "approval_step_edited",
            actor=actor,
            before=before,
            after=after,
            body=fresh.body,
        )
    return fresh


@transaction.atomic
def move_step(step: ApprovalStep, where: str, *, actor: User) -> None:
    """Let a step change places with the one before it or after it, by `where`.

    At an end it stays. Raises TransitionDenied without the right to adopt, and when
    one of the two said something already.
    """
    locked, fresh = _lock_pending(step, actor)
    steps = steps_now(locked)
    place = [one.pk for one in steps].index(fresh.pk)
    other = place - 1 if where == EARLIER else place + 1
    if not 0 <= other < len(steps):
        return
    if not steps[other].is_pending:
        raise workflow.TransitionDenied([noted_already(steps[other])])
    steps[place], steps[other] = steps[other], steps[place]
    _number(steps)
    names = " → ".join(one.body for one in steps)
    record(locked, "approval_steps_ordered", actor=actor, names=names)


@transaction.atomic
def remove_step(step: ApprovalStep, *, actor: User) -> None:
    """Take a body out; one that is gone already is no fault.

    Raises TransitionDenied without the right to adopt, and once it said something.
    """
    locked = lock_to_adopt(step.plan, actor)
    fresh = locked.approval_steps.filter(pk=step.pk).first()
    if fresh is None:
        return
    if not fresh.is_pending:
        raise workflow.TransitionDenied([noted_already(fresh)])
    fresh.delete()
    _number(steps_now(locked))
    record(locked, "approval_step_removed", actor=actor, body=fresh.body)


# -- The rows themselves -------------------------------------------------------------


def steps_now(locked: ActionPlan) -> list[ApprovalStep]:
    """Return the steps of this time through the bodies, of a locked plan."""
    return current_round(list(locked.approval_steps.all()))


def found_in(steps: Iterable[ApprovalStep], step: ApprovalStep) -> ApprovalStep:
    """Return a step as it is now. Raises TransitionDenied when it is not there now."""
    for one in steps:
        if one.pk == step.pk:
            return one
    raise workflow.TransitionDenied([_t("This step is not before its body any more.")])


def next_round(
    steps: Iterable[ApprovalStep], again: Callable[[ApprovalStep], bool]
) -> None:
    """Start a new time through the bodies: a fresh step for those that go `again`.

    The others are taken along; what was said by those that go again stays behind.
    """
    for one in steps:
        if again(one):
            ApprovalStep.objects.create(
                plan_id=one.plan_id,
                round=one.round + 1,
                position=one.position,
                kind=one.kind,
                body=one.body,
            )
        else:
            one.round += 1
            one.save(update_fields=["round", "updated"])


def _lock_pending(step: ApprovalStep, actor: User) -> tuple[ActionPlan, ApprovalStep]:
    locked = lock_to_adopt(step.plan, actor)
    fresh = found_in(steps_now(locked), step)
    if not fresh.is_pending:
        raise workflow.TransitionDenied([noted_already(fresh)])
    workflow.check_takes_steps(locked.status, fresh.kind)
    return locked, fresh


def _put(
    locked: ActionPlan, kind: StepKind, body: str, *, place: int, **fields: Any
) -> ApprovalStep:
    return ApprovalStep.objects.create(
        plan=locked, kind=kind, body=body, position=place, **fields
    )


def _number(steps: Iterable[ApprovalStep]) -> None:
    for place, one in enumerate(steps, 1):
        if one.position != place:
            one.position = place
            one.save(update_fields=["position", "updated"])


def _is_open_notification(step: ApprovalStep) -> bool:
    return step.kind == StepKind.NOTIFICATION and step.is_pending


def noted_already(step: ApprovalStep) -> str:
    """Return the sentence for a body that said something already."""
    return _t("What %(body)s said is noted already.") % {"body": step.body}
