"""On the page of a signal: the actions that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel
from draaischijf.plans.queries.answering import answers_to
from draaischijf.signals.models import PolicySignal

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def signal_actions(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the actions that answer a signal and `visitor` may see, or nothing."""
    if not isinstance(thing, PolicySignal):
        return None
    answers = answers_to(thing, visitor)
    if not answers:
        return None
    return Panel("plans/_signal_actions.html", {"answers": answers})
