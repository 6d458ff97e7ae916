"""Calls for input on the pages of reports and signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.calls.queries.calls import call_of_report, calls_readable_in
from draaischijf.core.panels import Panel
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.models import PreSignal

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def report_call(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the call a report is an answer to, for who may read that call."""
    if not isinstance(thing, PreSignal):
        return None
    call = call_of_report(thing)
    if call is None or not holds(visitor, Permission.READ, call.partnership):
        return None
    return Panel("calls/_report_call.html", {"call": call})


def all_calls(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the way to the calls of a partnership, from its inbox."""
    if not isinstance(thing, Partnership):
        return None
    last = calls_readable_in(visitor, thing).first()
    if last is None and not holds(visitor, Permission.EDIT_SIGNAL, thing):
        return None
    return Panel("calls/_all_calls.html", {"partnership": thing, "last": last})
