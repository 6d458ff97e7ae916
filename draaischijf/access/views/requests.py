"""Asking for access, proving the address, and answering."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from draaischijf.access import queries
from draaischijf.access.domain import requests
from draaischijf.access.forms import AskForm, GrantForm, ReasonForm
from draaischijf.access.views.people import manager_or_404
from draaischijf.core import rates
from draaischijf.core.rates import Limit
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership

ASKED = Limit("access-request", 5)


@login_not_required
@in_partnership
def ask(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Ask for access with an address of one's organisation."""
    sent = posted(request)
    form = AskForm(sent, partnership=partnership)
    over = sent is not None and ASKED.is_over(rates.address_of(request))
    if over:
        form.refuse(ASKED.in_words)
    elif form.is_valid() and form.organisation:
        given = ("name", "email", "function", "why")
        asked = {name: form.cleaned_data[name] for name in given}
        requests.ask(partnership, form.organisation, **asked)
        return render(request, "access/request_asked.html", {"email": asked["email"]})
    context = {"form": form, "is_open": queries.asks_for_access(partnership)}
    status = 422 if sent is not None else 200
    page = render(request, "access/request.html", context, status=status)
    return rates.wait(page, ASKED) if over else page


@login_not_required
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """Prove the address: a button, for a mail reader may open links by itself."""
    found = queries.opened_request(token)
    if found is None:
        return render(request, "access/request_over.html", status=410)
    context = {"request_for": found, "is_done": found.state != "unproven"}
    if request.method == "POST":
        try:
            found = requests.prove(found)
        except ValidationError:
            return render(request, "access/request_over.html", status=410)
        context = {"request_for": found, "is_done": True}
    return render(request, "access/request_proof.html", context)


@in_partnership
def answer(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Let somebody in who asked, or say why not."""
    user = manager_or_404(request, partnership)
    found = queries.request_or_404(partnership, user, pk)
    sent = posted(request)
    refuses = sent is not None and sent.get("do") == "refuse"
    grant = GrantForm(None if refuses else sent, partnership=partnership, actor=user)
    reason = ReasonForm(sent if refuses else None, partnership=partnership)
    form = reason if refuses else grant
    if sent is not None and form.is_valid():
        try:
            if refuses:
                requests.refuse(found, reason.cleaned_data["reason"], actor=user)
            else:
                requests.grant(found, grant.cleaned_data["kind"], actor=user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _t("The answer is on its way."))
            return redirect("access:people", partnership.slug)
    context = {"request_for": found, "grant": grant, "reason": reason, "form": form}
    status = 422 if sent is not None else 200
    return render(request, "access/request_answer.html", context, status=status)
