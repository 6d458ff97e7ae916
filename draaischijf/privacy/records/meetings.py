"""Addresses of who was asked to a meeting, and what they replied."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.models import Invitation, Participant, Registration
from draaischijf.privacy.enums import Effect
from draaischijf.privacy.records.moments import start_of
from draaischijf.privacy.records.shape import Record


def addresses_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[Participant]:
    """Return who has an address or a link for a meeting that lies before a day.

    A meeting of which no day was found counts from when it was last touched.
    """
    if partnership_id is None:
        return Participant.objects.none()
    over = Q(meeting__day__lt=before) | Q(
        meeting__day__isnull=True, meeting__updated__lt=start_of(before)
    )
    return Participant.objects.filter(
        over, meeting__partnership=partnership_id
    ).exclude(email="", invitation__isnull=True)


def empty_addresses(rows: QuerySet[Participant]) -> None:
    """Let go of address, link and word; who was there stays in the minutes."""
    keys = list(rows.values_list("pk", flat=True))
    Invitation.objects.filter(participant__in=keys).delete()
    Participant.objects.filter(pk__in=keys).update(email="")


def registrations_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[Registration]:
    """Return who registered for a gathering that lies before a day.

    Who had a place and came stays in the list of who was there.
    """
    if partnership_id is None:
        return Registration.objects.none()
    over = Q(meeting__day__lt=before) | Q(
        meeting__day__isnull=True, meeting__updated__lt=start_of(before)
    )
    return Registration.objects.filter(over, meeting__partnership=partnership_id)


def remove_registrations(rows: QuerySet[Registration]) -> None:
    """Remove registrations, also of who waited or withdrew."""
    rows.delete()


REGISTRATIONS = Record(
    code="registrations",
    activity="plans",
    label=_("Who registered for a gathering"),
    data=_("Name, organisation, e-mail address and personal link"),
    since=_("after the gathering"),
    why=_("To give places, to tell of changes, and for a certificate shortly after."),
    effect=Effect.REMOVED,
    fields=("consultation.Registration",),
    days=90,
    least=14,
    most=365,
    due=registrations_due,
    carry_out=remove_registrations,
)
MEETING_ADDRESSES = Record(
    code="meeting_addresses",
    activity="plans",
    label=_("Who was asked to a meeting"),
    data=_("E-mail address, personal link, and a word with the reply"),
    since=_("after the meeting"),
    why=_("To invite, to tell of changes, and to answer about it shortly after."),
    effect=Effect.EMPTIED,
    fields=("consultation.Participant.email", "consultation.Invitation"),
    days=90,
    least=14,
    most=365,
    due=addresses_due,
    carry_out=empty_addresses,
)
