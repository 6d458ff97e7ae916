"""Where a signal was on the agenda, and what bodies decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.consultation.queries.about import times_on_agendas
from draaischijf.core.panels import Panel
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
