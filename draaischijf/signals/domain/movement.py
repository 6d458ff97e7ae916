"""Moving a signal along its path. One function decides; the rest prepare for it."""

from __future__ import annotations

import copy
import datetime
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.history.models import Entry
from draaischijf.notifications.domain import Rendered, previewed, render
from draaischijf.signals import emails, workflow
from draaischijf.signals.domain import lasting, watching
from draaischijf.signals.domain.deadlines import due_of
from draaischijf.signals.domain.locking import lock_as_it_is, lock_signal
from draaischijf.signals.domain.working_groups import let_go_of_closed
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal, SignalStep
from draaischijf.signals.models.policy_signals import BEFORE_PUBLISHING, becomes_public
from draaischijf.signals.permissions import held_about
from draaischijf.signals.queries.gates import facts_of, with_input
from draaischijf.signals.workflow import Party, TransitionDenied

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
        lasting.lock_reports_of(signal)
        locked = lock_signal(signal)
        held = held_about(actor, locked)
        if by_system:
            held.add(Party.SYSTEM)
        facts = with_input(
            facts_of(locked),
            date=move.until is not None and move.until > timezone.localdate(),
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


@dataclass(frozen=True)
class News:
    """What a move tells those who raised a signal: to how many, and an example.

    `unreached` left no address: they read it behind their personal link.
    """

    told: int
    unreached: int
    mail: Rendered | None = None

    @property
    def body(self) -> str:
        """The text, with words where each reader's own link will be."""
        if self.mail is None:
            return ""
        return previewed(self.mail.text, _t("(the personal link of each reader)"))


def news_of(signal: PolicySignal, target: str, move: Move) -> News | None:
    """Return the mail a move will send, as it will go; None where nobody is told.

    Changes nothing.
    """
    state = SignalState(target)
    if state not in emails.TOLD_STATES:
        return None
    raisers = emails.raisers_of(signal)
    addresses = {raised.mail_address.lower() for raised in raisers} - {""}
    unreached = sum(not raised.mail_address for raised in raisers)
    as_moved = copy.copy(signal)
    as_moved.state, as_moved.reason = state, move.reason.strip()
    as_moved.outcome = move.outcome or signal.outcome
    as_moved.feedback = move.feedback.strip() or signal.feedback
    drafts = (emails.movement_draft(raised, as_moved, state) for raised in raisers)
    draft = next((one for one in drafts if one), None)
    mail = render(draft) if draft else None
    return News(told=len(addresses), unreached=unreached, mail=mail)


@transaction.atomic
def wake_due(today: datetime.date) -> int:
    """Take up every parked signal whose date has come; return how many."""
    woken = 0
    for signal in PolicySignal.objects.due_to_wake(today).select_related("partnership"):
        target = signal.state_before or SignalState.BUNDLING
        # Somebody may have taken it up by hand since it was looked up.
        with suppress(TransitionDenied):
            change_state(signal, target, actor=None, by_system=True)
            woken += 1
    return woken


def tell(step: SignalStep) -> int:
    """Tell everybody who raised a signal of a step; return how many were told.

    Safe to run again: nobody is told twice, and history says it once.
    """
    told = emails.send_movement(step)
    if told:
        with transaction.atomic():
            signal = lock_as_it_is(step.signal)
            entries = Entry.objects.about(signal).filter(verb="told_raisers")
            if not entries.filter(data__step=step.pk).exists():
                record(signal, "told_raisers", actor=None, count=told, step=step.pk)
    return told


def _apply(
    locked: PolicySignal, target: SignalState, move: Move, actor: User | None
) -> None:
    if target in BEFORE_PUBLISHING:
        let_go_of_closed(locked, actor=actor)
    before = SignalState(locked.state)
    locked.state_before = before if target == SignalState.PARKED else ""
    if target == SignalState.NOT_RETAINED:
        locked.state_before = before
    locked.parked_until = move.until if target == SignalState.PARKED else None
    locked.reason = move.reason.strip()
    if target == SignalState.CLOSED:
        locked.outcome = move.outcome or locked.outcome
        locked.feedback = move.feedback.strip() or locked.feedback
    if before == SignalState.CLOSED:
        locked.is_recurring = True
        locked.round += 1
        # Each round has its own judgement and its own answer.
        locked.outcome = locked.feedback = locked.route = ""
        locked.test_clear = locked.test_neutral = ""
        locked.test_recognised = locked.test_shared = ""
    locked.state = target
    locked.is_public = locked.is_public or becomes_public(target)
    locked.state_since = locked.last_movement = timezone.now()
    locked.phase_due = due_of(locked.partnership, target, locked.state_since)
    locked.save()
    step = _note(locked, before, move, actor)
    lasting.renew_links_of(locked)
    watching.tell_step(step)
    if before != SignalState.PARKED:
        emails.tell_movement(step)


def _note(
    locked: PolicySignal, before: SignalState, move: Move, actor: User | None
) -> SignalStep:
    """Write the step and its line of history, and return the step."""
    target = SignalState(locked.state)
    note = move.note.strip() or move.reason.strip()
    step = SignalStep.objects.create(
        signal=locked,
        source=before,
        target=target,
        round=locked.round,
        at=locked.state_since,
        actor=actor,
        note=note,
    )
    reopened = before == SignalState.CLOSED
    verb = VERBS.get(target, "signal_moved")
    if reopened:
        verb = "signal_reopened"
    elif before == SignalState.PARKED:
        verb = "signal_woke"
    told = {}
    if target == SignalState.CLOSED:
        # Reopening clears both on the signal: here they are kept.
        told = {"outcome": locked.outcome, "feedback": locked.feedback}
    record(
        locked,
        verb,
        actor=actor,
        note=note,
        is_public=becomes_public(target) or reopened,
        before=str(before),
        after=str(target),
        until=move.until.isoformat() if move.until else "",
        **told,
    )
    return step
