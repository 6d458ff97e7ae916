"""What may happen to a plan and to an action, and what must be said with it.

No database, no side effects. The rules are those of the field: what is not extended
says why (WRG's year plan), an action pro memorie is decided about elsewhere, a plan
that was adopted is amended and never edited in silence (decree of 2004: changes are
adopted and notified as the plan was).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _t

from draaischijf.plans.enums import NEEDS_REASON, Lifecycle, PlanStatus
from draaischijf.signals.workflow import TransitionDenied, check_held

__all__ = [
    "NamedDecision",
    "TransitionDenied",
    "check_held",
    "check_lifecycle",
    "check_words_open",
    "not_of_here",
]

# In these the words of a plan are fixed: objectives, actions, their order and codes.
FIXED = (PlanStatus.ADOPTED, PlanStatus.CLOSED)


@dataclass(frozen=True)
class NamedDecision:
    """A decision of a body about an action that stands here pro memorie."""

    body: str
    date: date
    reference: str = ""


def check_words_open(status: str) -> None:
    """Raise TransitionDenied while the words of a plan are fixed."""
    if status in FIXED:
        raise TransitionDenied(
            [_t("This plan was adopted. Start an amendment to change its words.")]
        )


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
    if is_pro_memorie and (decision is None or not decision.body.strip()):
        reasons.append(
            _t("%(body)s decides about this action. Name its decision, with the date.")
            % {"body": decided_by or _t("Another body")}
        )
    if reasons:
        raise TransitionDenied(reasons)


def not_of_here() -> str:
    """Return the sentence for somebody or something of another partnership."""
    return _t("That belongs to another partnership.")
