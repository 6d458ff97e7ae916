"""Taking somebody off the list of one meeting."""

from __future__ import annotations

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.consultation import emails, workflow
from draaischijf.consultation.domain.gathering import let_go
from draaischijf.consultation.domain.locking import lock_open_meeting
from draaischijf.consultation.models import (
    Invitation,
    Meeting,
    Participant,
    Registration,
)
from draaischijf.history.domain import record


@transaction.atomic
def take_off(participant: Participant, *, actor: User) -> None:
    """Take somebody off a meeting; who was asked hears it, and loses the event.

    A guest who was wrong, a member who does not take part this once: a seat in the body
    stays. Who had registered withdraws by it. Twice is once. Raises TransitionDenied
    without the right to convene, for a meeting that was cancelled, and of one that was
    held for who was asked to it.
    """
    locked = lock_open_meeting(participant.meeting, actor)
    rows = locked.participants.select_related("invitation", "registration")
    row = rows.filter(pk=participant.pk).first()
    if row is None:
        return
    workflow.check_may_take_off(locked.state, was_asked=not row.walked_in)
    registration = Registration.objects.filter(participant=row).first()
    if registration:
        let_go(registration, locked)
    else:
        _tell(row, locked)
    locked.participants.filter(pk=row.pk).delete()
    # Who it was goes with the row, as their reply does.
    record(locked, "participant_removed", actor=actor)


def _tell(participant: Participant, meeting: Meeting) -> None:
    asked = Invitation.objects.filter(participant=participant).first()
    was_asked = asked is not None and (asked.at or asked.polled)
    if was_asked and participant.email and not meeting.is_over:
        emails.tell_taken_off(participant, meeting)
