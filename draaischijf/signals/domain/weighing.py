"""What a signal coordinator does with a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.signals import emails, workflow
from draaischijf.signals.domain import routing
from draaischijf.signals.domain.lasting import renew_link
from draaischijf.signals.domain.locking import lock, lock_signal, touch
from draaischijf.signals.domain.reporting import leave_signals
from draaischijf.signals.enums import MessageKind, PreSignalState
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    PreSignalLink,
    PreSignalMessage,
)
from draaischijf.signals.permissions import hands_of
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.taxonomy.models import Term


@dataclass(frozen=True)
class Weighing:
    """Answers to Ghent's four questions, and the rights the problem touches."""

    recurring: str = ""
    beyond_one: str = ""
    practice: str = ""
    several: str = ""
    rights: tuple[Term, ...] = ()


@transaction.atomic
def take_up(pre_signal: PreSignal, *, actor: User) -> PreSignal:
    """Start weighing a report; nothing happens when somebody already did.

    Raises TransitionDenied without the right to weigh, or when it has an outcome.
    """
    locked = lock(pre_signal)
    workflow.check_hands_weigh(hands_of(actor, locked))
    workflow.check_has_no_outcome(locked.state)
    if locked.state == PreSignalState.SUBMITTED:
        _move(locked, PreSignalState.IN_REVIEW, actor)
        record(locked, "pre_signal_taken_up", actor=actor, is_public=True)
        routing.keep_for(locked, actor)
    return locked


@transaction.atomic
def weigh(pre_signal: PreSignal, weighing: Weighing, *, actor: User) -> PreSignal:
    """Keep the answers to the four questions; takes the report up if need be.

    A report that is still nobody's goes to whom a rule gives it now that its rights
    are known, else to who weighs it. A question to the raiser stays open. Raises
    TransitionDenied without the right to weigh.
    """
    locked = lock(pre_signal)
    workflow.check_hands_weigh(hands_of(actor, locked))
    if locked.state == PreSignalState.SUBMITTED:
        _move(locked, PreSignalState.IN_REVIEW, actor)
        record(locked, "pre_signal_taken_up", actor=actor, is_public=True)
    locked.test_recurring = weighing.recurring
    locked.test_beyond_one = weighing.beyond_one
    locked.test_practice = weighing.practice
    locked.test_several = weighing.several
    locked.save(
        update_fields=[
            "test_recurring",
            "test_beyond_one",
            "test_practice",
            "test_several",
            "updated",
        ]
    )
    locked.rights.set(weighing.rights)
    record(locked, "pre_signal_weighed", actor=actor)
    # Which right it touches is only known now: a rule may ask for one.
    if routing.apply_rules(locked) is None:
        routing.keep_for(locked, actor)
    return locked


@transaction.atomic
def ask_back(pre_signal: PreSignal, question: str, *, actor: User) -> PreSignal:
    """Ask the raiser something; the report waits for the answer.

    Raises TransitionDenied when the report has an outcome already.
    """
    locked = _in_review(pre_signal, actor)
    _move(locked, PreSignalState.QUESTION, actor)
    _note_answer(locked)
    message = PreSignalMessage.objects.create(
        pre_signal=locked,
        kind=MessageKind.QUESTION,
        author=actor,
        text=question.strip(),
    )
    record(locked, "pre_signal_question", actor=actor, is_public=True)
    emails.tell_question(locked, message)
    return locked


@transaction.atomic
def go_on_without_answer(pre_signal: PreSignal, *, actor: User) -> PreSignal:
    """Take a report up again although the raiser did not answer the question.

    Raises TransitionDenied without the right to weigh, or when no question is open.
    """
    locked = lock(pre_signal)
    workflow.check_hands_weigh(hands_of(actor, locked))
    workflow.check_waits_for_answer(locked.state)
    _move(locked, PreSignalState.IN_REVIEW, actor)
    record(locked, "pre_signal_went_on", actor=actor)
    return locked


@transaction.atomic
def settle_internally(pre_signal: PreSignal, answer: str, *, actor: User) -> PreSignal:
    """Settle a report inside the organisation and tell the raiser how.

    It is no part of any signal then. Raises TransitionDenied when it has an outcome.
    """
    locked = _in_review(pre_signal, actor)
    _move(locked, PreSignalState.HANDLED_INTERNALLY, actor, answer=answer)
    record(locked, "pre_signal_handled", actor=actor, is_public=True)
    leave_signals(locked, actor=actor)
    emails.tell_outcome(locked)
    return locked


@transaction.atomic
def refer(
    pre_signal: PreSignal, *, referral: str, answer: str, actor: User
) -> PreSignal:
    """Say that a report is no signal but a case or complaint, and where it can go.

    Raises TransitionDenied without a referral: nobody is sent away empty-handed.
    """
    if not referral.strip():
        raise TransitionDenied(
            [workflow.explain(workflow.Gate.REASON, workflow.Facts())]
        )
    locked = _in_review(pre_signal, actor)
    locked.referral = referral.strip()
    _move(locked, PreSignalState.NOT_A_SIGNAL, actor, answer=answer)
    record(
        locked, "pre_signal_referred", actor=actor, is_public=True, to=locked.referral
    )
    leave_signals(locked, actor=actor)
    emails.tell_outcome(locked)
    return locked


