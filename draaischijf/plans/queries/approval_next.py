"""The one thing to do next for a plan: what the only primary button says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t

from draaischijf.plans.enums import PlanKind, PlanStatus, StepKind
from draaischijf.plans.workflow import BEFORE_THE_BODIES

if TYPE_CHECKING:
    from draaischijf.plans.queries.approval import PlanApproval


@dataclass(frozen=True)
class NextThing:
    """What can be done now: the words of the button, and where it goes."""

    label: str
    url: str


def next_thing(approval: PlanApproval) -> NextThing | None:
    """Return the next thing for a reader who may do it, or None."""
    if not approval.may_adopt:
        return _edits_next(approval)
    status = approval.plan.status
    if status == PlanStatus.DRAFT:
        return _for_draft(approval)
    if status in BEFORE_THE_BODIES:
        return _before_the_bodies(approval)
    if status == PlanStatus.ADOPTED:
        return _for_adopted(approval)
    return None


def _edits_next(approval: PlanApproval) -> NextThing | None:
    """What who only edits can do: the evaluation that is late."""
    running = approval.plan.status in {PlanStatus.ADOPTED, PlanStatus.AMENDING}
    return _evaluation(approval) if approval.may_edit and running else None


def _for_draft(approval: PlanApproval) -> NextThing | None:
    approves = [r for r in approval.rows if r.step.kind == StepKind.APPROVAL]
    if approval.refused:
        return NextThing(_t("Submit again"), approval.address("plan_submit"))
    if approves:
        return NextThing(_t("Submit for approval"), approval.address("plan_submit"))
    # The page of the approval itself offers the usual bodies with one press.
    return None


def _before_the_bodies(approval: PlanApproval) -> NextThing | None:
    if approval.refused:
        return NextThing(_t("Try again"), approval.address("plan_submit"))
    current = approval.current
    if approval.all_approved or _needs_no_body(approval):
        return NextThing(_t("Adopt the plan"), approval.address("plan_adopt"))
    if current is None:
        return None
    approves = current.step.kind == StepKind.APPROVAL
    six_years = approval.plan.kind == PlanKind.SIX_YEAR_PLAN
    if approves and six_years and not approval.is_legal_complete:
        return NextThing(
            _t("Complete the elements the law asks"),
            approval.address("approval") + "#legal",
        )
    said = _t("Note the answer of %(body)s") % {"body": current.step.body}
    return NextThing(said, approval.address("approval_result", current.step.pk))


def _needs_no_body(approval: PlanApproval) -> bool:
    annual = approval.plan.kind == PlanKind.ANNUAL_PLAN
    return annual and not approval.rows


def _for_adopted(approval: PlanApproval) -> NextThing | None:
    current = approval.current
    if not approval.versions and _needs_no_body(approval):
        said = _t("Keep the plan as it was adopted")
        return NextThing(said, approval.address("plan_adopt"))
    if current:
        said = _t("Note that it was sent to %(body)s") % {"body": current.step.body}
        return NextThing(said, approval.address("approval_result", current.step.pk))
    return _evaluation(approval)


def _evaluation(approval: PlanApproval) -> NextThing | None:
    deadline = approval.evaluation
    if deadline and deadline.urgency:
        return NextThing(
            _t("Note the mid-term evaluation"), approval.address("plan_evaluate")
        )
    return None
