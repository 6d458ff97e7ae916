"""The code of a meeting, and the page behind it: "I am here"."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from draaischijf.consultation import minutes_links
from draaischijf.consultation.domain.presence import make_code, say_present
from draaischijf.consultation.forms.minutes import PresentForm
from draaischijf.consultation.models import Meeting
from draaischijf.consultation.views.meetings import convened_or_404
from draaischijf.core import rates
from draaischijf.core.headers import as_personal
from draaischijf.core.qr import qr_code
from draaischijf.core.rates import Limit
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership, put_in_frame
from draaischijf.people.models import Partnership
from draaischijf.signals.http import against_guessing
from draaischijf.signals.workflow import TransitionDenied

# A whole room sits behind one connection.
PRESENT = Limit("meeting-present", 300)


@require_safe
@in_partnership
def presence_code(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Show the code for the screen of the room."""
    actor, found = convened_or_404(request, partnership, pk)
    try:
        url = minutes_links.presence_url(make_code(found, actor=actor))
    except TransitionDenied:
        return redirect(found)
    context = {"meeting": found, "url": url, "code": qr_code(url, box_size=16)}
    return render(request, "consultation/presence_code.html", context)


@login_not_required
@against_guessing
def presence(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody who scanned the code say to be here; no account is needed."""
    meeting = minutes_links.meeting_of_code(token)
    if meeting is None:
        raise Http404
    put_in_frame(request, meeting.partnership)
    if not meeting.is_today:
        return _another_day(request, meeting)
    form = PresentForm(posted(request))
    said = None
    if request.method == "POST":
        if PRESENT.is_over(rates.visitor_of(request)):
            form.add_error(None, PRESENT.in_words)
        elif form.is_valid():
            given = form.cleaned_data
            said = _said(form, meeting, given["name"], given["organisation_name"])
    context = {"meeting": meeting, "form": form, "said": said}
    status = 422 if form.errors else 200
    shown = render(request, "consultation/presence.html", context, status=status)
    return as_personal(shown)


def _another_day(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Say when the meeting is or was, to who looks at its code on another day."""
    # Of a page that stayed open over midnight nothing is kept.
    status = 409 if request.method == "POST" else 200
    page = "consultation/presence_another_day.html"
    return as_personal(render(request, page, {"meeting": meeting}, status=status))


def _said(form: PresentForm, meeting: Meeting, name: str, house: str) -> str:
    try:
        return say_present(meeting, name, house).name
    except TransitionDenied as denied:
        form.add_error(None, " ".join(map(str, denied.reasons)))
        return ""
