"""Two signals that are about the same problem: finding, comparing, merging, parting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from draaischijf.core.elsewhere import Elsewhere
from draaischijf.core.sent import posted, wants_part
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals.domain import merging
from draaischijf.signals.forms.merging import MergeForm, NoteForm
from draaischijf.signals.forms.replying import SearchForm
from draaischijf.signals.models import PolicySignal, SignalMerge
from draaischijf.signals.queries.merge_page import (
    MergePage,
    going_back,
    others_for,
    what_happens,
)
from draaischijf.signals.queries.merges import are_one, merge_or_404
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.views.signal_tasks import address_of, signal_for_task_or_404

EDIT = Permission.EDIT_SIGNAL


@in_partnership
def signal_merge(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Find the other signal; one that is chosen leads to the two side by side."""
    signal = signal_for_task_or_404(request, partnership, number, EDIT)
    search = SearchForm(request.GET)
    chosen = search.chosen if search.chosen != number else None
    if chosen and "step" not in request.GET and not wants_part(request):
        signal_for_task_or_404(request, partnership, chosen, EDIT)
        return redirect("signals:signal_merge_with", partnership.slug, number, chosen)
    context = {
        "signal": signal,
        "words": search.words,
        "chosen": chosen,
        "candidates": others_for(signal, search.words, chosen=chosen),
        "here": request.path,
        "back": address_of(signal),
    }
    if wants_part(request):
        return render(request, "signals/_choose_signal.html#signals", context)
    return render(request, "signals/signal_merge.html", context)


@in_partnership
def signal_merge_with(
    request: HttpRequest, partnership: Partnership, number: int, other: int
) -> HttpResponse:
    """Compare two signals, choose what stays, see what will happen, and do it."""
    try:
        signal = signal_for_task_or_404(request, partnership, number, EDIT)
        second = signal_for_task_or_404(request, partnership, other, EDIT)
    except Elsewhere as there:
        if not are_one(partnership, number, other):
            raise
        # Pressed twice, or a colleague was first: it is as it was meant.
        messages.info(request, there.said)
        return redirect(there.url)
    if number == other:
        return redirect("signals:signal_merge", partnership.slug, number)
    page = MergePage(signal, second, request.user)
    form = MergeForm(posted(request), signal=signal, page=page)
    if request.method == "POST" and form.is_valid() and form.wants != form.CHANGE:
        return _preview_or_go(request, signal, page, form)
    return _show(request, signal, page, form)


def _preview_or_go(
    request: HttpRequest, signal: PolicySignal, page: MergePage, form: MergeForm
) -> HttpResponse:
    stays, words = form.cleaned_data["stays"], form.cleaned_data["words"]
    survivor, absorbed = page.side(stays).signal, page.other(stays).signal
    if form.wants == form.PREVIEW:
        return _show(
            request,
            signal,
            page,
            form,
            happens=what_happens(page, stays, words),
            news=merging.news_of(absorbed, survivor),
        )
    with RefusalsIn(form):
        merging.merge_signals(
            absorbed,
            survivor,
            actor=actor_of(request),
            takes_words=words != stays,
            note=form.said,
        )
        said = _t("Signal %(one)s is part of signal %(other)s now.")
        numbers = {"one": absorbed.number, "other": survivor.number}
        messages.success(request, said % numbers)
        return redirect(address_of(survivor))
    return _show(request, signal, page, form)


def _show(
    request: HttpRequest,
    signal: PolicySignal,
    page: MergePage,
    form: MergeForm,
    **more: Any,
) -> HttpResponse:
    context = {
        "signal": signal,
        "page": page,
        "form": form,
        "back": address_of(signal),
        **more,
    }
    asked_back = form.is_bound and form.cleaned_data.get("step") == form.CHANGE
    status = 422 if form.errors and not asked_back else 200
    return render(request, "signals/signal_merge_with.html", context, status=status)


@in_partnership
def signal_part(
    request: HttpRequest, partnership: Partnership, number: int, other: int
) -> HttpResponse:
    """Say what goes back when two signals are taken apart again, and do it."""
    signal = signal_for_task_or_404(request, partnership, number, EDIT)
    merge = merge_or_404(signal, other)
    form = NoteForm(posted(request), signal=signal)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            merging.part_signals(merge, actor=actor_of(request), note=form.said)
            said = _t("Signal %(number)s goes on by itself again.")
            messages.success(request, said % {"number": other})
            return redirect(address_of(signal))
    return render(
        request,
        "signals/signal_part.html",
        _parting(signal, merge, form),
        status=422 if form.errors else 200,
    )


def _parting(
    signal: PolicySignal, merge: SignalMerge, form: NoteForm
) -> dict[str, Any]:
    return {
        "signal": signal,
        "merge": merge,
        "going_back": going_back(merge),
        "form": form,
        "back": address_of(signal, "origins"),
    }