@transaction.atomic
def link_to_signal(
    pre_signal: PreSignal, signal: PolicySignal, *, actor: User, answer: str = ""
) -> PreSignal:
    """Make a report part of a signal and tell its raiser; twice is once.

    A report may be part of several signals; words given with a later one become the
    answer on the follow page. Raises TransitionDenied when the signal is of another
    partnership or not retained.
    """
    locked = lock(pre_signal)
    target = lock_signal(signal)
    if target.partnership_id != locked.partnership_id:
        raise TransitionDenied([workflow.not_here()])
    workflow.check_takes_reports(target.state)
    moved = locked.state != PreSignalState.LINKED
    if moved:
        locked = _in_review(locked, actor)
        _move(locked, PreSignalState.LINKED, actor, answer=answer)
    else:
        workflow.check_hands_weigh(hands_of(actor, locked))
    made, is_new = PreSignalLink.objects.get_or_create(
        pre_signal=locked, signal=target, defaults={"actor": actor}
    )
    if is_new:
        record(target, "report_linked", actor=actor, number=locked.number)
        touch(target)
    # A report that was weighed again may come back to a signal it never left.
    if is_new or moved:
        _tell_linked(locked, made, answer.strip(), actor)
    return locked


def _tell_linked(
    locked: PreSignal, link: PreSignalLink, words: str, actor: User
) -> None:
    if words and words != locked.outcome_text:
        locked.outcome_text = words
        locked.save(update_fields=["outcome_text", "updated"])
    number = link.signal.number
    record(locked, "pre_signal_linked", actor=actor, is_public=True, number=number)
    renew_link(locked)
    emails.tell_linked(link, words)


@transaction.atomic
def unlink(pre_signal: PreSignal, signal: PolicySignal, *, actor: User) -> PreSignal:
    """Take a report out of a signal; without any signal it is weighed again."""
    locked = lock(pre_signal)
    workflow.check_hands_weigh(hands_of(actor, locked))
    removed, _rows = PreSignalLink.objects.filter(
        pre_signal=locked, signal=signal
    ).delete()
    if removed:
        record(locked, "pre_signal_unlinked", actor=actor, number=signal.number)
        record(signal, "report_unlinked", actor=actor, number=locked.number)
        if locked.state == PreSignalState.LINKED and not locked.links.exists():
            _reopen(locked, actor)
        renew_link(locked)
    return locked


@transaction.atomic
def reconsider(pre_signal: PreSignal, *, actor: User) -> PreSignal:
    """Come back on an outcome: the report is weighed again, its links are kept.

    Raises TransitionDenied without the right to weigh, when there is no outcome yet,
    and when the raiser withdrew the report.
    """
    locked = lock(pre_signal)
    workflow.check_has_outcome(locked.state)
    _reopen(locked, actor)
    return locked


@transaction.atomic
def take_up_many(pre_signals: Iterable[PreSignal], *, actor: User) -> int:
    """Start weighing several reports, all or none; return how many changed."""
    changed = 0
    for one in lock_in_order(pre_signals):
        if one.state == PreSignalState.SUBMITTED:
            take_up(one, actor=actor)
            changed += 1
    return changed


@transaction.atomic
def link_many(
    pre_signals: Iterable[PreSignal],
    signal: PolicySignal,
    *,
    actor: User,
    answer: str = "",
) -> int:
    """Link several reports to one signal, all or none; return how many."""
    locked = lock_in_order(pre_signals)
    for one in locked:
        link_to_signal(one, signal, actor=actor, answer=answer)
    return len(locked)


def lock_in_order(pre_signals: Iterable[PreSignal]) -> list[PreSignal]:
    """Return the reports as they are now, locked: reports by number, signals after.

    In one order, so that two coordinators with the same reports wait for each other
    instead of for ever.
    """
    return [lock(one) for one in sorted(pre_signals, key=lambda one: one.pk)]


def _in_review(pre_signal: PreSignal, actor: User) -> PreSignal:
    locked = lock(pre_signal)
    if locked.state == PreSignalState.SUBMITTED:
        return take_up(locked, actor=actor)
    if locked.state == PreSignalState.QUESTION:
        return go_on_without_answer(locked, actor=actor)
    workflow.check_hands_weigh(hands_of(actor, locked))
    return locked


def _move(
    locked: PreSignal, target: PreSignalState, actor: User, *, answer: str = ""
) -> None:
    workflow.check_pre_signal(locked.state, target, held=hands_of(actor, locked))
    locked.state = target
    fields = ["state", "updated"]
    if target in workflow.SETTLED:
        locked.settled = timezone.now()
        locked.outcome_text = answer.strip()
        if target != PreSignalState.NOT_A_SIGNAL:
            # A referral of an outcome that was taken back is not sent along.
            locked.referral = ""
        fields += ["settled", "outcome_text", "referral"]
        _note_answer(locked)
    locked.save(update_fields=fields)


def _note_answer(locked: PreSignal) -> None:
    if locked.answered is None:
        locked.answered = timezone.now()
        locked.save(update_fields=["answered"])


def _reopen(locked: PreSignal, actor: User) -> None:
    _move(locked, PreSignalState.IN_REVIEW, actor)
    locked.settled = None
    locked.save(update_fields=["settled"])
    record(locked, "pre_signal_reconsidered", actor=actor)
    renew_link(locked)
