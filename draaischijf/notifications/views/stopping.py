"""The page behind the link at the foot of a mail: no more of these, or again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from draaischijf.core.headers import as_personal
from draaischijf.notifications import stops
from draaischijf.notifications.forms import StopForm


# A mail program posts here by itself (RFC 8058), without a page and its token. The
# signed address is what allows it; the worst a forged post does is less mail.
@csrf_exempt
@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show what would stop; stop it, or take that back, only when it is posted."""
    asked = stops.stop_of(token)
    if asked is None:
        raise Http404
    if request.method == "POST":
        form = StopForm(request.POST)
        if form.is_valid() and form.cleaned_data["again"]:
            stops.resume_mails(asked)
        else:
            stops.stop_mails(asked)
    context = {
        "group": asked.group,
        "is_stopped": stops.is_stopped(asked),
        "is_done": request.method == "POST",
    }
    return as_personal(render(request, "notifications/stop.html", context))
