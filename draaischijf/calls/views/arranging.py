"""Making a call and letting it run, by the office."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from draaischijf.accounts.models import User
from draaischijf.calls.domain import arranging, running
from draaischijf.calls.forms.arranging import CallForm, DeadlineForm, InviteForm
from draaischijf.calls.models import Call
from draaischijf.calls.queries.calls import call_or_404, invited_or_404
from draaischijf.calls.views.calls import call_page
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied


def _arranged_or_404(
    request: HttpRequest, partnership: Partnership, number: int
) -> tuple[User, Call]:
    """Return who arranges, and the call. Raises Http404."""
    actor = actor_with(request.user, Permission.EDIT_SIGNAL, partnership)
    return actor, call_or_404(actor, partnership, number)


@in_partnership
def call_start(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Start a call: its words and questions."""
    actor = actor_with(request.user, Permission.EDIT_SIGNAL, partnership)
    form = CallForm(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            return redirect(arranging.start_call(partnership, form.words, actor=actor))
    status = 422 if form.errors else 200
    context = {"form": form, "call": None}
    return render(request, "calls/call_words.html", context, status=status)


@in_partnership
def call_edit(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Change the words and questions of a draft."""
    actor, found = _arranged_or_404(request, partnership, number)
    if not found.is_draft:
        return redirect(found)
    initial = {
        "title": found.title,
        "why": found.why,
        "deadline": found.deadline,
        "questions": "\n".join(one.text for one in found.questions.all()),
    }
    form = CallForm(posted(request), initial=initial, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            arranging.edit_call(found, form.words, actor=actor)
            messages.success(request, _t("The call is kept."))
            return redirect(found)
    status = 422 if form.errors else 200
    context = {"form": form, "call": found}
    return render(request, "calls/call_words.html", context, status=status)


@require_POST
@in_partnership
def call_invite(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Invite one more."""
    actor, found = _arranged_or_404(request, partnership, number)
    form = InviteForm(request.POST, partnership=partnership)
    if not form.is_valid():
        return call_page(request, found, invite_form=form, status=422)
    given = form.cleaned_data
    return _done(
        request,
        found,
        lambda: arranging.invite(
            found,
            given["email"],
            organisation=given["organisation"],
            language=given["language"] or "nl",
            actor=actor,
        ),
    )


@require_POST
@in_partnership
def call_uninvite(
    request: HttpRequest, partnership: Partnership, number: int, pk: int
) -> HttpResponse:
    """Take an invitation back."""
    actor, found = _arranged_or_404(request, partnership, number)
    invited = invited_or_404(found, pk)
    return _done(
        request, found, lambda: arranging.uninvite(found, invited, actor=actor)
    )


@require_POST
@in_partnership
def call_open(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Open the call: the invitations go."""
    actor, found = _arranged_or_404(request, partnership, number)
    said = _t("The call is open. Everybody who is invited gets a mail.")
    return _done(request, found, lambda: running.open_call(found, actor=actor), said)


@require_POST
@in_partnership
def call_close(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Close the call."""
    actor, found = _arranged_or_404(request, partnership, number)
    said = _t("The call is closed.")
    return _done(request, found, lambda: running.close_call(found, actor=actor), said)


@require_POST
@in_partnership
def call_extend(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Take answers until another day."""
    actor, found = _arranged_or_404(request, partnership, number)
    form = DeadlineForm(request.POST)
    if not form.is_valid():
        return call_page(request, found, deadline_form=form, status=422)
    day = form.cleaned_data["deadline"]
    said = _t("The last day to answer was changed.")
    return _done(
        request, found, lambda: running.extend_call(found, day, actor=actor), said
    )


@require_POST
@in_partnership
def call_remind(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Remind who did not answer yet."""
    actor, found = _arranged_or_404(request, partnership, number)
    try:
        count = running.remind_now(found, actor=actor)
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
        return redirect(found)
    words = ngettext(
        "%(count)s reminder goes out, once a day at most.",
        "%(count)s reminders go out, once a day at most.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect(found)


def _done(
    request: HttpRequest, call: Call, does: Callable[[], object], said: str = ""
) -> HttpResponse:
    """Do one thing, say why not where it was refused, and go back to the call."""
    try:
        does()
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    else:
        if said:
            messages.success(request, said)
    return redirect(call)
