"""The list of calls, and the page of one with what became of each point."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from draaischijf.calls.forms.arranging import DeadlineForm, InviteForm
from draaischijf.calls.models import Call
from draaischijf.calls.queries.calls import CallPage, call_list, call_or_404
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require


@require_safe
@in_partnership
def calls(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the calls this reader may see, the newest first."""
    require(request.user, Permission.READ, partnership)
    context = {"calls": call_list(request.user, partnership)}
    return render(request, "calls/calls.html", context)


@require_safe
@in_partnership
def call(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    """Show who answered, and by question what became of each point."""
    return call_page(request, call_or_404(request.user, partnership, number))


def call_page(
    request: HttpRequest,
    call: Call,
    *,
    invite_form: InviteForm | None = None,
    deadline_form: DeadlineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a call; a form that was refused takes the place of its empty one."""
    page = CallPage(call, request.user)
    context = {
        "call": call,
        "page": page,
        "invite_form": invite_form or InviteForm(partnership=call.partnership),
        "deadline_form": deadline_form
        or DeadlineForm(initial={"deadline": None if call.is_past else call.deadline}),
    }
    return render(request, "calls/call.html", context, status=status)
