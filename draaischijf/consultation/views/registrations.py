"""The registrations of a gathering for who organises it: adding, correcting, a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.accounts.models import User
from draaischijf.consultation.domain import registering as domain
from draaischijf.consultation.enums import RegistrationState
from draaischijf.consultation.exports.registrations import (
    file_name,
    registration_cells,
    registration_headers,
)
from draaischijf.consultation.forms.gatherings import (
    NameRegisteredForm,
    RegisterForForm,
)
from draaischijf.consultation.models import Meeting, Registration
from draaischijf.consultation.queries.gatherings import (
    GatheringPage,
    registration_or_404,
)
from draaischijf.consultation.views.meetings import convened_or_404
from draaischijf.core.exports import csv_response, xlsx_response
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied


def gathering_or_404(
    request: HttpRequest, partnership: Partnership, pk: int
) -> tuple[User, GatheringPage]:
    """Return who convenes, and what one can register for. Raises Http404."""
    actor, found = convened_or_404(request, partnership, pk)
    page = GatheringPage(found)
    if page.gathering is None:
        raise Http404
    return actor, page


@in_partnership
def registration_add(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Register somebody who called."""
    actor, page = gathering_or_404(request, partnership, pk)
    form = RegisterForForm(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = domain.register_for(page.meeting, form.who, actor=actor)
            messages.success(request, _where(made))
            return _back(page.meeting)
    status = 422 if form.errors else 200
    context = {"meeting": page.meeting, "gather": page, "form": form}
    return render(request, "consultation/registration_add.html", context, status=status)


@in_partnership
def registration_edit(
    request: HttpRequest, partnership: Partnership, pk: int, registration: int
) -> HttpResponse:
    """Put the name or organisation of somebody right."""
    actor, page = gathering_or_404(request, partnership, pk)
    row = registration_or_404(page.meeting, registration)
    initial = {"name": row.name, "organisation_name": row.organisation_name}
    form = NameRegisteredForm(posted(request), partnership=partnership, initial=initial)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            domain.correct_registration(
                row,
                name=given["name"],
                organisation_name=given["organisation_name"],
                actor=actor,
            )
            messages.success(request, _t("The registration is kept."))
            return _back(page.meeting)
    status = 422 if form.errors else 200
    context = {"meeting": page.meeting, "form": form, "registration": row}
    return render(
        request, "consultation/registration_edit.html", context, status=status
    )


@require_POST
@in_partnership
def registration_remove(
    request: HttpRequest, partnership: Partnership, pk: int, registration: int
) -> HttpResponse:
    """Withdraw for somebody; whoever waits longest gets the place."""
    actor, page = gathering_or_404(request, partnership, pk)
    row = registration_or_404(page.meeting, registration)
    try:
        domain.withdraw_for(row, actor=actor)
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    else:
        words = _t("%(who)s is no longer registered.")
        messages.success(request, words % {"who": row.name})
    return _back(page.meeting)


@require_safe
@in_partnership
def registrations_export(
    request: HttpRequest, partnership: Partnership, pk: int, kind: str
) -> HttpResponseBase:
    """Give who registered as a file, for who convenes."""
    makers = {"csv": csv_response, "xlsx": xlsx_response}
    _actor, page = gathering_or_404(request, partnership, pk)
    if kind not in makers:
        raise Http404
    rows = registration_cells([*page.placed, *page.waiting])
    return makers[kind](file_name(page.meeting), registration_headers(), rows)


def _where(registration: Registration) -> str:
    has_place = registration.state == RegistrationState.PLACED
    if has_place and registration.email:
        words = _t("%(who)s has a place, and gets a mail about it.")
    elif has_place:
        words = _t("%(who)s has a place.")
    elif registration.email:
        words = _t("%(who)s is on the waiting list, and gets a mail about it.")
    else:
        words = _t("%(who)s is on the waiting list.")
    return words % {"who": registration.name}


def _back(meeting: Meeting) -> HttpResponse:
    arguments = [meeting.partnership.slug, meeting.pk]
    address = reverse("consultation:gathering_open", args=arguments)
    return redirect(f"{address}#ingeschreven")
