"""What somebody may do here and why, and leaving."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from draaischijf.access import queries
from draaischijf.access.domain import leaving
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.queries import person_of


@require_safe
@in_partnership
def mine(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Say in words what somebody is here, may do, and because of what."""
    found = queries.my_access(partnership, actor_of(request))
    if not found.roles and not found.resting:
        raise Http404
    return render(request, "access/mine.html", {"access": found})


@in_partnership
def leave(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Ask whether somebody really leaves, then end every access."""
    user = actor_of(request)
    person = person_of(user, partnership)
    if person is None:
        raise Http404
    if request.method == "POST":
        try:
            leaving.leave(person, actor=user)
        except ValidationError as denied:
            messages.error(request, " ".join(denied.messages))
            return redirect("access:mine", partnership.slug)
        messages.success(
            request,
            _t("You left %(name)s. Thank you for what you did.")
            % {"name": partnership.name},
        )
        return redirect("website:partnership", partnership.slug)
    return render(request, "access/leave.html")
