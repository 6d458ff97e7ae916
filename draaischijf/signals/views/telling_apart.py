"""What looks like a report, and saying that it is something else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import wants_part
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.domain.telling_apart import take_back, tell_apart
from draaischijf.signals.forms.weighing import ApartForm, place_after
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.queries.looks_like import lookalikes, told_apart_from
from draaischijf.signals.queries.weighing import (
    pre_signal_or_404,
    pre_signal_to_weigh_or_404,
    signal_for_reports,
)
from draaischijf.signals.workflow import TransitionDenied


@require_safe
@in_partnership
def look_alike(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Show what looks like a report: as part of its page, or alone."""
    report = pre_signal_to_weigh_or_404(request.user, partnership, number)
    return _page(request, report, place_after(request.GET, partnership))


@require_POST
@in_partnership
def apart(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    """Keep that two are different; the pair is not shown again."""
    report = pre_signal_to_weigh_or_404(request.user, partnership, number)
    back = place_after(request.POST, partnership)
    form = ApartForm(request.POST)
    other = _other(request, partnership, form) if form.is_valid() else None
    try:
        if other is None:
            messages.error(request, _t("That is not there any more."))
        else:
            tell_apart(report, other, actor=actor_of(request))
    except TransitionDenied as denied:
        for reason in denied.reasons:
            messages.error(request, reason)
    if wants_part(request):
        return _page(request, report, back)
    page = reverse("signals:pre_signal_alike", args=[partnership.slug, number])
    return redirect(f"{page}?next={back}")


@require_POST
@in_partnership
def apart_back(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Forget that two are different; they may be shown together again."""
    report = pre_signal_to_weigh_or_404(request.user, partnership, number)
    back = place_after(request.POST, partnership)
    form = ApartForm(request.POST)
    other = _other(request, partnership, form) if form.is_valid() else None
    if other is None:
        messages.error(request, _t("That is not there any more."))
    else:
        take_back(report, other, actor=actor_of(request))
    if wants_part(request):
        return _page(request, report, back)
    page = reverse("signals:pre_signal_alike", args=[partnership.slug, number])
    return redirect(f"{page}?next={back}")


def _other(
    request: HttpRequest, partnership: Partnership, form: ApartForm
) -> PreSignal | PolicySignal | None:
    if form.cleaned_data["signal"]:
        return signal_for_reports(partnership, form.cleaned_data["signal"])
    if form.cleaned_data["report"]:
        return pre_signal_or_404(request.user, partnership, form.cleaned_data["report"])
    return None


def _page(request: HttpRequest, report: PreSignal, back: str) -> HttpResponse:
    held = permissions_of(request.user, report.partnership)
    context = {
        "report": report,
        "back": back,
        "found": lookalikes(report, request.user),
        "apart": told_apart_from(report),
        "may_start": Permission.EDIT_SIGNAL in held,
    }
    part = "#lookalikes" if wants_part(request) else ""
    return render(request, f"signals/look_alike.html{part}", context)
