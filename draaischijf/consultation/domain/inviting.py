"""Inviting who takes part, telling them what changed, and taking in their replies."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import emails, workflow
from draaischijf.consultation.domain.locking import lock_meeting, lock_meeting_as_it_is
from draaischijf.consultation.enums import MeetingState, Reply
from draaischijf.consultation.links import token_of
from draaischijf.consultation.models import Invitation, Meeting, Participant
from draaischijf.consultation.queries.agenda import in_order
from draaischijf.core import tokens
from draaischijf.core.dates import working_days_between
from draaischijf.history.domain import record
from draaischijf.notifications.models import Mail
from draaischijf.signals.workflow import TransitionDenied

# Working days before a meeting on which who did not reply is reminded.
EARLY = 3


@transaction.atomic
def invite(
    meeting: Meeting, *, actor: User, addresses: Mapping[int, str] | None = None
) -> int:
    """Mail everybody who has an address and was not invited yet; return how many.

    `addresses` are those the office fills in for who has none, by participant: a seat
    of an organisation without a person. Pressed twice, nobody hears it twice. Raises
    TransitionDenied without the right to convene, and for a meeting that is not
    planned or is over.
    """
    locked = lock_meeting(meeting, actor)
    workflow.check_can_be_asked_to(locked.state, is_over=locked.is_over)
    new = [one for one in links_of_all(locked, addresses or {}) if not one.at]
    now = timezone.now()
    Invitation.objects.filter(pk__in=[one.pk for one in new]).update(at=now)
    for one in new:
        one.at = now
        emails.invite(one, locked)
    if new:
        record(locked, "meeting_invited", actor=actor, count=len(new))
    return len(new)


def links_of_all(meeting: Meeting, addresses: Mapping[int, str]) -> list[Invitation]:
    """Return the link of everybody who can be written to; within a lock on the meeting.

    As many queries however many there are, but for addresses that are filled in.
    """
    rows = meeting.participants.select_for_update(of=("self",))
    found = list(rows.select_related("person__user").order_by("pk"))
    for one in found:
        fill_in(one, addresses.get(one.pk, ""))
    return _links_for([one for one in found if one.email])


def fill_in(participant: Participant, address: str) -> None:
    """Keep the address the office gives for who has none; within a lock."""
    if address.strip() and not participant.email:
        participant.email = address.strip()
        participant.save(update_fields=["email"])


def link_for(participant: Participant) -> Invitation:
    """Return the link of a participant, made where there is none; within a lock."""
    (found,) = _links_for([participant])
    return found


def _links_for(participants: Sequence[Participant]) -> list[Invitation]:
    rows = Invitation.objects.filter(participant__in=participants)
    found = {one.participant_id: one for one in rows}
    made = [_new_link(one) for one in participants if one.pk not in found]
    found |= {one.participant_id: one for one in Invitation.objects.bulk_create(made)}
    for one in participants:
        # The caller's own row, which may just have got its address.
        found[one.pk].participant = one
    return [found[one.pk] for one in participants]


def _new_link(participant: Participant) -> Invitation:
    made = Invitation(participant=participant, nonce=tokens.new_nonce())
    made.link_hash = tokens.hash_of(token_of(made))
    return made


def invited_to(meeting: Meeting) -> list[Invitation]:
    """Return who was invited, or asked for a date, and can still be written to."""
    was_asked = Q(at__isnull=False) | Q(polled__isnull=False)
    rows = Invitation.objects.filter(was_asked, participant__meeting=meeting).exclude(
        participant__email=""
    )
    rows = rows.select_related("participant__registration", "participant__person__user")
    return list(rows.order_by("pk"))


def tell_changed(meeting: Meeting, *, moved: bool, reason: str = "") -> None:
    """Mail who was invited that a meeting has another moment (`moved`) or place.

    What they replied was about the old moment: they are asked anew.
    """
    invited = invited_to(meeting)
    if moved:
        _ask_anew([one for one in invited if not _is_registered(one)])
    for one in invited:
        is_registered = _is_registered(one)
        emails.tell_changed(
            one, meeting, moved=moved, is_registered=is_registered, reason=reason
        )


def _is_registered(invitation: Invitation) -> bool:
    """Whether somebody registered: they keep the place, and withdraw by the link."""
    return hasattr(invitation.participant, "registration")


def _ask_anew(invitations: Sequence[Invitation]) -> None:
    for one in invitations:
        one.replied, one.word, one.participant.reply = None, "", Reply.NONE
    Invitation.objects.bulk_update(invitations, ["replied", "word"])
    Participant.objects.bulk_update([one.participant for one in invitations], ["reply"])


@transaction.atomic
def send_agenda(meeting: Meeting, *, actor: User) -> int:
    """Mail the agenda with its documents to who was invited; return how many got it.

    Who let know not to come gets none; the same agenda goes to nobody twice. Raises
    TransitionDenied without the right to convene, without anything on the agenda, and
    for a meeting that is not planned or is over.
    """
    locked = lock_meeting(meeting, actor)
    workflow.check_can_be_asked_to(locked.state, is_over=locked.is_over)
    prefetch_related_objects([locked], "items__files")
    items = in_order(locked.items.all())
    if not items:
        raise TransitionDenied([_t("Put something on the agenda first.")])
    told = [
        (one.title, one.text, sorted(str(file.uuid) for file in one.files.all()))
        for one in items
    ]
    mark = hashlib.sha256(repr(told).encode()).hexdigest()[:16]
    readers = [
        one
        for one in invited_to(locked)
        if one.at and one.participant.reply != Reply.NOT_COMING
    ]
    keys = [emails.agenda_key(one, mark) for one in readers]
    known = Mail.objects.filter(key__in=keys).count()
    for one in readers:
        emails.send_agenda(one, locked, mark=mark, is_registered=_is_registered(one))
    if len(readers) > known:
        record(locked, "agenda_mailed", actor=actor, count=len(readers) - known)
    return len(readers) - known


def tell_stopped(meeting: Meeting, *, reason: str) -> None:
    """Mail who was invited that a meeting was cancelled or postponed."""
    for invitation in invited_to(meeting):
        emails.tell_stopped(invitation, meeting, reason=reason)


@transaction.atomic
def take_reply(invitation: Invitation, reply: Reply, word: str = "") -> Invitation:
    """Keep what somebody replies by their link, and return it; changed as often.

    Raises TransitionDenied for a meeting that is not planned, or that is over.
    """
    meeting = lock_meeting_as_it_is(invitation.participant.meeting)
    workflow.check_can_be_asked_to(meeting.state, is_over=meeting.is_over)
    if reply == Reply.NONE:
        raise TransitionDenied([_t("Choose one of the answers.")])
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    participant = Participant.objects.get(pk=locked.participant_id)
    locked.participant = participant
    if (participant.reply, locked.word) == (reply, word.strip()):
        return locked
    participant.reply = reply
    participant.save(update_fields=["reply"])
    locked.replied, locked.word = timezone.now(), word.strip()
    locked.save(update_fields=["replied", "word"])
    # Who it was and what they said is no history: it goes with their address.
    record(meeting, "reply_taken", actor=None)
    return locked


def remind_due(today: datetime.date) -> int:
    """Remind who did not reply, some days before each meeting; return how many.

    Run again nobody gets a second mail: the key is that of the day of the meeting.
    """
    soon = today + datetime.timedelta(days=2 * EARLY + 4)
    coming = Meeting.objects.filter(
        state=MeetingState.PLANNED, day__gt=today, day__lte=soon
    )
    return sum(_remind(meeting, today) for meeting in coming.order_by("day", "pk"))


@transaction.atomic
def _remind(meeting: Meeting, today: datetime.date) -> int:
    locked = lock_meeting_as_it_is(meeting)
    if locked.state != MeetingState.PLANNED or locked.day is None:
        return 0
    if not 0 < working_days_between(today, locked.day) <= EARLY:
        return 0
    count = 0
    for one in invited_to(locked):
        asked_today = one.at and timezone.localdate(one.at) == today
        if one.participant.reply == Reply.NONE and not asked_today:
            emails.remind(one, locked)
            count += 1
    return count
