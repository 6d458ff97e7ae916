"""The register of processing, and the privacy page everybody may read."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from draaischijf.core.exports import csv_response, xlsx_response
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with, require
from draaischijf.privacy.domain.register import change_register
from draaischijf.privacy.forms import RegisterForm
from draaischijf.privacy.queries.register import (
    register_entry,
    register_headers,
    register_of,
    register_rows,
)

MAKERS = {"csv": csv_response, "xlsx": xlsx_response}


@in_partnership
def register(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    require(request.user, Permission.MANAGE_PRIVACY, partnership)
    page = register_of(partnership)
    return render(request, "privacy/register.html", {"page": page})


@in_partnership
def register_export(
    request: HttpRequest, partnership: Partnership, made: str
) -> HttpResponseBase:
    require(request.user, Permission.MANAGE_PRIVACY, partnership)
    if made not in MAKERS:
        raise Http404
    rows = register_rows(register_of(partnership))
    name = f"{_t('register of processing')} {partnership.slug}"
    return MAKERS[made](name, register_headers(), rows)


@in_partnership
def register_edit(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    actor = actor_with(request.user, Permission.MANAGE_PRIVACY, partnership)
    entry = register_entry(partnership)
    if request.method != "POST":
        form = RegisterForm(entry=entry)
        return render(request, "privacy/register_edit.html", {"form": form})
    form = RegisterForm(request.POST, entry=entry)
    if not form.is_valid():
        context = {"form": form}
        return render(request, "privacy/register_edit.html", context, status=422)
    change_register(partnership, actor=actor, **form.words)
    messages.success(request, _t("The register is kept."))
    return redirect("privacy:register", partnership.slug)


@login_not_required
@in_partnership
def policy(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = register_of(partnership)
    return render(request, "privacy/policy.html", {"page": page})
