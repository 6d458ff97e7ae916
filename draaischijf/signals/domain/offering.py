"""Offering a signal to the partnership above, answering it, and the news back down."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core.dated_facts import DateKind
from draaischijf.core.templatetags.core import day
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals import offer_emails, workflow
from draaischijf.signals.domain.locking import lock_signal, touch
from draaischijf.signals.domain.shaping import name_actor, start_signal
from draaischijf.signals.domain.telling import Progress, tell_progress
from draaischijf.signals.enums import ActorRole, OfferState, Outcome, SignalState
from draaischijf.signals.models import (
    LogEntry,
    PolicySignal,
    SignalOffer,
    SignalStep,
    TakenUp,
)
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.offers import may_be_offered, public_counts
from draaischijf.signals.workflow import TransitionDenied

if TYPE_CHECKING:
    from draaischijf.signals.queries.offers import OfferWords


@transaction.atomic
def offer_signal(
    signal: PolicySignal, words: OfferWords, *, actor: User
) -> SignalOffer:
    """Offer a signal to the parent of its partnership, and tell who coordinates there.

    Title and statement go as they are given, with the rights, the areas and the
    figures the public reads; nothing of its raisers. Raises TransitionDenied without
    the right to decide, without a parent, and while an offer waits or was accepted.
    """
    locked = lock_signal(signal)
    workflow.check_held(held_by(actor, locked.partnership), Permission.DECIDE)
    why_not = may_be_offered(locked)
    if why_not:
        raise TransitionDenied([why_not])
    parent = locked.partnership.parent
    assert parent is not None  # noqa: S101 may_be_offered says so
    try:
        with transaction.atomic():
            offer = SignalOffer.objects.create(
                signal=locked,
                partnership=parent,
                offered_by=actor,
                counts=public_counts(locked),
                **asdict(words),
            )
    except IntegrityError:
        raise TransitionDenied([_t("It was offered already.")]) from None
    offer.rights.set(locked.rights.all())
    offer.areas.set(locked.areas.all())
    record(locked, "signal_offered", actor=actor, note=words.note, to=parent.name)
    record(parent, "offer_came", actor=None, name=locked.partnership.name)
    touch(locked)
    offer_emails.tell_offered(offer)
    return offer


@transaction.atomic
def withdraw_offer(offer: SignalOffer, *, actor: User) -> SignalOffer:
    """Take an offer back that nobody answered yet. Raises as `accept_as_new` does."""
    locked = _lock_open(offer)
    workflow.check_held(held_by(actor, locked.signal.partnership), Permission.DECIDE)
    _answer(locked, OfferState.WITHDRAWN, actor)
    record(locked.signal, "offer_withdrawn", actor=actor, to=locked.partnership.name)
    return locked


@transaction.atomic
def accept_as_new(offer: SignalOffer, *, actor: User) -> PolicySignal:
    """Take an offer up as a new signal of the parent and return that signal.

    Raises TransitionDenied without the right to edit signals, and when somebody
    answered the offer before: the sentence says what was answered.
    """
    locked = _lock_open(offer)
    _check_may_answer(locked, actor)
    signal = start_signal(
        locked.partnership,
        title=locked.title,
        statement=locked.statement,
        actor=actor,
    )
    signal.rights.set(locked.rights.all())
    signal.areas.set(locked.areas.all())
    _take_up(locked, signal, actor)
    return signal


@transaction.atomic
def accept_into(
    offer: SignalOffer, signal: PolicySignal, *, actor: User
) -> PolicySignal:
    """Take an offer up in a signal the parent has already, and return that signal.

    Raises as `accept_as_new`, and for a signal of another partnership or not retained.
    """
    locked = _lock_open(offer)
    _check_may_answer(locked, actor)
    target = lock_signal(signal)
    if target.partnership_id != locked.partnership_id:
        raise TransitionDenied([workflow.not_here()])
    workflow.check_takes_reports(target.state)
    _take_up(locked, target, actor)
    return target


@transaction.atomic
def refuse_offer(offer: SignalOffer, reason: str, *, actor: User) -> SignalOffer:
    """Refuse an offer; the child reads why. Raises as `accept_as_new`, and without."""
    locked = _lock_open(offer)
    _check_may_answer(locked, actor)
    if not reason.strip():
        raise TransitionDenied([_t("Write in a few words why not.")])
    locked.reason = reason.strip()
    _answer(locked, OfferState.REFUSED, actor)
    record(
        locked.signal,
        "offer_refused",
        actor=None,
        note=locked.reason,
        name=locked.partnership.name,
    )
    touch(locked.signal)
    return locked


def pass_down(step: SignalStep) -> int:
    """Tell the raisers of the children how far their signal came above; how many.

    Safe to run again: nobody is told of one step twice. While the signal above is not
    public they hear how far it is, and nothing that stands in it.
    """
    told = 0
    # A job may run late: what happened above before it was taken up is no news below.
    rows = TakenUp.objects.filter(
        signal=step.signal, offer__answered__lte=step.at
    ).select_related("offer__signal__partnership")
    for row in rows:
        child = row.offer.signal
        progress = _progress(step, child.partnership)
        told += tell_progress(
            [child], progress, until=step.at, is_public=step.signal.is_public
        )
    return told


def _progress(step: SignalStep, child: Partnership) -> Progress:
    signal = step.signal
    with translation.override("nl"):
        what = f"{signal.partnership.name}: {SignalState(step.target).label}"
        text = _said_above(signal, step) if signal.is_public else ""
        when = day(timezone.localdate(step.at))
    fact = LogEntry(
        date_text=when,
        date_kind=DateKind.DAY,
        start=timezone.localdate(step.at),
        end=timezone.localdate(step.at),
        text=text,
    )
    return Progress(
        key=f"above-{step.pk}-{child.pk}", what=what, fact=fact, is_above=True
    )


def _said_above(signal: PolicySignal, step: SignalStep) -> str:
    """Return what the parent decided or what came of it, where that step says it."""
    if step.target == SignalState.CLOSED:
        outcome = str(Outcome(signal.outcome).label) if signal.outcome else ""
        return ". ".join(
            part for part in (outcome.capitalize(), signal.feedback) if part
        )
    if step.target == SignalState.NOT_RETAINED:
        return signal.reason
    decision = signal.decisions.filter(round=step.round).last()
    if step.target == SignalState.DECIDED and decision:
        return (
            f"{decision.body}: {decision.get_route_display()}. {decision.text}".strip()
        )
    return ""


def _lock_open(offer: SignalOffer) -> SignalOffer:
    """Return the offer as it is now, locked. Raises TransitionDenied once answered."""
    locked = (
        SignalOffer.objects.select_for_update(of=("self",))
        .select_related("signal__partnership", "partnership")
        .get(pk=offer.pk)
    )
    if locked.state != OfferState.OFFERED:
        raise TransitionDenied([_answered_already(locked)])
    return locked


def _answered_already(offer: SignalOffer) -> str:
    if offer.state == OfferState.ACCEPTED:
        taken = TakenUp.objects.select_related("signal").get(offer=offer)
        words = _t("Somebody took this offer up meanwhile, in signal %(number)s.")
        return words % {"number": taken.signal.number}
    if offer.state == OfferState.REFUSED:
        return _t("Somebody refused this offer meanwhile.")
    return _t("This offer was taken back.")


def _check_may_answer(offer: SignalOffer, actor: User) -> None:
    workflow.check_held(held_by(actor, offer.partnership), Permission.EDIT_SIGNAL)


def _take_up(offer: SignalOffer, signal: PolicySignal, actor: User) -> None:
    _answer(offer, OfferState.ACCEPTED, actor)
    TakenUp.objects.create(offer=offer, signal=signal)
    child = offer.signal.partnership.name
    name_actor(signal, ActorRole.RAISED_BY, actor=actor, text=child)
    record(signal, "offer_taken_up", actor=actor, name=child)
    record(offer.signal, "offer_accepted", actor=None, name=offer.partnership.name)
    touch(signal)
    touch(offer.signal)


def _answer(offer: SignalOffer, state: OfferState, actor: User) -> None:
    offer.state, offer.answered, offer.answered_by = state, timezone.now(), actor
    offer.save(update_fields=["state", "answered", "answered_by", "reason", "updated"])
