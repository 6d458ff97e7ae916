"""The organisations of a partnership, and the names an import was not sure of."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from draaischijf.people import domain
from draaischijf.people.forms import JudgeNameForm
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import (
    actor_with,
    alias_or_404,
    names_page,
    organisation_or_404,
    organisations_page,
    require,
)


@login_not_required
@in_partnership
def organisations(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = organisations_page(partnership, request.user)
    return render(request, "people/organisations.html", {"page": page})


@in_partnership
def names(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    require(request.user, Permission.IMPORT, partnership)
    return render(request, "people/names.html", {"page": names_page(partnership)})


@require_POST
@in_partnership
def judge_name(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    actor = actor_with(request.user, Permission.IMPORT, partnership)
    alias = alias_or_404(partnership, pk)
    form = JudgeNameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _t("Choose yes or no."))
    elif form.cleaned_data["same"] == "yes":
        kept = domain.confirm_alias(alias, actor=actor)
        messages.success(
            request,
            _t("“%(name)s” now counts as %(organisation)s.")
            % {"name": alias.name, "organisation": kept.name},
        )
    else:
        domain.reject_alias(alias, actor=actor)
        messages.success(
            request, _t("“%(name)s” stays on its own.") % {"name": alias.name}
        )
    return redirect("people:names", partnership.slug)


@require_POST
@in_partnership
def confirm(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    actor = actor_with(request.user, Permission.IMPORT, partnership)
    organisation = organisation_or_404(partnership, pk)
    domain.confirm_organisation(organisation, actor=actor)
    messages.success(
        request, _t("%(name)s is confirmed.") % {"name": organisation.name}
    )
    return redirect("people:names", partnership.slug)
