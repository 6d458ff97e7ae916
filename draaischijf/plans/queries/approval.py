"""How far the approval of a plan is: its bodies, and the elements the law asks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.pieces import Event, Step
from draaischijf.core.templatetags.core import day
from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.enums import (
    LegalPart,
    PlanKind,
    PlanStatus,
    StepKind,
    StepResult,
)
from draaischijf.plans.models import (
    ActionPlan,
    ApprovalStep,
    LegalElement,
    PlanVersion,
)
from draaischijf.plans.queries.approval_rows import StepRow, step_rows
from draaischijf.plans.queries.version_content import current_round
from draaischijf.plans.queries.versions import versions_of
from draaischijf.plans.workflow import Standing

if TYPE_CHECKING:
    from draaischijf.documents.models import StoredFile
    from draaischijf.people.permissions import Visitor

ICONS = {
    "plan_status_changed": "arrow-right",
    "approval_steps_put": "plus",
    "approval_step_added": "plus",
    "approval_step_edited": "pencil",
    "approval_step_removed": "minus",
    "approval_steps_ordered": "sort",
    "approval_noted": "decision",
    "approval_taken_back": "close",
    "amendment_tried_again": "repeat",
    "amendment_cancelled": "close",
    "plan_adopted": "check-circle",
    "plan_evaluated": "eye",
    "legal_elements_added": "plus",
    "legal_element_set": "document",
}
EVENTS_SHOWN = 8
SOON = datetime.timedelta(days=60)


def standings(steps: Iterable[ApprovalStep]) -> list[Standing]:
    """Return steps as the rules see them (`workflow.check_result`)."""
    return [Standing(one.kind, one.body, one.result, one.date) for one in steps]


def legal_missing(plan: ActionPlan) -> list[str]:
    """Return which of the five elements of the law are not there yet; one query."""
    there = {one.part for one in plan.legal_elements.all() if one.is_there}
    return [part for part in LegalPart.values if part not in there]


def approval_step_or_404(plan: ActionPlan, pk: int) -> ApprovalStep:
    """Return a step of a plan that was fetched for its reader. Raises Http404."""
    found = plan.approval_steps.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.plan = plan
    return found


def waiting_advice(step: ApprovalStep) -> list[str]:
    """Return the bodies before an approval whose advice did not come yet."""
    if step.kind != StepKind.APPROVAL:
        return []
    earlier = step.plan.approval_steps.filter(
        round=step.round,
        position__lt=step.position,
        kind=StepKind.ADVICE,
        result=StepResult.PENDING,
    )
    return [one.body for one in earlier]


def legal_element_of(plan: ActionPlan, part: str) -> LegalElement | None:
    """Return one element as it is now, with its file; None while nothing is said."""
    return plan.legal_elements.filter(part=part).select_related("file").first()


def legal_file_or_404(plan: ActionPlan, part: str) -> StoredFile:
    """Return the file of an element, for a reader of its plan. Raises Http404."""
    found = legal_element_of(plan, part)
    if found is None or found.file is None:
        raise Http404
    return found.file


@dataclass(frozen=True)
class Deadline:
    """How a day stands against today: the words, and late, soon or nothing."""

    label: str
    urgency: str = ""


def evaluation_deadline(plan: ActionPlan, today: datetime.date) -> Deadline | None:
    """Return how the mid-term evaluation stands, or None when none is due."""
    due = plan.evaluation_due
    if due is None or plan.evaluated:
        return None
    if due < today:
        days = (today - due).days
        label = ngettext("%(count)s day late", "%(count)s days late", days)
        return Deadline(label % {"count": days}, "late")
    label = _t("before %(date)s") % {"date": day(due)}
    return Deadline(label, "soon" if due - today <= SOON else "")


@dataclass(frozen=True)
class LegalRow:
    """One element of the law: its name, and what is there."""

    part: str
    label: str
    element: LegalElement | None

    @property
    def is_there(self) -> bool:
        return bool(self.element and self.element.is_there)


def legal_rows(plan: ActionPlan) -> list[LegalRow]:
    """Return the five elements in the order of the law; one query."""
    known = {one.part: one for one in plan.legal_elements.select_related("file").all()}
    return [LegalRow(part, str(part.label), known.get(part)) for part in LegalPart]


class PlanApproval:
    """How far the approval of a plan is, for one reader; every part asked once."""

    def __init__(self, plan: ActionPlan, user: Visitor) -> None:
        self.plan = plan
        held = permissions_of(user, plan.partnership)
        self.is_partner = Permission.READ in held
        self.may_adopt = Permission.ADOPT_PLAN in held
        self.may_edit = Permission.EDIT_PLAN in held
        self.today = timezone.localdate()

    @cached_property
    def steps(self) -> list[ApprovalStep]:
        """All steps of every time through the bodies."""
        return list(self.plan.approval_steps.all())

    @cached_property
    def rows(self) -> list[StepRow]:
        """The steps of this time through the bodies."""
        return step_rows(current_round(self.steps), self.plan.status)

    @cached_property
    def earlier(self) -> list[tuple[int, list[StepRow]]]:
        """What was said in earlier rounds, the latest first."""
        this = self.rows[0].step.round if self.rows else 0
        rounds = sorted({one.round for one in self.steps if one.round < this})
        return [
            (
                number,
                step_rows([s for s in self.steps if s.round == number], ""),
            )
            for number in reversed(rounds)
        ]

    @property
    def path(self) -> list[Step]:
        """The steps as a small path."""
        return [row.on_path for row in self.rows]

    @cached_property
    def refused(self) -> StepRow | None:
        """The step that refused, while the plan was not laid before it again."""
        return next((row for row in self.rows if row.state == "refused"), None)

    @property
    def current(self) -> StepRow | None:
        """The step that is waited for."""
        return next((row for row in self.rows if row.state == "current"), None)

    @property
    def all_approved(self) -> bool:
        """Whether every body that approves did so; false without such a body."""
        approvals = [r.step for r in self.rows if r.step.kind == StepKind.APPROVAL]
        return bool(approvals) and all(one.has_passed for one in approvals)

    @cached_property
    def legal(self) -> list[LegalRow]:
        return legal_rows(self.plan)

    @property
    def legal_count(self) -> int:
        return len([row for row in self.legal if row.is_there])

    @property
    def is_legal_complete(self) -> bool:
        return self.legal_count == len(LegalPart)

    @property
    def shows_legal(self) -> bool:
        """A six-year plan has the checklist; a programme when somebody put it."""
        return self.plan.kind == PlanKind.SIX_YEAR_PLAN or any(
            row.element for row in self.legal
        )

    @property
    def offers_legal(self) -> bool:
        """Whether this reader may put the checklist with a programme."""
        wants = self.plan.kind == PlanKind.PROGRAMME and not self.shows_legal
        return self.may_edit and wants and not self.is_closed

    @cached_property
    def versions(self) -> list[PlanVersion]:
        return versions_of(self.plan)

    @property
    def evaluation(self) -> Deadline | None:
        return evaluation_deadline(self.plan, self.today)

    @cached_property
    def trajectory_count(self) -> int:
        return self.plan.trajectory.count()

    @property
    def is_closed(self) -> bool:
        return self.plan.status == PlanStatus.CLOSED

    @property
    def may_close(self) -> bool:
        is_over = self.plan.end < self.today
        return self.may_adopt and is_over and self.plan.status == PlanStatus.ADOPTED

    @property
    def may_amend(self) -> bool:
        return self.may_adopt and self.plan.status == PlanStatus.ADOPTED

    @property
    def may_cancel_amendment(self) -> bool:
        return self.may_adopt and self.plan.status == PlanStatus.AMENDING

    @property
    def may_take_back(self) -> bool:
        """Whether a submission can be taken back: no body said something yet."""
        nobody_spoke = all(row.step.is_pending for row in self.rows)
        submitted = self.plan.status == PlanStatus.SUBMITTED
        return self.may_adopt and submitted and nobody_spoke

    @property
    def takes_steps(self) -> bool:
        """Whether bodies can be added now."""
        return self.may_adopt and not self.is_closed

    @property
    def events_shown(self) -> list[Event]:
        """The latest things that happened."""
        return self.events[:EVENTS_SHOWN]

    @property
    def events_folded(self) -> list[Event]:
        """What happened before those."""
        return self.events[EVENTS_SHOWN:]

    @cached_property
    def events(self) -> list[Event]:
        """What happened around the approval, newest first; one query."""
        entries = Entry.objects.about(self.plan).filter(verb__in=ICONS)
        if not self.is_partner:
            entries = entries.public()
        lines = as_lines(entries, with_names=self.is_partner)
        return [
            Event(
                sentence=line.text,
                moment=line.at,
                icon_name=ICONS[line.verb],
                note=" · ".join(part for part in (line.who, line.note) if part),
            )
            for line in reversed(lines)
        ]

    def address(self, name: str, *more: object) -> str:
        """Return the address of a page about this plan."""
        return reverse(
            f"plans:{name}", args=[self.plan.partnership.slug, self.plan.slug, *more]
        )
