"""The steps of one time through the bodies, each with how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _t

from draaischijf.core.pieces import Step
from draaischijf.core.templatetags.core import day
from draaischijf.plans.enums import PlanStatus, StepKind, StepResult
from draaischijf.plans.models import ApprovalStep
from draaischijf.plans.workflow import BEFORE_THE_BODIES, FIXED, result_word


@dataclass(frozen=True)
class StepRow:
    """One step as the pages show it. `state`: done, current, todo, skipped, refused."""

    step: ApprovalStep
    number: int
    state: str
    may_change: bool = False
    may_go_earlier: bool = False
    may_go_later: bool = False
    may_take_back: bool = False

    @property
    def is_asked_now(self) -> bool:
        """Whether an answer is waited for; an advice may come while others wait."""
        return self.state == "current" or self.step.kind == StepKind.ADVICE

    @property
    def result(self) -> str:
        """What came of it in a word; empty while it is still to come."""
        if self.step.is_pending:
            return ""
        return result_word(self.step.kind, self.step.result)

    @property
    def tone(self) -> str:
        """How the word of the result looks: good, mind, or bad."""
        tones = {StepResult.WITH_REMARKS: "warn", StepResult.REFUSED: "danger"}
        return tones.get(StepResult(self.step.result), "ok")

    @property
    def icon_name(self) -> str:
        icons = {
            StepResult.WITH_REMARKS: "message",
            StepResult.REFUSED: "close",
            StepResult.SENT: "mail",
        }
        return icons.get(StepResult(self.step.result), "check")

    @property
    def on_path(self) -> Step:
        """The step as a station of a path, in words everybody may read."""
        step = self.step
        kind = str(StepKind(step.kind).label)
        if self.state == "done":
            return Step(self.number, step.body, "done", step.date, self.result)
        if self.state == "refused":
            said = f"{self.result}, {day(step.date, 'short')}"
            return Step(self.number, step.body, "current", None, said)
        if self.state == "current":
            if step.planned:
                planned = _t("planned %(date)s") % {"date": day(step.planned, "short")}
                kind = f"{kind}, {planned}"
            return Step(self.number, step.body, "current", None, kind)
        return Step(self.number, step.body, self.state, step.planned, kind)


def step_rows(steps: Sequence[ApprovalStep], status: str) -> list[StepRow]:
    """Return the steps of one time through the bodies with how far each is."""
    place = _current(steps, status)
    rows = []
    for index, step in enumerate(steps):
        refused = step.kind == StepKind.APPROVAL and step.result == StepResult.REFUSED
        later = any(not one.is_pending for one in steps[index + 1 :])
        if refused:
            state = "refused"
        elif not step.is_pending:
            state = "done"
        elif step.kind == StepKind.ADVICE and later:
            state = "skipped"
        else:
            state = "current" if index == place else "todo"
        fixed = status in FIXED and step.kind != StepKind.NOTIFICATION
        after = steps[index + 1 : index + 2]
        rows.append(
            StepRow(
                step,
                index + 1,
                state,
                may_change=step.is_pending and not fixed,
                may_go_earlier=index > 0 and steps[index - 1].is_pending,
                may_go_later=bool(after and after[0].is_pending),
                may_take_back=not (step.is_pending or later or fixed),
            )
        )
    return rows


def _current(steps: Sequence[ApprovalStep], status: str) -> int:
    """Return the place of the step that is waited for, -1 when none is."""
    for index, step in enumerate(steps):
        later = any(not one.is_pending for one in steps[index + 1 :])
        if not step.is_pending or (step.kind == StepKind.ADVICE and later):
            if step.kind == StepKind.APPROVAL and step.result == StepResult.REFUSED:
                return -1
            continue
        notifies = step.kind == StepKind.NOTIFICATION
        is_now = status in BEFORE_THE_BODIES or (
            notifies and status == PlanStatus.ADOPTED
        )
        return index if is_now else -1
    return -1
