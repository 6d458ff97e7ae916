"""Moving a signal along its path. One function decides; the rest prepare for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.signals import emails, workflow
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal, SignalStep
from draaischijf.signals.models.policy_signals import becomes_public
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.gates import facts_of, with_input
from draaischijf.signals.workflow import Party

VERBS = {
    SignalState.PARKED: "signal_parked",
    SignalState.CLOSED: "signal_closed",
    SignalState.NOT_RETAINED: "signal_not_retained",
}


@dataclass(frozen=True)
class Move:
    """What a person fills in with a move; each state uses the parts it needs."""

    note: str = ""
    reason: str = ""
    until: datetime.date | None = None
    outcome: str = ""
    feedback: str = ""


def change_state(
    signal: PolicySignal,
    target: str,
    *,
    actor: User | None,
    move: Move = Move(),
    by_system: bool = False,
) -> PolicySignal:
    """Move the signal to another state and return it as saved.

    The only way to change a state. Raises TransitionDenied with one sentence for
    every gate that is still open. Publishing, deciding, acting, closing and not
    retaining tell everybody who raised or supports the signal.
    """
    with transaction.atomic():
        # Two people may press at once: judge the row as it is now.
        locked = (
            PolicySignal.objects.select_for_update(of=("self",))
            .select_related("partnership")
            .get(pk=signal.pk)
        )
        held = held_by(actor, locked.partnership) | (
            {Party.SYSTEM} if by_system else set()
        )
        facts = with_input(
            facts_of(locked),
            date=move.until is not None,
            reason=move.reason,
            outcome=move.outcome,
            feedback=move.feedback,
        )
        workflow.check_signal(
            locked.state,
            target,
            held=held,
            facts=facts,
            state_before=locked.state_before,
        )
        _apply(locked, SignalState(target), move, actor)
    return locked


@transaction.atomic
def wake_due(today: datetime.date) -> int:
    """Take up every parked signal whose date has come; return how many."""
    woken = 0
    for signal in PolicySignal.objects.due_to_wake(today).select_related("partnership"):
        target = signal.state_before or SignalState.BUNDLING
        change_state(signal, target, actor=None, by_system=True)
        woken += 1
    return woken


def _apply(
    locked: PolicySignal, target: SignalState, move: Move, actor: User | None
) -> None:
    before = SignalState(locked.state)
    now = timezone.now()
    reopened = before == SignalState.CLOSED
    woke = before == SignalState.PARKED
    locked.state_before = before if target == SignalState.PARKED else ""
    if target == SignalState.NOT_RETAINED:
        locked.state_before = before
    locked.parked_until = move.until if target == SignalState.PARKED else None
    locked.reason = move.reason.strip()
    if target == SignalState.CLOSED:
        locked.outcome = move.outcome or locked.outcome
        locked.feedback = move.feedback.strip() or locked.feedback
    if reopened:
        locked.is_recurring = True
        locked.round += 1
        # Each round has its own judgement and its own answer.
        locked.outcome = locked.feedback = locked.route = ""
        locked.test_clear = locked.test_neutral = ""
        locked.test_recognised = locked.test_shared = ""
    locked.state = target
    locked.is_public = locked.is_public or becomes_public(target)
    locked.state_since = locked.last_movement = now
    locked.save()
    SignalStep.objects.create(
        signal=locked,
        source=before,
        target=target,
        round=locked.round,
        at=now,
        actor=actor,
        note=move.note.strip() or move.reason.strip(),
    )
    verb = VERBS.get(target, "signal_moved")
    if reopened:
        verb = "signal_reopened"
    elif woke:
        verb = "signal_woke"
    record(
        locked,
        verb,
        actor=actor,
        note=move.note.strip() or move.reason.strip(),
        is_public=becomes_public(target) or reopened,
        before=str(before),
        after=str(target),
        until=move.until.isoformat() if move.until else "",
    )
    if not woke:
        emails.tell_movement(locked, target)
