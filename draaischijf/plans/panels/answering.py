"""On the page of a signal: the actions that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def signal_actions(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the actions that answer a signal, or nothing."""
    del thing, visitor
    return None
