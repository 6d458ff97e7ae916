"""Where a signal was on the agenda, and on the start page what one does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from draaischijf.consultation.queries.about import times_on_agendas
from draaischijf.consultation.queries.working import my_meetings
from draaischijf.core.panels import Panel
from draaischijf.people.models import Partnership
from draaischijf.signals.models import PolicySignal

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def signal_meetings(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the meetings that had a signal on their agenda, for this reader."""
    if not isinstance(thing, PolicySignal):
        return None
    items = times_on_agendas(visitor, thing)
    if not items:
        return None
    return Panel("consultation/_signal_meetings.html", {"items": items})


def my_work(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the tasks and meetings of a visitor in a partnership, or nothing."""
    if not isinstance(thing, Partnership) or not visitor.is_authenticated:
        return None
    mine = my_meetings(visitor, thing, timezone.localdate())
    if not (mine.tasks or mine.meetings or mine.items):
        return None
    return Panel("consultation/_my_meetings.html", {"mine": mine})
