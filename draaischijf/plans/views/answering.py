"""Which signals an action answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from draaischijf.core.sent import wants_part
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.plans.domain import acting
from draaischijf.plans.forms.answering import FindSignalForm, SignalNumberForm
from draaischijf.plans.queries.action_page import ActionPage
from draaischijf.plans.queries.answering import signals_to_link
from draaischijf.plans.views.action_tasks import (
    action_to_edit_or_404,
    address_of,
    told_no,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.queries.signals import signal_going_on_or_404, signal_or_404


@in_partnership
def action_signals(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Find a signal by its number or by words, and say that the action answers it."""
    action = action_to_edit_or_404(request, partnership, slug, number)
    chosen = SignalNumberForm(request.POST)
    if request.method == "POST" and chosen.is_valid():
        wanted = chosen.cleaned_data["signal"]
        signal = signal_going_on_or_404(request.user, partnership, wanted)
        try:
            acting.link_signal(action, signal, actor=actor_of(request))
        except TransitionDenied as denied:
            return told_no(request, action, denied)
        said = _t("The action answers signal %(number)s.")
        messages.success(request, said % {"number": signal.number})
        return redirect("plans:action_signals", partnership.slug, slug, number)
    words = FindSignalForm(request.GET).words
    context = {
        "action": action,
        "page": ActionPage(action, request.user),
        "words": words,
        "found": signals_to_link(request.user, action, words),
        "back": address_of(action, "answers"),
    }
    part = "#found" if wants_part(request) else ""
    return render(request, f"plans/action_signals.html{part}", context)


@require_POST
@in_partnership
def signal_unlink(
    request: HttpRequest, partnership: Partnership, slug: str, number: int, signal: int
) -> HttpResponse:
    """Say that an action does not answer a signal after all."""
    action = action_to_edit_or_404(request, partnership, slug, number)
    found = signal_or_404(request.user, partnership, signal)
    try:
        acting.unlink_signal(action, found, actor=actor_of(request))
    except TransitionDenied as denied:
        return told_no(request, action, denied)
    said = _t("The action no longer answers signal %(number)s.")
    messages.success(request, said % {"number": found.number})
    return redirect("plans:action_signals", partnership.slug, slug, number)
