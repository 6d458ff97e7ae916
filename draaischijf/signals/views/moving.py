"""Moving a signal along its path: what can happen next, and doing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals.domain import movement
from draaischijf.signals.enums import SignalState
from draaischijf.signals.forms.moving import MoveForm
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.path import signal_path
from draaischijf.signals.queries.signal_moves import (
    MoveView,
    can_ever_move,
    moves_for,
)
from draaischijf.signals.queries.signals import signal_or_404
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.views.signal_tasks import address_of


@in_partnership
def signal_moves(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Show what can happen next, and what is still missing for it."""
    signal = _signal_to_move_or_404(request, partnership, number)
    context = {
        "signal": signal,
        "moves": moves_for(signal, request.user),
        "path": signal_path(signal),
        "back": address_of(signal),
    }
    return render(request, "signals/signal_moves.html", context)


@in_partnership
def signal_move(
    request: HttpRequest, partnership: Partnership, number: int, target: str
) -> HttpResponse:
    """Make one move: fill in, see the mail as it will go, and go."""
    signal = _signal_to_move_or_404(request, partnership, number)
    if target not in SignalState:
        raise Http404
    found = [one for one in moves_for(signal, request.user) if one.target == target]
    if not found:
        # Somebody else moved it meanwhile, or this was never the way.
        messages.warning(request, _not_from_here(signal, target))
        return redirect("signals:signal_moves", partnership.slug, number)
    [move] = found
    form = MoveForm(posted(request), signal=signal, move=move)
    if request.method == "POST" and form.is_valid() and form.wants != form.CHANGE:
        return _preview_or_go(request, signal, move, form)
    return _show(request, signal, move, form)


def _preview_or_go(
    request: HttpRequest, signal: PolicySignal, move: MoveView, form: MoveForm
) -> HttpResponse:
    news = movement.news_of(signal, move.target, form.move) if move.is_ready else None
    if form.wants == form.PREVIEW and news and news.told:
        return _show(request, signal, move, form, news=news)
    with RefusalsIn(form):
        moved = movement.change_state(
            signal, move.target, actor=actor_of(request), move=form.move
        )
        messages.success(
            request,
            _t("Signal %(number)s is now: %(state)s.")
            % {"number": moved.number, "state": moved.get_state_display()},
        )
        return redirect(address_of(moved))
    return _show(request, signal, move, form)


def _show(
    request: HttpRequest,
    signal: PolicySignal,
    move: MoveView,
    form: MoveForm,
    **more: Any,
) -> HttpResponse:
    context = {
        "signal": signal,
        "move": move,
        "form": form,
        "back": address_of(signal),
        **more,
    }
    asked_back = form.is_bound and form.cleaned_data.get("step") == form.CHANGE
    status = 422 if form.errors and not asked_back else 200
    return render(request, "signals/signal_move.html", context, status=status)


def _signal_to_move_or_404(
    request: HttpRequest, partnership: Partnership, number: int
) -> PolicySignal:
    signal = signal_or_404(request.user, partnership, number)
    if not can_ever_move(request.user, partnership):
        raise Http404
    return signal


def _not_from_here(signal: PolicySignal, target: str) -> str:
    said = _t("A signal that is “%(source)s” cannot become “%(target)s” by your hand.")
    return said % {
        "source": signal.get_state_display(),
        "target": SignalState(target).label,
    }
