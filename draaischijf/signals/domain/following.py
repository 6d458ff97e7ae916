"""From agreement to deeds: agree, decide, write the letter, act, keep the log."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation
from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.domain import watching
from draaischijf.signals.domain.locking import lock_signal, touch
from draaischijf.signals.domain.reporting import SENT_TWICE
from draaischijf.signals.domain.shaping import name_actor
from draaischijf.signals.enums import (
    ActorRole,
    AgreementResult,
    Route,
)
from draaischijf.signals.models import (
    AgendaPlace,
    AgreedAction,
    Agreement,
    Challenge,
    Decision,
    Letter,
    LogEntry,
    PolicySignal,
)
from draaischijf.signals.permissions import held_about, held_by, works_for
from draaischijf.signals.queries.gates import is_in_group_of


@transaction.atomic
def give_agreement(
    signal: PolicySignal,
    organisation: Organisation,
    result: AgreementResult,
    *,
    actor: User,
    remark: str = "",
) -> Agreement:
    """Record what an organisation of the working group says; a new answer replaces it.

    The same answer twice is once.
    A coordinator who publishes may note an answer that was given at the table. Raises
    TransitionDenied outside analysis, for an organisation that is not in the working
    group, and for an objection or remark without words.
    """
    locked = lock_signal(signal)
    _check_may_agree(locked, organisation, result, remark, actor)
    given = (
        locked.agreements.standing()
        .filter(organisation=organisation, round=locked.round)
        .first()
    )
    if given and (given.result, given.remark) == (result, remark.strip()):
        return given
    made, _is_new = Agreement.objects.update_or_create(
        signal=locked,
        organisation=organisation,
        round=locked.round,
        reworded_by=None,
        defaults={
            "result": result,
            "remark": remark.strip(),
            "actor": actor,
            "at": timezone.now(),
        },
    )
    _record_agreement(locked, made)
    touch(locked)
    return made


@transaction.atomic
def record_decision(
    signal: PolicySignal,
    *,
    body: str,
    date: datetime.date,
    route: Route,
    actor: User,
    text: str = "",
    reference: str = "",
    lead: Organisation | None = None,
    lead_text: str = "",
    challenge: Challenge | None = None,
) -> Decision:
    """Record what a body decided, with the route and the lead, and return it.

    Puts the signal on the work agenda under its route (and its challenge). Does not
    move the signal: that is `change_state`, which finds the gate open now. The same
    decision twice is once. Raises TransitionDenied without the right to decide, and
    for a lead or challenge of another partnership.
    """
    locked = lock_signal(signal)
    workflow.check_held(held_by(actor, locked.partnership), Permission.DECIDE)
    workflow.check_can_be_decided(locked.state)
    _check_is_here(challenge, locked)
    decision, is_new = Decision.objects.get_or_create(
        signal=locked,
        round=locked.round,
        body=body.strip(),
        date=date,
        reference=reference.strip(),
        text=text.strip(),
        route=route,
    )
    if is_new:
        if lead or lead_text.strip():
            name_actor(
                locked, ActorRole.LEAD, actor=actor, organisation=lead, text=lead_text
            )
        _take_route(locked, decision, challenge, actor)
    return decision


def _take_route(
    locked: PolicySignal, decision: Decision, challenge: Challenge | None, actor: User
) -> None:
    locked.route = decision.route
    locked.save(update_fields=["route", "updated"])
    place_on_agenda(
        locked, Route(decision.route), challenge=challenge, since=decision.date
    )
    record(
        locked,
        "decision_taken",
        actor=actor,
        is_public=True,
        body=decision.body,
        route=str(decision.route),
    )
    touch(locked)


def place_on_agenda(
    signal: PolicySignal,
    route: Route,
    *,
    challenge: Challenge | None = None,
    since: datetime.date | None = None,
) -> AgendaPlace:
    """Give a signal a place on the work agenda under a route; twice is once.

    It stands there since the day that was decided, or since today.
    """
    # A document may have put it there more than once.
    standing = signal.places.filter(until__isnull=True)
    known = standing.filter(route=route, challenge=challenge).first()
    return known or AgendaPlace.objects.create(
        signal=signal,
        route=route,
        challenge=challenge,
        right=signal.rights.first(),
        since=since or timezone.localdate(),
    )


@transaction.atomic
def carry_by_challenge(
    signal: PolicySignal, challenge: Challenge, *, actor: User
) -> AgendaPlace:
    """Let a challenge of the year carry a signal and return its place on the agenda.

    A place among the challenges that no challenge carries yet is used first; twice is
    once. Raises TransitionDenied without the right to decide, and for a challenge of
    another partnership.
    """
    locked = lock_signal(signal)
    workflow.check_held(held_by(actor, locked.partnership), Permission.DECIDE)
    _check_is_here(challenge, locked)
    standing = locked.places.filter(route=Route.CHALLENGE, until__isnull=True)
    carried = standing.filter(challenge=challenge).first()
    if carried:
        return carried
    place = standing.filter(challenge=None).first()
    if place is None:
        place = place_on_agenda(locked, Route.CHALLENGE, challenge=challenge)
    else:
        place.challenge = challenge
        place.save(update_fields=["challenge", "updated"])
    record(
        locked,
        "carried_by_challenge",
        actor=actor,
        is_public=True,
        title=challenge.title,
        year=challenge.year,
    )
    touch(locked)
    return place


@transaction.atomic
def send_letter(
    signal: PolicySignal,
    *,
    addressee: str,
    sent: datetime.date,
    actor: User,
    reference: str = "",
    answer_awaited: datetime.date | None = None,
) -> Letter:
    """Note the dated letter to a higher authority and return it; twice is once."""
    locked = lock_signal(signal)
    workflow.check_held(held_about(actor, locked), Permission.FOLLOW_UP)
    letter, is_new = Letter.objects.get_or_create(
        signal=locked,
        round=locked.round,
        addressee=addressee.strip(),
        sent=sent,
        reference=reference.strip(),
        defaults={"answer_awaited": answer_awaited},
    )
    if not is_new:
        return letter
    record(
        locked,
        "letter_sent",
        actor=actor,
        is_public=True,
        addressee=letter.addressee,
    )
    touch(locked)
    return letter


@transaction.atomic
def note_letter_answer(
    letter: Letter, *, answered: datetime.date, answer: str, actor: User
) -> Letter:
    """Note what the higher authority answered; the same answer twice is once."""
    locked = lock_signal(letter.signal)
    workflow.check_held(held_about(actor, locked), Permission.FOLLOW_UP)
    letter.refresh_from_db()
    if (letter.answered, letter.answer) == (answered, answer.strip()):
        return letter
    letter.answered = answered
    letter.answer = answer.strip()
    letter.save(update_fields=["answered", "answer", "updated"])
    record(
        locked,
        "letter_answered",
        actor=actor,
        is_public=True,
        addressee=letter.addressee,
    )
    touch(locked)
    return letter


@transaction.atomic
def agree_action(
    signal: PolicySignal,
    *,
    what: str,
    who: str,
    actor: User,
    by: datetime.date | None = None,
) -> AgreedAction:
    """Note what somebody will do about a signal and return it; twice is once."""
    locked = lock_signal(signal)
    workflow.check_held(held_about(actor, locked), Permission.FOLLOW_UP)
    action, is_new = AgreedAction.objects.get_or_create(
        signal=locked, round=locked.round, what=what.strip(), who=who.strip(), by=by
    )
    if not is_new:
        return action
    record(
        locked,
        "action_agreed",
        actor=actor,
        is_public=True,
        what=action.what,
        who=action.who,
    )
    touch(locked)
    return action


@transaction.atomic
def finish_action(
    action: AgreedAction, *, done: datetime.date, actor: User
) -> AgreedAction:
    """Note that an agreed action is done; the first to say so is believed."""
    locked = lock_signal(action.signal)
    workflow.check_held(held_about(actor, locked), Permission.FOLLOW_UP)
    action.refresh_from_db()
    if action.done:
        return action
    action.done = done
    action.save(update_fields=["done", "updated"])
    record(locked, "action_done", actor=actor, is_public=True, what=action.what)
    touch(locked)
    return action


@transaction.atomic
def add_log_entry(
    signal: PolicySignal,
    when: FuzzyDate,
    *,
    text: str,
    actor: User,
    attendance: int | None = None,
    attendance_is_about: bool = False,
    meetings: int | None = None,
    is_public: bool = True,
) -> LogEntry:
    """Add one dated fact to the follow-up of a signal and return it.

    The same line by the same person within ten minutes is a form sent twice: it
    counts once.
    """
    locked = lock_signal(signal)
    workflow.check_held(held_about(actor, locked), Permission.FOLLOW_UP)
    if said_before := _said_before(locked, when, text, actor):
        return said_before
    entry = LogEntry.objects.create(
        signal=locked,
        date_text=when.text,
        date_kind=when.kind,
        start=when.start,
        end=when.end,
        text=text.strip(),
        attendance=attendance,
        attendance_is_about=attendance_is_about,
        meetings=meetings,
        actor=actor,
        is_public=is_public,
    )
    record(locked, "log_added", actor=actor, when=when.text, text=entry.text[:200])
    touch(locked)
    watching.tell_log_entry(entry)
    return entry


def _said_before(
    locked: PolicySignal, when: FuzzyDate, text: str, actor: User
) -> LogEntry | None:
    return locked.log_entries.filter(
        date_text=when.text,
        text=text.strip(),
        actor=actor,
        created__gte=timezone.now() - SENT_TWICE,
    ).first()


def _record_agreement(locked: PolicySignal, made: Agreement) -> None:
    name = made.organisation.name
    record(
        locked,
        "agreement_given",
        actor=made.actor,
        on_behalf_of=name,
        note=made.remark,
        organisation=name,
        result=str(made.result),
    )


def _check_may_agree(
    locked: PolicySignal,
    organisation: Organisation,
    result: AgreementResult,
    remark: str,
    actor: User,
) -> None:
    held = held_by(actor, locked.partnership)
    if Permission.PUBLISH not in held:
        workflow.check_held(held, Permission.AGREE)
        check_speaks_for(actor, organisation)
    workflow.check_agreement(
        locked.state,
        in_working_group=is_in_group_of(locked, organisation),
        needs_words=result
        in {AgreementResult.OBJECT, AgreementResult.AGREE_WITH_REMARK},
        remark=remark,
    )


def check_speaks_for(actor: User, organisation: Organisation) -> None:
    """Raise TransitionDenied unless the account has a role for this organisation."""
    if not works_for(actor, organisation):
        raise workflow.TransitionDenied([workflow.not_your_organisation()])


def _check_is_here(challenge: Challenge | None, signal: PolicySignal) -> None:
    if challenge and challenge.partnership_id != signal.partnership_id:
        raise workflow.TransitionDenied([workflow.no_such_challenge()])
