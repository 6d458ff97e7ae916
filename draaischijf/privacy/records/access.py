"""Invitations, requests for access, and where accounts are signed in."""

from __future__ import annotations

import datetime

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from draaischijf.access.models import AccessRequest, Invitation
from draaischijf.privacy.enums import Effect
from draaischijf.privacy.records.moments import in_place, start_of
from draaischijf.privacy.records.people import remove
from draaischijf.privacy.records.shape import Record


def invitations_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[Invitation]:
    """Return invitations whose link ended before a day, accepted or not."""
    ended = Invitation.objects.filter(expires__lt=start_of(before))
    return ended.filter(in_place(partnership_id))


def requests_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[AccessRequest]:
    """Return requests for access whose link ended before a day, answered or not."""
    ended = AccessRequest.objects.filter(expires__lt=start_of(before))
    return ended.filter(in_place(partnership_id))


def places_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[UserSession]:
    """Return where accounts were signed in before a day."""
    del partnership_id
    found: QuerySet[UserSession] = UserSession.objects.filter(
        last_seen_at__lt=start_of(before)
    )
    return found


INVITATIONS = Record(
    code="invitations",
    activity="people",
    label=_("Invitations"),
    data=_("Name, e-mail address, function, who invited"),
    since=_("after the link ended"),
    why=_("To see who was invited, and to send it again."),
    effect=Effect.REMOVED,
    fields=("access.Invitation",),
    days=90,
    least=14,
    most=730,
    due=invitations_due,
    carry_out=remove,
)
ACCESS_REQUESTS = Record(
    code="access_requests",
    activity="people",
    label=_("Requests for access"),
    data=_("Name, e-mail address, function, what somebody wants to do, the answer"),
    since=_("after the link ended"),
    why=_("To answer, and to know later why somebody got in or did not."),
    effect=Effect.REMOVED,
    fields=("access.AccessRequest",),
    days=365,
    least=30,
    most=1095,
    due=requests_due,
    carry_out=remove,
)
SIGNED_IN = Record(
    code="signed_in",
    activity="security",
    label=_("Where somebody was signed in"),
    data=_("Device, network address, day"),
    since=_("after somebody signed in there"),
    why=_("So that one sees, and ends, where one is signed in."),
    effect=Effect.REMOVED,
    fields=("usersessions.UserSession",),
    days=30,
    due=places_due,
    carry_out=remove,
    is_of_site=True,
)
