"""On the start page: my actions, what is late with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from draaischijf.core.panels import Panel
from draaischijf.people.models import Partnership
from draaischijf.plans.permissions import may_note_own
from draaischijf.plans.queries import reminders

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

MOST_SHOWN = 6


def my_actions(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the actions a visitor leads in a partnership, or nothing."""
    if not isinstance(thing, Partnership) or not visitor.is_authenticated:
        return None
    today = timezone.localdate()
    mine = reminders.my_actions(visitor, thing, today, most=MOST_SHOWN)
    if not mine.total:
        return None
    may_note = may_note_own(visitor, thing)
    return Panel("plans/_my_actions.html", {"mine": mine, "may_note": may_note})
