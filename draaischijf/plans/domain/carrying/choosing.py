"""One choice for one action: may it be made, and making it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.history.domain import record
from draaischijf.plans import workflow
from draaischijf.plans.domain.carrying.starting import lock_carry_over
from draaischijf.plans.domain.locking import lock_action
from draaischijf.plans.enums import ENDED, CarryDecision
from draaischijf.plans.models import CarryChoice, CarryOver, PlanAction
from draaischijf.plans.queries.carrying import (
    decision_missing,
    left_behind,
    needs_decision,
)

if TYPE_CHECKING:
    from draaischijf.accounts.models import User

# An action that ended goes along only when somebody takes it up again.
REVIVING = (CarryDecision.CONTINUE, CarryDecision.ADAPT)


@dataclass(frozen=True)
class Chosen:
    """What a person chose for an action, with what has to be said with it.

    `reason` is why it stops, until when it waits or what became of it; `title` and
    `remark` are the new words of an adapted action; `named` is the decision of the
    body that decides about an action pro memorie.
    """

    decision: CarryDecision
    reason: str = ""
    title: str = ""
    remark: str = ""
    merge_with: PlanAction | None = None
    named: workflow.NamedDecision | None = None


@transaction.atomic
def choose(
    carry_over: CarryOver, action: PlanAction, chosen: Chosen, *, actor: User
) -> CarryChoice:
    """Make or change the choice for one action and return it; the same again is once.

    Nothing happens with the action itself until the carry-over is finished. Raises
    TransitionDenied without the right to edit plans, when the carry-over is not open,
    and with a sentence for everything that has to be said with this choice; ValueError
    for an action of another plan.
    """
    locked = lock_carry_over(carry_over, actor)
    action = lock_action(action)
    if action.plan_id != locked.source_id:
        raise ValueError("the action stands in another plan")
    _check(locked, action, chosen)
    known = locked.choices.filter(action=action).first()
    fields = _fields_of(action, chosen)
    if known and all(getattr(known, name) == value for name, value in fields.items()):
        return known
    before = known.decision if known else ""
    choice = known or CarryChoice(carry_over=locked, action=action)
    for name, value in fields.items():
        setattr(choice, name, value)
    choice.actor = actor
    choice.save()
    record(
        locked,
        "carry_choice_made",
        actor=actor,
        note=choice.reason,
        action=action.number,
        title=action.title[:200],
        before=before,
        after=str(chosen.decision),
    )
    return choice


@transaction.atomic
def take_choice_back(carry_over: CarryOver, action: PlanAction, *, actor: User) -> None:
    """Take the choice for one action away; twice is once.

    Raises TransitionDenied without the right to edit plans, when the carry-over is not
    open, and while another action is merged with this one.
    """
    locked = lock_carry_over(carry_over, actor)
    known = locked.choices.filter(action=action).first()
    if known is None:
        return
    if action.is_over:
        _check_nothing_merges(locked, action)
    known.delete()
    record(
        locked,
        "carry_choice_taken_back",
        actor=actor,
        action=action.number,
        title=action.title[:200],
        before=known.decision,
    )


def _check(locked: CarryOver, action: PlanAction, chosen: Chosen) -> None:
    reasons = list(_missing_words(chosen))
    if action.is_over and chosen.decision not in REVIVING:
        reasons.append(_t("This action ended. It can only be taken up again."))
    named = chosen.named.body if chosen.named else ""
    if needs_decision(action, chosen.decision) and not workflow.is_decision_of(
        action.decided_by, named
    ):
        reasons.append(decision_missing(action))
    if chosen.decision == CarryDecision.MERGE:
        reasons += _against_merging(locked, action, chosen.merge_with)
    if reasons:
        raise workflow.TransitionDenied(reasons)
    if chosen.decision not in (*REVIVING, CarryDecision.POSTPONE):
        _check_nothing_merges(locked, action)


def _missing_words(chosen: Chosen) -> list[str]:
    if chosen.decision == CarryDecision.ADAPT and not chosen.title.strip():
        return [_t("Give the action its new words.")]
    if chosen.decision == CarryDecision.POSTPONE and not chosen.reason.strip():
        return [_t("Say until when, in a few words.")]
    if chosen.decision == CarryDecision.STOP and not chosen.reason.strip():
        return [_t("Say why, in a few words.")]
    return []


def _against_merging(
    locked: CarryOver, action: PlanAction, other: PlanAction | None
) -> list[str]:
    if other is None or other.plan_id != action.plan_id:
        return [_t("Choose the action of this plan to merge it with.")]
    if other.pk == action.pk:
        return [_t("An action cannot be merged with itself.")]
    theirs = locked.choices.filter(action=other).first()
    if theirs and other.is_over and not theirs.is_revival:
        theirs = None
    if theirs.goes_along if theirs else not other.is_over:
        return []
    return [left_behind(other.title)]


def _check_nothing_merges(locked: CarryOver, action: PlanAction) -> None:
    merging = (
        locked.choices.filter(decision=CarryDecision.MERGE, merge_with=action)
        .exclude(action__lifecycle__in=ENDED)
        .select_related("action")
        .first()
    )
    if merging:
        said = _t(
            "“%(title)s” is to be merged with this one. Change that choice first."
        )
        raise workflow.TransitionDenied([said % {"title": merging.action.title}])


def _fields_of(action: PlanAction, chosen: Chosen) -> dict[str, Any]:
    """Return what is kept of a choice: only the words that go with it."""
    decision = chosen.decision
    says_why = decision in (
        CarryDecision.POSTPONE, CarryDecision.COMPLETE, CarryDecision.STOP,
    )  # fmt: skip
    is_adapted = decision == CarryDecision.ADAPT
    named = chosen.named if needs_decision(action, decision) else None
    return {
        "decision": decision,
        "is_revival": action.is_over,
        "reason": chosen.reason.strip() if says_why else "",
        "title": chosen.title.strip() if is_adapted else "",
        "remark": chosen.remark.strip() if is_adapted else "",
        "merge_with": chosen.merge_with if decision == CarryDecision.MERGE else None,
        "body": named.body.strip()[:200] if named else "",
        "decided": named.date if named else None,
        "reference": named.reference.strip()[:100] if named else "",
    }
