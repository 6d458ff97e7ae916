"""The challenges of a year: their list, one challenge, and the signals it carries."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.signals.domain import challenges as domain
from draaischijf.signals.domain.following import carry_by_challenge
from draaischijf.signals.forms.challenges import (
    CarryForm,
    ChallengeForm,
    OrderForm,
    refused,
)
from draaischijf.signals.queries import challenges as queries
from draaischijf.signals.workflow import TransitionDenied

DECIDE = Permission.DECIDE


@in_partnership
def challenges(
    request: HttpRequest, partnership: Partnership, year: int
) -> HttpResponse:
    """List the challenges of a year, and add one."""
    require(request.user, DECIDE, partnership)
    form = ChallengeForm(posted(request), partnership=partnership)
    if form.is_valid():
        made = domain.add_challenge(
            partnership, year, actor=actor_of(request), **form.said
        )
        messages.success(request, _t("The challenge is added."))
        return redirect("signals:challenge", partnership.slug, made.pk)
    context = {"managed": queries.challenges_of(partnership, year), "form": form}
    status = 422 if form.errors else 200
    return render(request, "signals/challenges.html", context, status=status)


@in_partnership
def challenge(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Edit one challenge, and see which signals it carries."""
    require(request.user, DECIDE, partnership)
    found = queries.challenge_or_404(partnership, pk)
    start = ChallengeForm.start_of(found)
    form = ChallengeForm(posted(request), partnership=partnership, initial=start)
    if form.is_valid():
        domain.edit_challenge(found, actor=actor_of(request), **form.said)
        messages.success(request, _t("The challenge is saved."))
        return redirect("signals:challenge", partnership.slug, pk)
    return _page(request, partnership, pk, form=form)


@require_POST
@in_partnership
def challenge_carry(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Let a challenge carry a signal, by its number."""
    require(request.user, DECIDE, partnership)
    found = queries.challenge_or_404(partnership, pk)
    carry = CarryForm(request.POST)
    if carry.is_valid():
        number = carry.cleaned_data["number"]
        signal = queries.signal_numbered(request.user, partnership, number)
        if signal is None:
            refused(carry, _t("There is no signal with this number."))
        else:
            carry_by_challenge(signal, found, actor=actor_of(request))
            messages.success(request, _t("The challenge carries the signal."))
            return redirect("signals:challenge", partnership.slug, pk)
    return _page(request, partnership, pk, carry=carry)


@require_POST
@in_partnership
def challenge_let_go(
    request: HttpRequest, partnership: Partnership, pk: int, place: int
) -> HttpResponse:
    """Let a signal leave a challenge; the agenda of before still shows it."""
    require(request.user, DECIDE, partnership)
    found = queries.place_or_404(queries.challenge_or_404(partnership, pk), place)
    domain.take_off(found, actor=actor_of(request), day=timezone.localdate())
    messages.success(request, _t("The signal does not stand under it any more."))
    return redirect("signals:challenge", partnership.slug, pk)


@require_POST
@in_partnership
def challenge_order(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Move a challenge one place up or down."""
    require(request.user, DECIDE, partnership)
    found = queries.challenge_or_404(partnership, pk)
    form = OrderForm(request.POST)
    if form.is_valid():
        up = form.cleaned_data["to"] == "up"
        domain.move_challenge(found, up=up, actor=actor_of(request))
    return redirect("signals:challenges", partnership.slug, found.year)


@require_POST
@in_partnership
def challenge_next(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Carry a challenge, with its signals, to the next year."""
    require(request.user, DECIDE, partnership)
    found = queries.challenge_or_404(partnership, pk)
    made = domain.carry_to_next_year(found, actor=actor_of(request))
    said = _t("It goes on in %(year)s, with its signals.") % {"year": made.year}
    messages.success(request, said)
    return redirect("signals:challenge", partnership.slug, made.pk)


@require_POST
@in_partnership
def challenge_remove(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Remove a challenge that carries nothing."""
    require(request.user, DECIDE, partnership)
    found = queries.challenge_or_404(partnership, pk)
    try:
        domain.remove_challenge(found, actor=actor_of(request))
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
        return redirect("signals:challenge", partnership.slug, pk)
    messages.success(request, _t("The challenge is removed."))
    return redirect("signals:challenges", partnership.slug, found.year)


def _page(
    request: HttpRequest,
    partnership: Partnership,
    pk: int,
    *,
    form: ChallengeForm | None = None,
    carry: CarryForm | None = None,
) -> HttpResponse:
    found = queries.challenge_or_404(partnership, pk)
    start = ChallengeForm.start_of(found)
    context = {
        "challenge": found,
        "places": queries.carried_by(found),
        "may_remove": not found.places.exists(),
        "form": form or ChallengeForm(partnership=partnership, initial=start),
        "carry": carry or CarryForm(),
    }
    has_errors = (form and form.errors) or (carry and carry.errors)
    status = 422 if has_errors else 200
    return render(request, "signals/challenge.html", context, status=status)
