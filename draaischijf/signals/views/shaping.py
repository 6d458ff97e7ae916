"""The text, the sorting and the organisations of a signal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.queries import require
from draaischijf.signals.domain import shaping
from draaischijf.signals.forms.shaping import ActorForm, SignalEditForm
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.following_up import actor_or_404
from draaischijf.signals.queries.shaping import edit_version, sortings_of
from draaischijf.signals.queries.signal_page import SignalPage
from draaischijf.signals.queries.signals import signal_or_404
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.views.signal_tasks import address_of, signal_for_task_or_404


@in_partnership
def signal_edit(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Edit text, sorting and the four tests."""
    signal = signal_for_task_or_404(
        request, partnership, number, Permission.EDIT_SIGNAL
    )
    form = SignalEditForm(
        posted(request),
        signal=signal,
        sortings=sortings_of(signal),
        version=edit_version(signal),
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            shaping.edit_signal(
                signal, actor=actor_of(request), sets=form.chosen_sets, **form.changes
            )
            messages.success(request, _t("The signal is kept."))
            return redirect(address_of(signal))
    context = {"signal": signal, "form": form, "back": address_of(signal)}
    status = 422 if form.errors else 200
    return render(request, "signals/signal_edit.html", context, status=status)


@in_partnership
def signal_actors(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Say which organisations raised, lead, partner in or are addressed by a signal."""
    signal = _signal_to_name_or_404(request, partnership, number)
    form = ActorForm(posted(request), signal=signal)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            organisation, words = form.named("name")
            made = shaping.name_actor(
                signal,
                form.chosen_role,
                actor=actor_of(request),
                organisation=organisation,
                text=words,
            )
            said = _t("%(name)s: %(role)s.")
            messages.success(
                request, said % {"name": made, "role": made.get_role_display()}
            )
            return redirect("signals:signal_actors", partnership.slug, number)
    context = {
        "signal": signal,
        "form": form,
        "page": SignalPage(signal, request.user),
        "back": address_of(signal),
    }
    status = 422 if form.errors else 200
    return render(request, "signals/signal_actors.html", context, status=status)


@require_POST
@in_partnership
def actor_remove(
    request: HttpRequest, partnership: Partnership, number: int, pk: int
) -> HttpResponse:
    """Take an organisation out of a signal again."""
    signal = _signal_to_name_or_404(request, partnership, number)
    named = actor_or_404(signal, pk)
    shaping.remove_actor(named, actor=actor_of(request))
    messages.success(request, _t("%(name)s is taken out.") % {"name": named})
    return redirect("signals:signal_actors", partnership.slug, number)


def _signal_to_name_or_404(
    request: HttpRequest, partnership: Partnership, number: int
) -> PolicySignal:
    if not holds(request.user, Permission.DECIDE, partnership):
        require(request.user, Permission.EDIT_SIGNAL, partnership)
    return signal_or_404(request.user, partnership, number)
