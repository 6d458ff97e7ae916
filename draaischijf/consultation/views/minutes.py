"""Minutes: read, sent to the members, remarked on by link, answered and approved."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.accounts.models import User
from draaischijf.consultation.domain import minutes as domain
from draaischijf.consultation.enums import RemarkOutcome
from draaischijf.consultation.forms.minutes import AnswerForm, RemarkForm, SendForm
from draaischijf.consultation.models import Meeting, Minutes
from draaischijf.consultation.queries.meetings import meeting_or_404, names_at
from draaischijf.consultation.queries.minutes import (
    MinutesPage,
    reader_behind,
    remark_or_404,
    sent_minutes_or_404,
    text_of,
)
from draaischijf.consultation.views.meetings import convened_or_404
from draaischijf.core import rates
from draaischijf.core.headers import as_personal
from draaischijf.core.rates import Limit
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership, put_in_frame
from draaischijf.people.models import Partnership
from draaischijf.signals.http import against_guessing
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied

REMARK = Limit("minutes-remark", 120)


@login_not_required
@require_safe
@in_partnership
def minutes(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show the minutes of a meeting: as they stand, or as they were approved."""
    found = meeting_or_404(request.user, partnership, pk)
    return _page(request, found)


def _page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    form: SendForm | None = None,
    answered: tuple[int, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = MinutesPage(meeting, request.user)
    until = timezone.localdate() + datetime.timedelta(days=domain.USUAL_DAYS)
    context = {
        "meeting": meeting,
        "page": page,
        "text": page.text,
        "form": form or SendForm(initial={"remarks_until": until}),
        "answers": [
            (one, _answer_form(meeting, one.pk, answered)) for one in page.remarks
        ],
    }
    return render(request, "consultation/minutes.html", context, status=status)


def _answer_form(
    meeting: Meeting, key: int, answered: tuple[int, AnswerForm] | None
) -> AnswerForm:
    if answered and answered[0] == key:
        return answered[1]
    return AnswerForm(partnership=meeting.partnership, auto_id=f"id_{key}_%s")


@require_POST
@in_partnership
def minutes_send(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Send the minutes to everybody who was asked."""
    actor, found = convened_or_404(request, partnership, pk)
    form = SendForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    until = form.cleaned_data["remarks_until"]

    def send() -> None:
        domain.send_minutes(found, until, actor=actor)
        messages.success(request, _t("The minutes are on their way to the members."))

    return _done(request, found, send)


@require_POST
@in_partnership
def remark_answer(
    request: HttpRequest, partnership: Partnership, pk: int, remark: int
) -> HttpResponse:
    """Say what was done with a remark."""
    actor, found = convened_or_404(request, partnership, pk)
    row = remark_or_404(found, remark)
    form = AnswerForm(
        request.POST,
        partnership=partnership,
        also_known=names_at(found),
        auto_id=f"id_{row.pk}_%s",
    )
    if form.is_valid():
        given = form.cleaned_data
        with RefusalsIn(form):
            domain.answer_remark(
                row, RemarkOutcome(given["outcome"]), given["answer"], actor=actor
            )
            return redirect(f"{_address(found)}#opmerking-{row.pk}")
    return _page(request, found, answered=(row.pk, form), status=422)


@require_POST
@in_partnership
def minutes_approve(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Approve minutes without a meeting, as a body does that decides in writing."""
    actor, found, row = _sent(request, partnership, pk)

    def approve() -> None:
        domain.approve_minutes(row, actor=actor)
        messages.success(request, _t("The minutes are approved."))

    return _done(request, found, approve)


@require_POST
@in_partnership
def minutes_publish(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Let everybody read approved minutes, or not any more."""
    actor, found, row = _sent(request, partnership, pk)
    public = request.POST.get("public") == "1"
    return _done(
        request,
        found,
        lambda: domain.publish_minutes(row, actor=actor, is_public=public),
    )


def _sent(
    request: HttpRequest, partnership: Partnership, pk: int
) -> tuple[User, Meeting, Minutes]:
    actor, found = convened_or_404(request, partnership, pk)
    return actor, found, sent_minutes_or_404(found)


def _address(meeting: Meeting) -> str:
    return f"{meeting.get_absolute_url()}notulen/"


def _done(
    request: HttpRequest, meeting: Meeting, does: Callable[[], object]
) -> HttpResponse:
    try:
        does()
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    return redirect(_address(meeting))


@login_not_required
@against_guessing
def minutes_read(request: HttpRequest, token: str) -> HttpResponse:
    """Show the minutes to who got the link, and take in a remark."""
    reader = reader_behind(token)
    sent = reader.minutes
    meeting = sent.meeting
    put_in_frame(request, meeting.partnership)
    text = text_of(meeting, sent)
    form = RemarkForm(
        posted(request),
        partnership=meeting.partnership,
        also_known=names_at(meeting),
        items=[(str(one.number), f"{one.number}. {one.title}") for one in text.items],
    )
    status = 200
    if request.method == "POST":
        if REMARK.is_over(rates.visitor_of(request)):
            form.refuse(REMARK.in_words)
        elif form.is_valid():
            with RefusalsIn(form):
                domain.remark(
                    reader, form.cleaned_data["text"], item_number=form.item_number
                )
                messages.success(request, _t("Thank you. Your remark came in."))
                read = reverse("consultation:minutes_read", args=[token])
                return redirect(f"{read}?bewaard=1")
        status = 422
    context = {
        "reader": reader, "minutes": sent, "meeting": meeting, "text": text,
        "form": form, "remarks": list(reader.remarks.all()),
    }  # fmt: skip
    shown = render(request, "consultation/minutes_read.html", context, status=status)
    return as_personal(shown)
