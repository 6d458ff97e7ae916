"""On the page of a plan: the next plan, and the difference with the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def plan_carry_over(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return where the carry-over of a plan stands, or nothing."""
    del thing, visitor
    return None
