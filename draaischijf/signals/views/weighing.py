"""The page of one report, and what a coordinator does with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import wants_part
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import abbreviations_of, require
from draaischijf.signals.domain import answering
from draaischijf.signals.domain.answering import ReplyKind
from draaischijf.signals.forms.replying import KindForm, SignalStartForm
from draaischijf.signals.forms.weighing import StepForm, WeighForm, place_after
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.report_page import ReportPage
from draaischijf.signals.queries.weighing import (
    pre_signal_or_404,
    pre_signal_to_weigh_or_404,
)
from draaischijf.signals.views.replying import Task, with_version, write_reply
from draaischijf.signals.workflow import TransitionDenied


@require_safe
@in_partnership
def pre_signal(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    report = pre_signal_or_404(request.user, partnership, number)
    back = place_after(request.GET, partnership)
    return render(request, "signals/pre_signal.html", _context(request, report, back))


def _context(request: HttpRequest, report: PreSignal, back: str) -> dict[str, Any]:
    page = ReportPage(report, request.user)
    context: dict[str, Any] = {
        "page": page,
        "report": report,
        "back": back,
        "abbreviations": abbreviations_of(report.partnership),
    }
    if page.weighs:
        context["weigh_form"] = WeighForm(pre_signal=report, version=page.version)
        context["kind_form"] = KindForm.offered(may_start=page.may_start)
    return context


@require_POST
@in_partnership
def weigh(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    """Keep the answers to the four questions."""
    report = pre_signal_to_weigh_or_404(request.user, partnership, number)
    back = place_after(request.POST, partnership)
    form = WeighForm(request.POST, pre_signal=report)
    if not form.is_valid():
        return _again(request, report, back, form)
    try:
        answering.keep_answers(
            report,
            form.weighing,
            actor=actor_of(request),
            version=form.cleaned_data["version"],
        )
    except TransitionDenied as denied:
        fresh = pre_signal_or_404(request.user, partnership, number)
        again = WeighForm(with_version(request.POST, [fresh]), pre_signal=fresh)
        return _again(request, fresh, back, again, denied)
    if not wants_part(request):
        messages.success(request, _t("The answers are kept."))
        return redirect(_page_of(partnership, number, back))
    fresh = pre_signal_or_404(request.user, partnership, number)
    context = _context(request, fresh, back) | {"is_kept": True}
    return render(request, "signals/pre_signal.html#weighing", context)


def _again(
    request: HttpRequest,
    report: PreSignal,
    back: str,
    form: WeighForm,
    denied: TransitionDenied | None = None,
) -> HttpResponse:
    """Show the page with all that was filled in, and why it was not kept."""
    context = _context(request, report, back) | {"weigh_form": form, "denied": denied}
    part = "#weighing" if wants_part(request) else ""
    return render(request, f"signals/pre_signal.html{part}", context, status=422)


def _page_of(partnership: Partnership, number: int, back: str) -> str:
    page = reverse("signals:pre_signal", args=[partnership.slug, number])
    return f"{page}?{urlencode({'next': back})}"


@require_POST
@in_partnership
def step(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    """Take the steps that need no words, and stay with the report."""
    report = pre_signal_to_weigh_or_404(request.user, partnership, number)
    here = _page_of(partnership, number, place_after(request.POST, partnership))
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        done = answering.take_step(
            report,
            form.cleaned_data["do"],
            signal_number=form.cleaned_data["signal"],
            actor=actor_of(request),
        )
    except TransitionDenied as denied:
        for reason in denied.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, done)
    return redirect(here)


@in_partnership
def reply(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    """Write one outcome, see the mail as it will go, and send it."""
    report = pre_signal_to_weigh_or_404(request.user, partnership, number)
    back = place_after(request.GET, partnership)
    here = _page_of(partnership, number, back)
    kind = KindForm(request.GET).chosen
    if kind is None:
        messages.error(request, _t("Choose first what happens with this report."))
        return redirect(here)
    if kind == ReplyKind.START:
        require(request.user, Permission.EDIT_SIGNAL, partnership)
    if not answering.takes_reply(report, kind):
        messages.warning(request, _t("This report has an outcome already."))
        return redirect(here)
    return write_reply(
        request,
        Task(partnership=partnership, reports=[report], kind=kind, back=back, up=here),
    )


@in_partnership
def signal_start(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Start a signal that nobody reported."""
    require(request.user, Permission.EDIT_SIGNAL, partnership)
    form = SignalStartForm(request.POST or None, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        signal = answering.start_alone(partnership, form.new, actor=actor_of(request))
        messages.success(
            request,
            _t("Signal %(number)s was started.") % {"number": signal.number},
        )
        return redirect("signals:signal", partnership.slug, signal.number)
    status = 422 if form.errors else 200
    return render(request, "signals/signal_start.html", {"form": form}, status=status)
