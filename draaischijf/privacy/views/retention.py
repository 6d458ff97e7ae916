"""How long each kind of record is kept here, and choosing that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.privacy.domain.retention import choose_period
from draaischijf.privacy.forms import PeriodForm
from draaischijf.privacy.queries.retention import (
    changeable_or_404,
    periods_of,
    retention_page,
)


@in_partnership
def periods(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    actor_with(request.user, Permission.MANAGE_PRIVACY, partnership)
    page = retention_page(partnership, timezone.localdate())
    return render(request, "privacy/periods.html", {"page": page})


@in_partnership
def period(request: HttpRequest, partnership: Partnership, code: str) -> HttpResponse:
    actor = actor_with(request.user, Permission.MANAGE_PRIVACY, partnership)
    record = changeable_or_404(code)
    if request.method != "POST":
        days = periods_of(partnership)[record.code]
        form = PeriodForm(record=record, initial={"days": days})
        return _form(request, form, record)
    form = PeriodForm(request.POST, record=record)
    if not form.is_valid():
        return _form(request, form, record, status=422)
    choose_period(partnership, record, form.cleaned_data["days"], actor=actor)
    messages.success(request, _t("The period is kept. It counts from tonight."))
    return redirect("privacy:periods", partnership.slug)


def _form(
    request: HttpRequest, form: PeriodForm, record: object, status: int = 200
) -> HttpResponse:
    context = {"form": form, "record": record}
    return render(request, "privacy/period.html", context, status=status)
