"""The mid-term evaluation of a plan of several years."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_plan
from draaischijf.plans.models import ActionPlan


@transaction.atomic
def note_evaluation(
    plan: ActionPlan, evaluated: datetime.date, text: str, *, actor: User
) -> ActionPlan:
    """Keep when a plan was evaluated and what came of it, and return the plan.

    Noted again it replaces what was noted; the history keeps both days. Raises
    TransitionDenied without the right to edit, for a plan of one year, without words,
    and for a day before the plan started or still to come.
    """
    locked = lock_plan(plan)
    workflow.check_held(permissions_of(actor, locked.partnership), Permission.EDIT_PLAN)
    reasons = []
    if locked.evaluation_due is None:
        reasons.append(_t("A plan of one year has no mid-term evaluation."))
    if evaluated < locked.start:
        reasons.append(_t("The plan had not started yet on that day."))
    if evaluated > timezone.localdate():
        reasons.append(_t("This day still has to come."))
    if not text.strip():
        reasons.append(_t("Say in a few sentences what the evaluation brought."))
    if reasons:
        raise workflow.TransitionDenied(reasons)
    if (locked.evaluated, locked.evaluation) == (evaluated, text.strip()):
        return locked
    before = locked.evaluated
    locked.evaluated, locked.evaluation = evaluated, text.strip()
    locked.save(update_fields=["evaluated", "evaluation", "updated"])
    record(
        locked,
        "plan_evaluated",
        actor=actor,
        day=str(evaluated),
        before=str(before or ""),
        is_public=locked.is_public,
    )
    return locked
