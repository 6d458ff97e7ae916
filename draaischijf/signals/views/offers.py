"""Offering a signal to the partnership above, and answering what children offer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.signals.domain import offering
from draaischijf.signals.enums import OfferState
from draaischijf.signals.forms.offers import INTO, NEW, AnswerForm, OfferForm
from draaischijf.signals.models import SignalOffer
from draaischijf.signals.queries.neighbours import also_elsewhere
from draaischijf.signals.queries.offers import (
    candidates_for,
    count_facts,
    may_be_offered,
    offer_or_404,
    offers_to,
    own_offer_or_404,
    public_counts,
)
from draaischijf.signals.queries.signals import signal_or_404
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.views.signal_tasks import address_of, signal_for_task_or_404
from draaischijf.signals.workflow import TransitionDenied


@in_partnership
def signal_offer(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Offer a signal to the parent: shows all that goes up before it does."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.DECIDE)
    why_not = may_be_offered(signal)
    if why_not:
        messages.warning(request, why_not)
        return redirect(address_of(signal))
    form = OfferForm(posted(request), signal=signal)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            offer = offering.offer_signal(signal, form.words, actor=actor_of(request))
            said = _t("The signal is offered to %(name)s.")
            messages.success(request, said % {"name": offer.partnership.name})
            return redirect(address_of(signal))
    context = {
        "signal": signal,
        "form": form,
        "parent": partnership.parent,
        "facts": count_facts(public_counts(signal)),
        "rights": list(signal.rights.all()),
        "areas": list(signal.areas.all()),
        "back": address_of(signal),
    }
    status = 422 if form.errors else 200
    return render(request, "signals/signal_offer.html", context, status=status)


@require_POST
@in_partnership
def offer_withdraw(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Take an offer back that still waits."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.DECIDE)
    try:
        offering.withdraw_offer(own_offer_or_404(signal), actor=actor_of(request))
    except TransitionDenied as denied:
        for reason in denied.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _t("The offer is taken back."))
    return redirect(address_of(signal))


@require_safe
@in_partnership
def offers(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List what children offered, what waits first."""
    require(request.user, Permission.EDIT_SIGNAL, partnership)
    context = {"offers": list(offers_to(partnership)[:200])}
    return render(request, "signals/offers.html", context)


@in_partnership
def offer(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Read one offer, and answer it."""
    require(request.user, Permission.EDIT_SIGNAL, partnership)
    found = offer_or_404(partnership, pk)
    form = AnswerForm(posted(request), offer=found)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            return _answered(request, found, form)
    waits = found.state == OfferState.OFFERED
    context = {
        "offer": found,
        "form": form,
        "waits": waits,
        "facts": count_facts(found.counts),
        "candidates": candidates_for(found) if waits else [],
        "back": reverse("signals:offers", args=[partnership.slug]),
    }
    status = 422 if form.errors else 200
    return render(request, "signals/offer.html", context, status=status)


def _answered(
    request: HttpRequest, found: SignalOffer, form: AnswerForm
) -> HttpResponse:
    actor, answer = actor_of(request), form.cleaned_data["answer"]
    if answer == INTO and form.signal is not None:
        taken = offering.accept_into(found, form.signal, actor=actor)
    elif answer == NEW:
        taken = offering.accept_as_new(found, actor=actor)
    else:
        offering.refuse_offer(found, form.cleaned_data["reason"], actor=actor)
        messages.success(request, _t("The offer is refused; they read why."))
        return redirect("signals:offers", found.partnership.slug)
    said = _t("The offer goes on in signal %(number)s.")
    messages.success(request, said % {"number": taken.number})
    return redirect(address_of(taken))


@require_safe
@login_not_required
@in_partnership
def elsewhere(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Show the published signals of neighbours that are like this one."""
    signal = signal_or_404(request.user, partnership, number)
    context = {"found": also_elsewhere(signal), "signal": signal}
    return render(request, "signals/elsewhere.html", context)
