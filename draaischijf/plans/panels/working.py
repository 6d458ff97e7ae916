"""On the start page: my actions, what is late with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def my_actions(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the actions a visitor leads in a partnership, or nothing."""
    del thing, visitor
    return None
