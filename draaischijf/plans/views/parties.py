"""Who leads an action, is its contact, or takes part in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.plans.domain import acting
from draaischijf.plans.forms.parties import PartyForm
from draaischijf.plans.queries.action_page import ActionPage, party_or_404
from draaischijf.plans.views.action_tasks import (
    action_to_edit_or_404,
    address_of,
    told_no,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.refusals import RefusalsIn


@in_partnership
def action_parties(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """List who is in an action, and name somebody."""
    action = action_to_edit_or_404(request, partnership, slug, number)
    form = PartyForm(posted(request), action=action)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            organisation, words = form.named("name")
            made = acting.name_party(
                action,
                form.chosen_role,
                actor=actor_of(request),
                organisation=organisation,
                person=form.cleaned_data["person"],
                text=words,
            )
            said = _t("%(name)s: %(role)s.")
            named = {"name": made, "role": made.get_role_display()}
            messages.success(request, said % named)
            return redirect("plans:action_parties", partnership.slug, slug, number)
    context = {
        "action": action,
        "form": form,
        "page": ActionPage(action, request.user),
        "back": address_of(action),
    }
    status = 422 if form.errors else 200
    return render(request, "plans/action_parties.html", context, status=status)


@require_POST
@in_partnership
def party_remove(
    request: HttpRequest, partnership: Partnership, slug: str, number: int, pk: int
) -> HttpResponse:
    """Take somebody out of an action again."""
    action = action_to_edit_or_404(request, partnership, slug, number)
    party = party_or_404(action, pk)
    try:
        acting.remove_party(party, actor=actor_of(request))
    except TransitionDenied as denied:
        return told_no(request, action, denied)
    messages.success(request, _t("%(name)s is taken out.") % {"name": party})
    return redirect("plans:action_parties", partnership.slug, slug, number)
