"""The page of who is invited: no account, only the link from the mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.calls.domain.answering import keep_points, send_points
from draaischijf.calls.forms.answering import PointsForm
from draaischijf.calls.models import Invited
from draaischijf.calls.queries.answering import AnswerPage, invited_behind
from draaischijf.core import rates
from draaischijf.core.headers import as_personal
from draaischijf.core.rates import Limit
from draaischijf.people.http import put_in_frame
from draaischijf.signals.http import against_guessing
from draaischijf.signals.refusals import RefusalsIn

ANSWER = Limit("calls-answer", 120)


@login_not_required
@against_guessing
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions, keep what is written, and send it."""
    page = AnswerPage(invited_behind(token))
    _speak(request, page.invited)
    put_in_frame(request, page.call.partnership)
    if request.method == "POST":
        return as_personal(_take_in(request, token, page))
    return as_personal(_page(request, page, _form(page)))


def _speak(request: HttpRequest, invited: Invited) -> None:
    """Speak the language of the mails, until who answers chooses one in the frame."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        # core.language puts back what it was when the page is made.
        translation.activate(invited.language)
        request.LANGUAGE_CODE = invited.language


def _form(page: AnswerPage, request: HttpRequest | None = None) -> PointsForm | None:
    if not page.call.takes_answers and request is None:
        return None
    return PointsForm(
        request.POST if request else None,
        invited=page.invited,
        questions=page.questions,
        kept=page.kept,
    )


def _take_in(request: HttpRequest, token: str, page: AnswerPage) -> HttpResponse:
    form = _form(page, request)
    assert form is not None  # noqa: S101 with what was sent there is one
    if ANSWER.is_over(rates.visitor_of(request)):
        form.refuse(ANSWER.in_words)
        return rates.wait(_page(request, page, form), ANSWER)
    if form.is_valid():
        is_sent = request.POST.get("do") == "send"
        with RefusalsIn(form):
            said = _send(page, form) if is_sent else _keep(page, form)
            if said:
                messages.success(request, said)
                return redirect("calls:answer", token)
    return _page(request, page, form, status=422)


def _keep(page: AnswerPage, form: PointsForm) -> str:
    keep_points(page.invited, form.points)
    return _t("Kept. Nothing was sent yet: you can go on until the last day.")


def _send(page: AnswerPage, form: PointsForm) -> str:
    if form.is_empty:
        form.refuse(_t("Write at least one point before you send."))
        return ""
    language = translation.get_language() or page.invited.language
    reports = send_points(page.invited, form.points, language=language)
    if not reports:
        return _t("These points were sent already. Thank you.")
    words = ngettext(
        "Thank you. %(count)s point was sent.",
        "Thank you. %(count)s points were sent.",
        len(reports),
    )
    return words % {"count": len(reports)}


def _page(
    request: HttpRequest,
    page: AnswerPage,
    form: PointsForm | None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"page": page, "call": page.call, "form": form}
    return render(request, "calls/answer.html", context, status=status)
