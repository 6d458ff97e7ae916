"""On the page of a plan: its approval, versions, legal elements and trajectory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def plan_approval(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return how far the approval of a plan is, or nothing."""
    del thing, visitor
    return None
