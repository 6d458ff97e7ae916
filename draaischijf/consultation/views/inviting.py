"""Inviting to a meeting, giving it another moment, and the page behind a link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from draaischijf.consultation.domain import (
    agenda,
    inviting,
    meetings,
    moving,
    polling,
)
from draaischijf.consultation.enums import MeetingState, Reply
from draaischijf.consultation.forms.inviting import InviteForm, MomentForm, ReplyForm
from draaischijf.consultation.forms.meetings import ReasonForm
from draaischijf.consultation.forms.polls import DatesForm
from draaischijf.consultation.links import registration_token_of
from draaischijf.consultation.queries.inviting import (
    GettingThere,
    ReplyPage,
    file_behind,
    invitation_behind,
)
from draaischijf.consultation.queries.meetings import item_or_404
from draaischijf.consultation.views.meetings import convened_or_404, done
from draaischijf.core import rates
from draaischijf.core.headers import as_personal
from draaischijf.core.rates import Limit
from draaischijf.core.sent import posted
from draaischijf.documents.downloads import download
from draaischijf.people.http import in_partnership, put_in_frame
from draaischijf.people.models import Partnership
from draaischijf.signals.http import against_guessing
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied

REPLY = Limit("meeting-reply", 120)


@in_partnership
def meeting_invite(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Show who gets an invitation, fill in missing addresses, and send it."""
    actor, found = convened_or_404(request, partnership, pk)
    getting = GettingThere(found)
    form = InviteForm(posted(request), lacking=getting.lacking)
    if request.method == "POST" and form.is_valid():

        def send() -> None:
            ask = polling.ask_for_dates if getting.looks_for_a_date else inviting.invite
            count = ask(found, actor=actor, addresses=form.addresses)
            words = ngettext(
                "%(count)s mail was sent.", "%(count)s mails were sent.", count
            )
            messages.success(request, words % {"count": count})

        return done(request, found, send, "#wie")
    context = {"meeting": found, "getting": getting, "form": form}
    status = 422 if form.errors else 200
    return render(request, "consultation/invite.html", context, status=status)


@require_POST
@in_partnership
def agenda_send(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Mail the agenda with its documents to who was invited."""
    actor, found = convened_or_404(request, partnership, pk)

    def send() -> None:
        count = inviting.send_agenda(found, actor=actor)
        if not count:
            messages.info(request, _t("Everybody has this agenda already."))
            return
        words = ngettext(
            "%(count)s mail was sent.", "%(count)s mails were sent.", count
        )
        messages.success(request, words % {"count": count})

    return done(request, found, send, "#agenda")


@in_partnership
def meeting_move(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Give a meeting another moment, also one that was postponed."""
    actor, found = convened_or_404(request, partnership, pk)
    day = found.day if found.state == MeetingState.PLANNED else None
    initial = {"day": day, "starts": found.starts, "ends": found.ends}
    form = MomentForm(posted(request), partnership=partnership, initial=initial)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            moving.move_meeting(
                found, form.moment, actor=actor, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _t("The meeting has its new moment."))
            return redirect(found)
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": found}
    return render(request, "consultation/meeting_move.html", context, status=status)


@in_partnership
def meeting_postpone(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Postpone a meeting until a day that is not known yet, with a reason."""
    actor, found = convened_or_404(request, partnership, pk)
    form = ReasonForm(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            meetings.change_meeting_state(
                found,
                MeetingState.POSTPONED,
                actor=actor,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _t("The meeting is postponed."))
            return redirect(found)
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": found}
    return render(request, "consultation/meeting_postpone.html", context, status=status)


@login_not_required
@against_guessing
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Show a meeting to who is asked, and take in whether they come."""
    page = ReplyPage(invitation_behind(token))
    put_in_frame(request, page.meeting.partnership)
    if page.registration:
        # Who registered withdraws there, so that the place goes to who waits.
        token = registration_token_of(page.registration)
        return as_personal(redirect("consultation:registration", token))
    form = _form(request, page)
    if request.method != "POST":
        return as_personal(_reply_page(request, page, form))
    if REPLY.is_over(rates.visitor_of(request)):
        form.refuse(REPLY.in_words)
        return as_personal(rates.wait(_reply_page(request, page, form), REPLY))
    if form.is_valid():
        with RefusalsIn(form):
            _take_in(page, form)
            messages.success(request, _t("Thank you. You can change your answer here."))
            return as_personal(redirect("consultation:reply", token))
    return as_personal(_reply_page(request, page, form, status=422))


def _form(request: HttpRequest, page: ReplyPage) -> ReplyForm | DatesForm:
    """Return what is asked now: whether one comes, or which moments suit."""
    partnership, word = page.meeting.partnership, page.invitation.word
    if page.looks_for_a_date:
        return DatesForm(
            posted(request),
            partnership=partnership,
            options=page.date_options,
            said=page.said,
            initial={"word": word},
        )
    said = {"reply": page.participant.reply, "word": word}
    return ReplyForm(posted(request), partnership=partnership, initial=said)


def _take_in(page: ReplyPage, form: ReplyForm | DatesForm) -> None:
    word = form.cleaned_data["word"]
    if isinstance(form, DatesForm):
        polling.answer_dates(page.invitation, form.answers, word)
    else:
        reply = Reply(form.cleaned_data["reply"])
        inviting.take_reply(page.invitation, reply, word)


def _reply_page(
    request: HttpRequest,
    page: ReplyPage,
    form: ReplyForm | DatesForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"page": page, "meeting": page.meeting, "form": form}
    return render(request, "consultation/reply.html", context, status=status)


@login_not_required
@require_POST
@against_guessing
def reply_ask(request: HttpRequest, token: str, item: int) -> HttpResponse:
    """Ask by the link to talk about an item that would pass by consent."""
    invitation = invitation_behind(token)
    row = item_or_404(invitation.participant.meeting, item)
    back = redirect("consultation:reply", token)
    if REPLY.is_over(rates.visitor_of(request)):
        messages.error(request, REPLY.in_words)
        return as_personal(rates.wait(back, REPLY))
    try:
        agenda.ask_by_link(invitation, row)
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    else:
        messages.success(request, _t("This item is talked about in the meeting."))
    return as_personal(back)


@login_not_required
@require_safe
@against_guessing
def reply_file(request: HttpRequest, token: str, file: UUID) -> FileResponse:
    """Give who is invited a document of the agenda."""
    del request
    return as_personal(download(file_behind(invitation_behind(token), file)))
