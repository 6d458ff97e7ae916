"""Freezing a plan as it was adopted, amending it afterwards, and closing it."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.documents.models import StoredFile
from draaischijf.history.domain import record
from draaischijf.plans import workflow
from draaischijf.plans.domain.approval_steps import (
    lock_to_adopt,
    next_round,
    steps_now,
)
from draaischijf.plans.domain.approving import set_status
from draaischijf.plans.enums import PlanStatus
from draaischijf.plans.models import ActionPlan, PlanVersion
from draaischijf.plans.queries.approval import legal_missing, standings
from draaischijf.plans.queries.version_content import checksum, plan_content
from draaischijf.plans.queries.version_differences import difference
from draaischijf.plans.queries.versions import latest_version

# The day, the body, its reference, and a note.
_Given = tuple[datetime.date, str, str, str]


@transaction.atomic
def adopt_plan(
    plan: ActionPlan,
    *,
    adopted: datetime.date,
    body: str,
    actor: User,
    reference: str = "",
    note: str = "",
    make_public: bool = False,
) -> PlanVersion:
    """Freeze a plan as it was adopted and return the version; sent twice is once.

    Its words are fixed from now on, and the version is never changed. A plan that a
    document gave as adopted has no version yet: the first is kept here. Raises
    TransitionDenied without the right to adopt, while a body still has to approve
    (`workflow.check_can_be_adopted`), and for an amendment that changes nothing and
    says nothing.
    """
    locked = lock_to_adopt(plan, actor)
    before = latest_version(locked)
    given = (adopted, body.strip()[:200], reference.strip(), note.strip())
    if before and locked.status == PlanStatus.ADOPTED and given == _said(before):
        return before
    _check_may_be(locked, given, before)
    version = _freeze(locked, (before.number if before else 0) + 1, given, actor)
    if locked.is_public != make_public:
        locked.is_public = make_public
        locked.save(update_fields=["is_public", "updated"])
    set_status(locked, PlanStatus.ADOPTED, actor=actor)
    _record_adopted(locked, version, actor)
    return version


def _check_may_be(
    locked: ActionPlan, given: _Given, before: PlanVersion | None
) -> None:
    taken_over = locked.status == PlanStatus.ADOPTED and before is None
    workflow.check_can_be_adopted(
        standings(steps_now(locked)),
        given[0],
        status=PlanStatus.SUBMITTED if taken_over else locked.status,
        plan_kind=locked.kind,
        today=timezone.localdate(),
        legal_missing=legal_missing(locked),
        adopted_before=before.adopted if before else None,
    )
    if (
        before
        and not given[3]
        and not difference(before.content, plan_content(locked)).changes
    ):
        raise workflow.TransitionDenied(
            [_t("Nothing changed since then. Say in a few words what is amended.")]
        )


def _said(version: PlanVersion) -> _Given:
    return (version.adopted, version.body, version.reference, version.note)


def _freeze(locked: ActionPlan, number: int, given: _Given, actor: User) -> PlanVersion:
    adopted, body, reference, note = given
    content = plan_content(locked) | {
        "version": {
            "number": number,
            "adopted": adopted.isoformat(),
            "body": body,
            "reference": reference,
            "note": note,
        }
    }
    version = PlanVersion.objects.create(
        plan=locked,
        number=number,
        adopted=adopted,
        body=body,
        reference=reference,
        note=note,
        content=content,
        sha256=checksum(content),
        actor=actor,
    )
    named = locked.legal_elements.filter(file__isnull=False).values("file")
    version.files.set(StoredFile.objects.filter(pk__in=named))
    return version


def _record_adopted(locked: ActionPlan, version: PlanVersion, actor: User) -> None:
    record(
        locked,
        "plan_adopted",
        actor=actor,
        note=version.note,
        is_public=locked.is_public,
        number=version.number,
        body=version.body,
        day=str(version.adopted),
        sha256=version.sha256,
    )


@transaction.atomic
def start_amendment(plan: ActionPlan, reason: str, *, actor: User) -> ActionPlan:
    """Open the words of an adopted plan again and return it; twice is once.

    It goes through the same bodies again. Raises TransitionDenied without the right
    to adopt, without a reason, or for a plan that is not adopted.
    """
    locked = lock_to_adopt(plan, actor)
    if locked.status == PlanStatus.AMENDING:
        return locked
    workflow.check_status_moves(locked.status, PlanStatus.AMENDING)
    if not reason.strip():
        raise workflow.TransitionDenied([_t("Say why, in a few words.")])
    next_round(steps_now(locked), lambda _step: True)
    set_status(locked, PlanStatus.AMENDING, actor=actor, note=reason.strip())
    return locked


@transaction.atomic
def cancel_amendment(plan: ActionPlan, *, actor: User) -> ActionPlan:
    """Make a plan as adopted as it was, and return it; twice is once.

    Only while nothing of its words changed and no body said something about it: then
    there is something to adopt. Raises TransitionDenied otherwise.
    """
    locked = lock_to_adopt(plan, actor)
    if locked.status == PlanStatus.ADOPTED:
        return locked
    before = latest_version(locked)
    if locked.status != PlanStatus.AMENDING or before is None:
        raise workflow.TransitionDenied([_t("This plan is not being amended.")])
    if difference(before.content, plan_content(locked)).touches_words:
        raise workflow.TransitionDenied(
            [_t("Words of the plan changed. Have the amendment adopted instead.")]
        )
    adopted_in = before.content.get("approval", {}).get("round", 0)
    since = [one for one in locked.approval_steps.all() if one.round > adopted_in]
    if any(not one.is_pending for one in since):
        raise workflow.TransitionDenied(
            [_t("A body spoke about it already. Have the amendment adopted instead.")]
        )
    for one in since:
        one.delete()
    record(locked, "amendment_cancelled", actor=actor)
    set_status(locked, PlanStatus.ADOPTED, actor=actor)
    return locked


@transaction.atomic
def close_plan(plan: ActionPlan, *, actor: User) -> ActionPlan:
    """Close a plan whose period is over, and return it; twice is once.

    Raises TransitionDenied without the right to adopt, before the end of its period,
    or while it is not adopted.
    """
    locked = lock_to_adopt(plan, actor)
    if locked.status == PlanStatus.CLOSED:
        return locked
    workflow.check_status_moves(locked.status, PlanStatus.CLOSED)
    if timezone.localdate() <= locked.end:
        raise workflow.TransitionDenied(
            [_t("A plan is closed when its period is over.")]
        )
    set_status(locked, PlanStatus.CLOSED, actor=actor)
    return locked
