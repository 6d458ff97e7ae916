"""Putting the words of a decision about a signal right, after it was recorded."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.domain.locking import lock_signal
from draaischijf.signals.models import Decision
from draaischijf.signals.permissions import held_by


@dataclass(frozen=True)
class DecisionWords:
    """What a decision says, and where it can be found."""

    text: str = ""
    reference: str = ""


@transaction.atomic
def correct_words(
    decision: Decision, words: DecisionWords, *, was: DecisionWords, actor: User
) -> Decision:
    """Give a decision the right words and return it; the signal does not move.

    Only what it still says as it `was` is put right. Raises TransitionDenied without
    the right to decide.
    """
    locked = lock_signal(decision.signal)
    workflow.check_held(held_by(actor, locked.partnership), Permission.DECIDE)
    fresh = locked.decisions.select_for_update().get(pk=decision.pk)
    new = {
        name: value.strip()
        for name, value in vars(words).items()
        if getattr(fresh, name) == getattr(was, name).strip() != value.strip()
    }
    if new:
        before = {name: getattr(fresh, name) for name in new}
        for name, value in new.items():
            setattr(fresh, name, value)
        fresh.save(update_fields=[*new, "updated"])
        record(
            locked,
            "decision_words_corrected",
            actor=actor,
            body=fresh.body,
            before=before,
            after=new,
        )
    return fresh
