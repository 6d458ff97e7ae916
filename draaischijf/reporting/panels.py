"""Documents on the pages of plans, signals and the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.core.panels import Panel

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def plan_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the documents of a plan, or nothing."""
    del thing, visitor
    return None


def signal_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the dossier of a signal, or nothing."""
    del thing, visitor
    return None


def agenda_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the work agenda of a partnership as documents, or nothing."""
    del thing, visitor
    return None
