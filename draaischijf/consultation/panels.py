"""The tasks and meetings of a person on the start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from draaischijf.consultation.queries.working import my_meetings
from draaischijf.core.panels import Panel
from draaischijf.people.models import Partnership

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
