"""Bodies and meetings on other pages, and what one does with them oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.models import Meeting
from draaischijf.consultation.queries.attendance import attendances_of
from draaischijf.consultation.queries.sitting import own_consultation
from draaischijf.consultation.queries.working import my_meetings
from draaischijf.core.panels import Panel
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds, permissions_of

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def my_work(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the tasks and meetings of a visitor in a partnership, or nothing."""
    if not isinstance(thing, Partnership) or not visitor.is_authenticated:
        return None
    mine = my_meetings(visitor, thing, timezone.localdate())
    if not (mine.tasks or mine.meetings or mine.items):
        return None
    return Panel("consultation/_my_meetings.html", {"mine": mine})


def my_consultation(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the bodies a visitor sits in, and the meetings that come, or nothing."""
    if not isinstance(thing, Partnership) or not visitor.is_authenticated:
        return None
    own = own_consultation(visitor, thing, timezone.localdate())
    if own is None:
        return None
    return Panel("consultation/_my_consultation.html", {"own": own})


def where_they_sit(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the way to how often each organisation is asked, for partners."""
    if not isinstance(thing, Partnership) or not holds(visitor, Permission.READ, thing):
        return None
    return Panel("consultation/_where_they_sit.html", {"partnership": thing})


def meeting_attendance(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return how many were at a meeting that was held, for partners."""
    if not isinstance(thing, Meeting) or thing.state != MeetingState.HELD:
        return None
    held = permissions_of(visitor, thing.partnership)
    if Permission.READ not in held:
        return None
    context = {
        "meeting": thing,
        "attendance": attendances_of([thing]).get(thing.pk),
        "may_count": Permission.CONVENE in held,
    }
    return Panel("consultation/_attendance.html", context)
