"""Editions on the pages of signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.bundles.queries.bundles import (
    bundles_readable_in,
    editions_with,
)
from draaischijf.core.panels import Panel
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.models import PolicySignal

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def signal_editions(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the editions in which a signal stands, or nothing."""
    if not isinstance(thing, PolicySignal):
        return None
    found = editions_with(visitor, thing)
    if not found:
        return None
    return Panel("bundles/_signal_editions.html", {"bundles": found})


def all_editions(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the way to the editions of a partnership, from its list of signals."""
    if not isinstance(thing, Partnership):
        return None
    last = bundles_readable_in(visitor, thing).defer("content").first()
    if last is None and not holds(visitor, Permission.EDIT_SIGNAL, thing):
        return None
    context = {"partnership": thing, "last": last}
    return Panel("bundles/_all_editions.html", context)
