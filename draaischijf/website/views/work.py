"""The personal start page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.queries import abbreviations_of
from draaischijf.signals.queries.work import work_page


@require_safe
@in_partnership
def work(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = work_page(request.user, partnership, back=request.path)
    context = {
        "page": page,
        "greeting": greeting(timezone.localtime().hour),
        "abbreviations": abbreviations_of(partnership),
    }
    return render(request, "website/work.html", context)


def greeting(hour: int) -> str:
    """Return what people say to each other at this hour of the day."""
    if 5 <= hour < 12:
        return _t("Good morning")
    if 12 <= hour < 18:
        return _t("Good afternoon")
    return _t("Good evening")
