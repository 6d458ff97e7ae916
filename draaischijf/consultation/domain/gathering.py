"""Registering for a gathering: places, a waiting list that moves up, and leaving."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import emails, links, workflow
from draaischijf.consultation.domain.inviting import link_for
from draaischijf.consultation.domain.locking import lock_meeting, lock_meeting_as_it_is
from draaischijf.consultation.enums import (
    OPEN_KINDS,
    MeetingState,
    Presence,
    RegistrationState,
    Reply,
)
from draaischijf.consultation.models import (
    Gathering,
    Meeting,
    Participant,
    Registration,
)
from draaischijf.core import tokens
from draaischijf.history.domain import record
from draaischijf.signals.workflow import TransitionDenied


@dataclass(frozen=True)
class Registrant:
    """Who comes, and in which language the mails are; without address, none go."""

    name: str
    email: str = ""
    organisation_name: str = ""
    language: str = settings.LANGUAGE_CODE


@transaction.atomic
def open_gathering(
    meeting: Meeting,
    *,
    actor: User,
    places: int | None = None,
    until: datetime.date | None = None,
) -> Gathering:
    """Let people register for a gathering, or change how many and until when.

    With more places than before the waiting list moves up; who has a place keeps it.
    Raises TransitionDenied without the right to convene, for a regular meeting, and for
    one that is not planned or is over.
    """
    locked = lock_meeting(meeting, actor)
    workflow.check_can_be_asked_to(locked.state, is_over=locked.is_over)
    if locked.kind not in OPEN_KINDS:
        raise TransitionDenied([_t("This is for who sits in the body.")])
    found, is_new = Gathering.objects.get_or_create(meeting=locked)
    if not is_new and (found.places, found.until) == (places, until):
        return found
    found.places, found.until = places, until
    found.save(update_fields=["places", "until"])
    record(locked, "gathering_opened", actor=actor, count=places or 0)
    _move_up(locked, found)
    return found


@transaction.atomic
def register(
    meeting: Meeting, *, name: str, email: str, organisation_name: str = ""
) -> Registration:
    """Register somebody, with a place or on the waiting list, and mail which it is.

    The same address is once. Two who take the last place at once get one place and one
    on the waiting list. Raises TransitionDenied when one cannot register any more.
    """
    locked = lock_meeting_as_it_is(meeting)
    language = translation.get_language() or settings.LANGUAGE_CODE
    who = Registrant(name, email, organisation_name, language)
    made, is_new = take_in(locked, _open(locked), who)
    if is_new:
        record(locked, "registered", actor=None)
    return made


def take_in(
    meeting: Meeting, gathering: Gathering, who: Registrant
) -> tuple[Registration, bool]:
    """Give somebody a place or the end of the waiting list, mail which, and return it.

    Within a lock on the meeting. Second, whether they were not registered already.
    """
    known = _known(meeting, who)
    if known:
        return known, False
    # Whoever waits goes before: after this a free place is nobody's.
    _move_up(meeting, gathering)
    nonce = tokens.new_nonce()
    made = Registration(
        meeting=meeting,
        name=who.name.strip(),
        email=who.email.strip(),
        organisation_name=who.organisation_name.strip(),
        language=who.language,
        state=RegistrationState.WAITING,
        nonce=nonce,
        link_hash=tokens.hash_of(tokens.token_for(links.REGISTRATION, nonce)),
    )
    made.save()
    if _has_room(meeting, gathering):
        _give_place(made)
    if made.email:
        emails.tell_registered(made, meeting)
    return made, True


def _known(meeting: Meeting, who: Registrant) -> Registration | None:
    """Return who is registered: by address, without one by name and organisation."""
    here = meeting.registrations.exclude(state=RegistrationState.WITHDRAWN)
    if who.email.strip():
        return here.filter(email__iexact=who.email.strip()).first()
    return here.filter(
        email="",
        name__iexact=who.name.strip(),
        organisation_name__iexact=who.organisation_name.strip(),
    ).first()


@transaction.atomic
def withdraw(registration: Registration) -> Registration:
    """Let somebody go who registered; who waits longest gets the place, and hears it.

    Twice is once. Raises TransitionDenied for a gathering that is over.
    """
    meeting = lock_meeting_as_it_is(registration.meeting)
    row, is_new = take_out(registration, meeting)
    if is_new:
        record(meeting, "registration_withdrawn", actor=None)
    return row


def take_out(registration: Registration, meeting: Meeting) -> tuple[Registration, bool]:
    """Withdraw a registration within a lock on its meeting, and return it.

    Second, whether it was not withdrawn already. Raises TransitionDenied for a
    gathering that is over.
    """
    row = Registration.objects.select_related("participant").get(pk=registration.pk)
    if row.state == RegistrationState.WITHDRAWN:
        return row, False
    if meeting.is_over or meeting.state == MeetingState.HELD:
        raise TransitionDenied([_t("This meeting is over.")])
    let_go(row, meeting)
    return row, True


def let_go(row: Registration, meeting: Meeting) -> None:
    """Withdraw a registration, tell whose it was, and give the place to who waits.

    Within a lock on the meeting; of one that is over nobody is told.
    """
    participant, row.participant = row.participant, None
    row.state = RegistrationState.WITHDRAWN
    row.save(update_fields=["state", "participant"])
    if participant and participant.presence == Presence.UNKNOWN:
        participant.delete()
    if meeting.is_over:
        return
    if row.email:
        emails.tell_withdrawn(row, meeting, had_place=participant is not None)
    gathering = Gathering.objects.filter(meeting=meeting).first()
    if gathering and meeting.state == MeetingState.PLANNED:
        _move_up(meeting, gathering)


def go_on_waiting(meeting: Meeting, *, moved: bool, reason: str = "") -> None:
    """Give what came free to who waits, and mail the others what changed.

    Within a change of a planned meeting, once who has a place was told of it.
    """
    found = Gathering.objects.filter(meeting=meeting).first()
    if found is None:
        return
    _move_up(meeting, found)
    waiting = meeting.registrations.filter(state=RegistrationState.WAITING)
    for one in waiting.exclude(email=""):
        emails.tell_waiting_changed(one, meeting, moved=moved, reason=reason)


def tell_waiting_stopped(meeting: Meeting, *, reason: str) -> None:
    """Mail who waits for a place that there is no gathering; who had one hears it too.

    That goes with the invitation everybody with a place has.
    """
    waiting = meeting.registrations.filter(state=RegistrationState.WAITING)
    for one in waiting.exclude(email=""):
        emails.tell_waiting_stopped(one, meeting, reason=reason)


def _open(meeting: Meeting) -> Gathering:
    found = Gathering.objects.filter(meeting=meeting).first()
    workflow.check_can_be_asked_to(meeting.state, is_over=meeting.is_over)
    last = found.until if found else None
    if found is None or (last and last < timezone.localdate()):
        raise TransitionDenied([_t("One can register no more for this gathering.")])
    return found


def _has_room(meeting: Meeting, gathering: Gathering) -> bool:
    if gathering.places is None:
        return True
    placed = meeting.registrations.filter(state=RegistrationState.PLACED).count()
    return placed < gathering.places


def _move_up(meeting: Meeting, gathering: Gathering) -> None:
    """Give free places to who waits longest; within a lock on the meeting."""
    waiting = meeting.registrations.filter(state=RegistrationState.WAITING)
    for one in waiting.order_by("at", "pk"):
        if not _has_room(meeting, gathering):
            return
        _give_place(one)
        if one.email:
            emails.tell_moved_up(one, meeting)


def _give_place(registration: Registration) -> None:
    """Make somebody a participant, so that changes of the meeting reach them too."""
    participant = Participant.objects.create(
        meeting=registration.meeting,
        name=registration.name,
        email=registration.email,
        is_guest=True,
        reply=Reply.COMING,
    )
    invitation = link_for(participant)
    invitation.at = invitation.replied = timezone.now()
    invitation.save(update_fields=["at", "replied"])
    registration.participant = participant
    registration.state = RegistrationState.PLACED
    registration.save(update_fields=["participant", "state"])
