"""What the signal, the action and the plan that a decision moved keep of its words."""

from __future__ import annotations

from dataclasses import dataclass

from draaischijf.accounts.models import User
from draaischijf.consultation.enums import DecisionResult
from draaischijf.consultation.models import BodyDecision
from draaischijf.history.models import Entry
from draaischijf.plans.domain.correcting import (
    correct_action_reference,
    correct_result_words,
)
from draaischijf.signals.domain.correcting import DecisionWords, correct_words

MOVED_ACTION = "decision_moved_action"
# What a signal, an action and a step of approval hold; an address may be longer.
LONGEST_REFERENCE = 100


@dataclass(frozen=True)
class Kept:
    """What others keep of a decision, as it says now."""

    signal: DecisionWords
    reference: str
    remark: str

    @property
    def of_step(self) -> dict[str, str]:
        return {"reference": self.reference, "remark": self.remark}


def kept_of(decision: BodyDecision) -> Kept:
    """Return what others keep of a decision."""
    reference, text = decision.reference.strip(), decision.text.strip()
    if not reference or len(reference) > LONGEST_REFERENCE:
        reference = str(decision)
    # It stands on the page of the signal, and in the mail to who raised it.
    is_said = decision.is_public
    return Kept(
        signal=DecisionWords(text, reference) if is_said else DecisionWords(),
        reference=reference,
        remark="" if decision.result == DecisionResult.ADOPTED else text,
    )


def moved_action(decision: BodyDecision) -> bool:
    """Tell whether a decision gave its action a place in life already."""
    return Entry.objects.about(decision).filter(verb=MOVED_ACTION).exists()


def pass_on(decision: BodyDecision, was: Kept, *, actor: User) -> None:
    """Let a correction reach what the decision moved; nothing moves by it.

    `was` is what others kept until now: who has other words by now keeps those. Raises
    TransitionDenied without the right to do that other thing, as `decide` does.
    """
    now = kept_of(decision)
    if decision.signal_decision and now.signal != was.signal:
        correct_words(decision.signal_decision, now.signal, was=was.signal, actor=actor)
    if (
        decision.plan_action
        and now.reference != was.reference
        and moved_action(decision)
    ):
        correct_action_reference(
            decision.plan_action, now.reference, was=was.reference, actor=actor
        )
    if decision.approval_step and now.of_step != was.of_step:
        correct_result_words(
            decision.approval_step, now.of_step, was=was.of_step, actor=actor
        )
