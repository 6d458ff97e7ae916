"""What the pages around one signal share: who may, the form, and back to the signal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from draaischijf.core.sent import wants_part
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals.forms.about_signal import SignalForm
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import held_about
from draaischijf.signals.queries.signal_page import SignalPage
from draaischijf.signals.queries.signals import signal_or_404


@dataclass(frozen=True)
class Task:
    """A form about a signal: its words, and the section of its page it belongs to."""

    title: Promise | str
    submit: Promise | str
    section: str
    lead: Promise | str = ""
    # The slot for what higher modules offer beside the form.
    panel: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def signal_for_task_or_404(
    request: HttpRequest, partnership: Partnership, number: int, needed: Permission
) -> PolicySignal:
    """Return the signal for who may do this. Raises Http404 for all others."""
    signal = signal_or_404(request.user, partnership, number)
    if needed not in held_about(request.user, signal):
        raise Http404
    return signal


def address_of(signal: PolicySignal, section: str = "") -> str:
    """Return the address of the page of a signal, or of a section of it."""
    address = reverse("signals:signal", args=[signal.partnership.slug, signal.number])
    return f"{address}#{section}" if section else address


def show_task(
    request: HttpRequest, signal: PolicySignal, form: SignalForm, task: Task
) -> HttpResponse:
    """Show the form: a page of its own, or the form alone for HTMX."""
    inline = wants_part(request)
    context = {
        "signal": signal,
        "form": form,
        "task": task,
        "inline": inline,
        "back": address_of(signal, task.section),
        **task.more,
    }
    part = "#form" if inline else ""
    status = 422 if form.errors else 200
    return render(request, f"signals/task.html{part}", context, status=status)


def task_done(
    request: HttpRequest, signal: PolicySignal, section: str, said: str
) -> HttpResponse:
    """Go back to the signal and say what was done; HTMX gets the page in place."""
    if not wants_part(request):
        messages.success(request, said)
        return redirect(address_of(signal, section))
    fresh = signal_or_404(request.user, signal.partnership, signal.number)
    context = {
        "page": SignalPage(fresh, request.user),
        "signal": fresh,
        "noted": said,
        "noted_in": section,
    }
    response = render(request, "signals/signal.html#page", context)
    response["HX-Retarget"] = "#signal"
    response["HX-Reswap"] = "outerHTML show:none"
    return response
