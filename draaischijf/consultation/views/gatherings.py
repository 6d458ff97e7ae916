"""Registering for a gathering without an account, and opening one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.consultation import links
from draaischijf.consultation.domain import gathering as domain
from draaischijf.consultation.forms.gatherings import GatheringForm, RegistrationForm
from draaischijf.consultation.queries.gatherings import (
    GatheringPage,
    place_in_line,
    registration_behind,
)
from draaischijf.consultation.queries.meetings import meeting_or_404
from draaischijf.consultation.views.meetings import convened_or_404, done
from draaischijf.core import rates
from draaischijf.core.headers import as_personal
from draaischijf.core.rates import Limit
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership, put_in_frame
from draaischijf.people.models import Partnership
from draaischijf.signals.http import against_guessing
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied

REGISTER = Limit("meeting-register", 30)


@in_partnership
def gathering_open(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Let people register for a gathering, and show who did."""
    actor, found = convened_or_404(request, partnership, pk)
    page = GatheringPage(found)
    if not page.is_open_kind:
        raise Http404
    known = page.gathering
    initial = {"places": known.places, "until": known.until} if known else {}
    form = GatheringForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return done(
            request,
            found,
            lambda: domain.open_gathering(
                found, actor=actor, places=given["places"], until=given["until"]
            ),
        )
    status = 422 if form.errors else 200
    context = {"meeting": found, "gather": page, "form": form}
    return render(request, "consultation/gathering.html", context, status=status)


@login_not_required
@in_partnership
def register(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Register somebody; the mail has the link with which one withdraws."""
    found = meeting_or_404(request.user, partnership, pk)
    page = GatheringPage(found)
    if page.gathering is None:
        raise Http404
    form = RegistrationForm(posted(request), partnership=partnership)
    context = {"meeting": found, "gather": page, "form": form}
    if request.method == "POST":
        if REGISTER.is_over(rates.visitor_of(request)):
            form.refuse(REGISTER.in_words)
            answer = render(request, "consultation/register.html", context)
            return rates.wait(answer, REGISTER)
        if form.is_valid():
            with RefusalsIn(form):
                given = form.cleaned_data
                domain.register(
                    found,
                    name=given["name"],
                    email=given["email"],
                    organisation_name=given["organisation_name"],
                )
                # The same words for an address that was registered already.
                messages.success(
                    request,
                    _t(
                        "Look in your mailbox: there you read whether you have a place."
                    ),
                )
                return redirect(found)
    status = 422 if form.errors else 200
    return render(request, "consultation/register.html", context, status=status)


@login_not_required
@require_safe
@against_guessing
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody their registration, and the way to withdraw it."""
    found = registration_behind(token)
    put_in_frame(request, found.meeting.partnership)
    context = {
        "registration": found,
        "meeting": found.meeting,
        "place": place_in_line(found),
        "token": token,
    }
    return as_personal(render(request, "consultation/registration.html", context))


@login_not_required
@require_POST
@against_guessing
def registration_withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraw a registration; whoever waits longest gets the place."""
    found = registration_behind(token)
    try:
        domain.withdraw(found)
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    else:
        messages.success(request, _t("Your registration is withdrawn. Thank you."))
    path = redirect("consultation:registration", links.registration_token_of(found))
    return as_personal(path)
