"""Letting go of somebody in meetings, gatherings, forums and calls for input."""

from __future__ import annotations

from draaischijf.consultation.models import Invitation, Participant
from draaischijf.privacy.queries.meeting_traces import (
    invited_of,
    named_of,
    participants_of,
    readers_of,
    registrations_of,
    remarks_of,
)
from draaischijf.privacy.queries.subjects import FORMER, Subject
from draaischijf.privacy.records.calls import empty_addresses


def forget_in_meetings(subject: Subject) -> None:
    """Take name, address and links of a person out; what was decided and done stays.

    Who was there is still counted: the list keeps a place without a name.
    """
    for rows, column in named_of(subject):
        rows.update(**{f"{column}_name": FORMER})
    remarks_of(subject).update(name=FORMER)
    readers_of(subject).delete()
    registrations_of(subject).delete()
    empty_addresses(invited_of(subject))
    there = list(participants_of(subject).values_list("pk", flat=True))
    Invitation.objects.filter(participant__in=there).delete()
    Participant.objects.filter(pk__in=there).update(name=FORMER, email="")
