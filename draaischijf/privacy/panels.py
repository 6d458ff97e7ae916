"""On the page behind a personal link: the way to the own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel
from draaischijf.signals import links
from draaischijf.signals.models import PreSignal, SignalSupport

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def own_data(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the way to the data behind a link; who reads this page has the link."""
    del visitor
    if not isinstance(thing, PreSignal | SignalSupport):
        return None
    return Panel("privacy/_own_data_link.html", {"token": links.token_of(thing)})
