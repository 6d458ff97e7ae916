"""What may happen to a plan and to an action, and what must be said with it.

No database, no side effects. The rules are those of the field: what is not extended
says why (a year plan's red text), an action pro memorie is decided about elsewhere, a
plan that was adopted is amended and never edited in silence (decree of 2004: changes
are adopted and notified as the plan was).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _t

from draaischijf.people.permissions import Permission
from draaischijf.plans.enums import (
    NEEDS_REASON,
    PASSED,
    LegalPart,
    Lifecycle,
    PlanKind,
    PlanStatus,
    StepKind,
    StepResult,
)
from draaischijf.signals.workflow import TransitionDenied, check_held

__all__ = [
    "NamedDecision",
    "Standing",
    "TransitionDenied",
    "check_can_be_adopted",
    "check_held",
    "check_lifecycle",
    "check_result",
    "check_status_moves",
    "check_takes_steps",
    "check_words_open",
    "is_decision_of",
    "may_change_entry",
    "not_decided_yet",
    "not_of_here",
    "not_told_what_is_internal",
    "result_word",
    "results_for",
]

# In these the words of a plan are fixed: objectives, actions, their order and codes.
FIXED = (PlanStatus.ADOPTED, PlanStatus.CLOSED)


@dataclass(frozen=True)
class NamedDecision:
    """A decision of a body about an action that stands here pro memorie."""

    body: str
    date: date
    reference: str = ""


def is_decision_of(decided_by: str, body: str) -> bool:
    """Tell whether `body` is the body that decides, whatever its spacing and capitals.

    Where an action does not say who decides, any body that is named will do.
    """
    named = " ".join(body.casefold().split())
    return bool(named) and named == (" ".join(decided_by.casefold().split()) or named)


def check_lifecycle(
    after: str,
    *,
    reason: str,
    is_pro_memorie: bool,
    decision: NamedDecision | None,
    decided_by: str = "",
) -> None:
    """Raise TransitionDenied when an action cannot become `after` like this.

    What is not extended or postponed says why; who is not the body that decides about
    an action pro memorie names that body's decision; nothing becomes unknown again.
    """
    reasons = []
    if after == Lifecycle.UNKNOWN:
        reasons.append(_t("Choose what the action is."))
    if after in NEEDS_REASON and not reason.strip():
        reasons.append(_t("Say why, in a few words."))
    named = decision.body if decision else ""
    if is_pro_memorie and not is_decision_of(decided_by, named):
        reasons.append(
            _t("%(body)s decides about this action. Name its decision, with the date.")
            % {"body": decided_by or _t("Another body")}
        )
    if reasons:
        raise TransitionDenied(reasons)


# -- Approval -----------------------------------------------------------------------

# From where a plan may go where; adopting asks more (`check_can_be_adopted`).
MOVES = frozenset(
    {
        (PlanStatus.DRAFT, PlanStatus.SUBMITTED),
        # Taken back before anybody said something, or refused by a body.
        (PlanStatus.SUBMITTED, PlanStatus.DRAFT),
        # Without bodies: an annual plan only.
        (PlanStatus.DRAFT, PlanStatus.ADOPTED),
        (PlanStatus.SUBMITTED, PlanStatus.ADOPTED),
        (PlanStatus.ADOPTED, PlanStatus.AMENDING),
        (PlanStatus.AMENDING, PlanStatus.ADOPTED),
        (PlanStatus.ADOPTED, PlanStatus.CLOSED),
    }
)
# In these a body gives its advice or its approval.
BEFORE_THE_BODIES = (PlanStatus.SUBMITTED, PlanStatus.AMENDING)

_JUDGED = (StepResult.APPROVED, StepResult.WITH_REMARKS, StepResult.REFUSED)


@dataclass(frozen=True)
class Standing:
    """One step as the rules see it: what, who, how far, when."""

    kind: str
    body: str
    result: str = StepResult.PENDING
    date: date | None = None


def check_words_open(status: str, steps: Sequence[Standing] = ()) -> None:
    """Raise TransitionDenied while the words of a plan are fixed.

    Adopted they are, and before the bodies from the first approval on: what a body
    approved is what is adopted. `steps` are those of this time through the bodies. A
    refusal opens the words again, also in an amendment, which has no draft to go back
    to.
    """
    if status in FIXED:
        raise TransitionDenied(
            [_t("This plan was adopted. Start an amendment to change its words.")]
        )
    approvals = [one for one in steps if one.kind == StepKind.APPROVAL]
    approved = [one.body for one in approvals if one.result in PASSED]
    was_refused = any(one.result == StepResult.REFUSED for one in approvals)
    if status in BEFORE_THE_BODIES and approved and not was_refused:
        said = _t(
            "%(body)s approved this text. Take that answer back, or adopt the plan "
            "first."
        )
        raise TransitionDenied([said % {"body": approved[-1]}])


def check_status_moves(before: str, after: str) -> None:
    """Raise TransitionDenied when a plan cannot go from `before` to `after`."""
    if (before, after) not in MOVES:
        raise TransitionDenied(
            [
                _t("A plan that is “%(before)s” cannot become “%(after)s”.")
                % {
                    "before": PlanStatus(before).label,
                    "after": PlanStatus(after).label,
                }
            ]
        )


def check_takes_steps(status: str, kind: str) -> None:
    """Raise TransitionDenied when no step of this kind can be put or changed now.

    An adopted plan takes only a notification: another body means an amendment.
    """
    open_for_all = {PlanStatus.DRAFT, *BEFORE_THE_BODIES}
    if status in open_for_all:
        return
    if status == PlanStatus.ADOPTED and kind == StepKind.NOTIFICATION:
        return
    raise TransitionDenied(
        [_t("This plan was adopted. Start an amendment to pass a body again.")]
    )


def results_for(kind: str) -> tuple[StepResult, ...]:
    """Return what can come of a step: a notification is sent, a body judges."""
    return (StepResult.SENT,) if kind == StepKind.NOTIFICATION else _JUDGED


def result_word(kind: str, result: str) -> str:
    """Say a result in a word: an advice is favourable, a body approves."""
    if kind == StepKind.ADVICE:
        words = {
            StepResult.APPROVED: _t("favourable"),
            StepResult.WITH_REMARKS: _t("favourable, with remarks"),
            StepResult.REFUSED: _t("unfavourable"),
        }
        if result in words:
            return words[StepResult(result)]
    return str(StepResult(result).label)


def check_result(
    steps: Sequence[Standing],
    place: int,
    result: str,
    day: date,
    *,
    status: str,
    plan_kind: str,
    today: date,
    legal_missing: Collection[str] = (),
    without_advice: bool = False,
) -> None:
    """Raise TransitionDenied when the step at `place` cannot get this result now.

    The rules of the law of 2004: the bodies follow each other in order, the
    notification comes after every approval, and a six-year plan is only approved with
    its five elements. An advice that did not come is passed over knowingly.
    """
    step = steps[place]
    if result not in results_for(step.kind):
        raise TransitionDenied([_t("This cannot be the result of this step.")])
    reasons = [
        *_wrong_moment(step, status),
        *_wrong_order(steps, place, without_advice=without_advice),
        *_wrong_day(steps, place, day, today),
    ]
    if step.kind == StepKind.APPROVAL and result in PASSED:
        reasons += _legal_reasons(plan_kind, legal_missing)
    if reasons:
        raise TransitionDenied(reasons)


def _wrong_moment(step: Standing, status: str) -> list[str]:
    if step.result != StepResult.PENDING:
        return [_t("What %(body)s said is noted already.") % {"body": step.body}]
    adopted_too = step.kind == StepKind.NOTIFICATION and status == PlanStatus.ADOPTED
    if status in BEFORE_THE_BODIES or adopted_too:
        return []
    if status == PlanStatus.DRAFT:
        return [_t("Submit the plan for approval first.")]
    return [_t("This plan is not before its bodies now.")]


def _wrong_order(
    steps: Sequence[Standing], place: int, *, without_advice: bool
) -> list[str]:
    step = steps[place]
    notifies = step.kind == StepKind.NOTIFICATION
    # A notification tells what was approved: wherever it stands, all approve first.
    earlier = steps if notifies else steps[:place]
    reasons = []
    for one in earlier:
        if one.kind == StepKind.APPROVAL and one.result not in PASSED:
            said = (
                _t("%(body)s did not approve the plan.")
                if one.result == StepResult.REFUSED
                else _t("%(body)s approves the plan first.")
            )
            reasons.append(said % {"body": one.body})
    waiting = [
        one
        for one in steps[:place]
        if one.kind == StepKind.ADVICE and one.result == StepResult.PENDING
    ]
    if step.kind == StepKind.APPROVAL and waiting and not without_advice:
        names = ", ".join(one.body for one in waiting)
        reasons.append(
            _t("There is no advice yet of: %(names)s. Say that you go on without it.")
            % {"names": names}
        )
    return reasons


def _wrong_day(
    steps: Sequence[Standing], place: int, day: date, today: date
) -> list[str]:
    if day > today:
        return [_t("This day still has to come.")]
    for one in steps[:place]:
        if one.date and one.date > day:
            return [
                _t("That is before %(body)s decided.") % {"body": one.body},
            ]
    for one in steps[place + 1 :]:
        if one.date and one.date < day:
            return [_t("That is after %(body)s decided.") % {"body": one.body}]
    return []


def _legal_reasons(plan_kind: str, missing: Collection[str]) -> list[str]:
    if plan_kind != PlanKind.SIX_YEAR_PLAN or not missing:
        return []
    names = "; ".join(str(LegalPart(one).label) for one in missing)
    return [
        _t("The law asks five elements before approval. Missing: %(names)s.")
        % {"names": names}
    ]


def check_can_be_adopted(
    steps: Sequence[Standing],
    day: date,
    *,
    status: str,
    plan_kind: str,
    today: date,
    legal_missing: Collection[str] = (),
    adopted_before: date | None = None,
) -> None:
    """Raise TransitionDenied unless a plan can be frozen as adopted on this day.

    Every approval must have passed. Only an annual plan may go without bodies: there
    the one who adopts it is named. `adopted_before` is the day of the version before.
    """
    check_status_moves(status, PlanStatus.ADOPTED)
    approvals = [one for one in steps if one.kind == StepKind.APPROVAL]
    reasons = [
        _t("%(body)s has not approved the plan yet.") % {"body": one.body}
        for one in approvals
        if one.result not in PASSED
    ]
    if not approvals and plan_kind != PlanKind.ANNUAL_PLAN:
        reasons.append(_t("Put the bodies that approve this plan first."))
    if status == PlanStatus.DRAFT and approvals and not reasons:
        reasons.append(_t("Submit the plan for approval first."))
    reasons += _legal_reasons(plan_kind, legal_missing)
    if day > today:
        reasons.append(_t("This day still has to come."))
    for one in approvals:
        if one.date and one.date > day:
            reasons.append(
                _t("That is before %(body)s decided.") % {"body": one.body},
            )
    if adopted_before and day < adopted_before:
        reasons.append(_t("That is before the version before it was adopted."))
    if reasons:
        raise TransitionDenied(reasons)


def may_change_entry(held: Collection[str], *, is_own: bool) -> bool:
    """Tell whether who holds this may change or remove an entry of the log.

    One's own, as long as one follows up; who edits plans changes all of them.
    """
    return Permission.EDIT_PLAN in held or (is_own and Permission.FOLLOW_UP in held)


def not_told_what_is_internal() -> str:
    """Return the sentence for telling raisers what only partners may read."""
    return _t("What only partners may read is not told to the reporters.")


def not_decided_yet() -> str:
    """Return the sentence for a decision of another body that lies ahead."""
    return _t("That day is still to come: name a decision that was taken.")


def not_of_here() -> str:
    """Return the sentence for somebody or something of another partnership."""
    return _t("That belongs to another partnership.")
