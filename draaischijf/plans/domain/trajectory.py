"""The steps that tell how a plan came about."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_plan
from draaischijf.plans.domain.planning import change_fields
from draaischijf.plans.models import ActionPlan, TrajectoryStep
from draaischijf.signals.domain.reporting import SENT_TWICE

FIELDS = (
    "title", "with_city", "with_ocmw", "with_private", "aim", "remark", "participants",
    "is_in_preparation",
)  # fmt: skip


@transaction.atomic
def add_step(
    plan: ActionPlan,
    title: str,
    *,
    actor: User | None,
    when: FuzzyDate | None = None,
    source: str = "",
    **fields: Any,
) -> TrajectoryStep:
    """Put a step at the end of a trajectory and return it; the page sorts by date.

    The same step within ten minutes is a form sent twice. With `source`, the name of
    a document, an import takes it over, which needs no permission here. Raises
    TransitionDenied without the right to edit plans or without words, ValueError for
    another field.
    """
    locked = lock_plan(plan)
    if not source:
        held = permissions_of(actor, locked.partnership) if actor else frozenset()
        workflow.check_held(held, Permission.EDIT_PLAN)
        if said_before := _said_before(locked, title, when):
            return said_before
    _check(title, fields)
    last = locked.trajectory.aggregate(last=Max("position"))["last"]
    step = TrajectoryStep(
        plan=locked,
        position=0 if last is None else last + 1,
        title=title.strip(),
        date_kind="unknown",
        **fields,
    )
    if when:
        step.set_when(when)
    step.save()
    record(locked, "trajectory_step_added", actor=actor, title=step.title[:200])
    return step


@transaction.atomic
def edit_step(
    step: TrajectoryStep, *, actor: User, when: FuzzyDate | None = None, **changes: Any
) -> TrajectoryStep:
    """Change a step and return it; the history says what was and what became.

    Raises TransitionDenied without the right to edit plans, without words, or when the
    step is gone; ValueError for another field.
    """
    locked = _lock(step, actor)
    _check(changes.get("title", step.title), changes)
    fresh = locked.trajectory.select_for_update().filter(pk=step.pk).first()
    if fresh is None:
        raise workflow.TransitionDenied([_t("Somebody else removed this step.")])
    before, after = change_fields(fresh, changes, FIELDS)
    if when and when.text != fresh.date_text:
        before["date_text"], after["date_text"] = fresh.date_text, when.text
        fresh.set_when(when)
        fresh.save(update_fields=["date_text", "date_kind", "start", "end", "updated"])
    if after:
        record(
            locked,
            "trajectory_step_edited",
            actor=actor,
            before=before,
            after=after,
            title=fresh.title[:200],
        )
    return fresh


@transaction.atomic
def remove_step(step: TrajectoryStep, *, actor: User) -> None:
    """Take a step out; one that is gone already is no fault.

    Raises TransitionDenied without the right to edit plans.
    """
    locked = _lock(step, actor)
    deleted, _by_model = locked.trajectory.filter(pk=step.pk).delete()
    if deleted:
        record(locked, "trajectory_step_removed", actor=actor, title=step.title[:200])


def _lock(step: TrajectoryStep, actor: User) -> ActionPlan:
    locked = lock_plan(step.plan)
    workflow.check_held(permissions_of(actor, locked.partnership), Permission.EDIT_PLAN)
    return locked


def _check(title: str, fields: dict[str, Any]) -> None:
    if not title.strip():
        raise workflow.TransitionDenied([_t("Say what the step was.")])
    for name in fields:
        if name not in FIELDS:
            raise ValueError(f"{name} cannot be edited")


def _said_before(
    locked: ActionPlan, title: str, when: FuzzyDate | None
) -> TrajectoryStep | None:
    return locked.trajectory.filter(
        title=title.strip(),
        date_text=when.text if when else "",
        created__gte=timezone.now() - SENT_TWICE,
    ).first()
