"""What became of my report: the page behind the personal link."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.signals.domain import reporting
from draaischijf.signals.forms.follow import (
    AnswerForm,
    ExampleForm,
    SayForm,
    WithdrawForm,
)
from draaischijf.signals.http import Raised, behind_link
from draaischijf.signals.models import PreSignal, PreSignalMessage
from draaischijf.signals.queries.following import (
    FollowPage,
    follow_page,
    partnership_of,
)
from draaischijf.signals.views import limits
from draaischijf.signals.views.report import raiser_of
from draaischijf.signals.workflow import TransitionDenied

JUST_NOW = datetime.timedelta(hours=1)


@login_not_required
@behind_link
def follow(request: HttpRequest, token: str, raised: Raised) -> HttpResponse:
    return _page(request, follow_page(raised, token))


@login_not_required
@behind_link
def follow_answer(request: HttpRequest, token: str, raised: Raised) -> HttpResponse:
    form = AnswerForm(request.POST, partnership=partnership_of(raised))
    done = _t("Thank you. Your answer arrived.")
    return _say(request, token, raised, form, say=reporting.answer_question, done=done)


@login_not_required
@behind_link
def follow_add(request: HttpRequest, token: str, raised: Raised) -> HttpResponse:
    form = ExampleForm(request.POST, partnership=partnership_of(raised))
    done = _t("Thank you. Your example was added.")
    return _say(request, token, raised, form, say=reporting.add_example, done=done)


@login_not_required
@behind_link
def follow_withdraw(request: HttpRequest, token: str, raised: Raised) -> HttpResponse:
    report = _report(raised)
    if request.method != "POST":
        form = WithdrawForm(partnership=report.partnership)
        return _withdraw_page(request, token, report, form)
    form = WithdrawForm(request.POST, partnership=report.partnership)
    if limits.is_over(request, limits.FOLLOW_UP):
        form.refuse(limits.too_many(limits.FOLLOW_UP))
        page = _withdraw_page(request, token, report, form)
        return limits.wait(page, limits.FOLLOW_UP)
    if form.is_valid():
        try:
            reporting.withdraw_pre_signal(
                report, reason=form.text, actor=raiser_of(request)
            )
        except TransitionDenied as denied:
            form.add_error(None, denied.reasons)
        else:
            messages.success(request, _t("Your report was withdrawn."))
            return redirect("signals:follow", token)
    return _withdraw_page(request, token, report, form, status=422)


def _say(
    request: HttpRequest,
    token: str,
    raised: Raised,
    form: SayForm,
    *,
    say: Callable[..., PreSignalMessage],
    done: str,
) -> HttpResponse:
    """Take in an answer or an example; what cannot go stands in its form again."""
    report = _report(raised)
    if request.method != "POST":
        return redirect("signals:follow", token)
    over = limits.is_over(request, limits.FOLLOW_UP)
    if over:
        form.refuse(limits.too_many(limits.FOLLOW_UP))
    elif form.is_valid():
        try:
            say(report, form.text, actor=raiser_of(request), screening=form.marks)
        except TransitionDenied as denied:
            form.add_error(None, denied.reasons)
        else:
            messages.success(request, done)
            return redirect("signals:follow", token)
    page = _page(request, follow_page(report, token), refused=form, status=422)
    return limits.wait(page, limits.FOLLOW_UP) if over else page


def _report(raised: Raised) -> PreSignal:
    """Return the report; who only supports a signal has nothing to answer."""
    if not isinstance(raised, PreSignal):
        raise Http404
    return raised


def _page(
    request: HttpRequest,
    page: FollowPage,
    *,
    refused: SayForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show everything; a form that was refused takes the place of its empty one."""
    answer: SayForm | None = None
    example: SayForm | None = None
    if page.asks:
        answer = AnswerForm(partnership=page.partnership)
    if page.takes_examples:
        example = ExampleForm(partnership=page.partnership)
    if isinstance(refused, AnswerForm):
        answer = refused
    elif refused:
        example = refused
    is_new = "nieuw" in request.GET and timezone.now() - page.raised.created < JUST_NOW
    context = {"page": page, "answer": answer, "example": example, "is_new": is_new}
    return render(request, "signals/follow.html", context, status=status)


def _withdraw_page(
    request: HttpRequest,
    token: str,
    report: PreSignal,
    form: WithdrawForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"page": follow_page(report, token), "form": form}
    return render(request, "signals/withdraw.html", context, status=status)
