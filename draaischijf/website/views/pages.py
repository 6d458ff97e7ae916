"""Home, the page of a partnership, and the pages every site must have."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.privacy.queries.register import kept_for
from draaischijf.privacy.records import RECORDS
from draaischijf.website import style_guide as guide
from draaischijf.website.queries import (
    all_partnerships,
    home_page,
    partnership_page,
    partnerships_of,
)


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "website/home.html", {"page": home_page()})


@login_not_required
@in_partnership
def partnership_home(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = partnership_page(partnership, request.user)
    return render(request, "website/partnership.html", {"page": page})


def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Go where the work is: the only partnership, or the list of them."""
    mine = partnerships_of(request.user)
    if len(mine) == 1:
        return redirect("website:work", mine[0].slug)
    return redirect("website:mine")


def mine(request: HttpRequest) -> HttpResponse:
    partnerships = partnerships_of(request.user)
    return render(request, "website/mine.html", {"partnerships": partnerships})


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "partnerships": all_partnerships(),
        "records": kept_for(None, RECORDS),
    }
    return render(request, "website/privacy.html", context)


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every interface part in every state, for the people who run the site."""
    if not (settings.DEMO or getattr(request.user, "is_superuser", False)):
        raise Http404
    return render(request, "website/style_guide.html", guide.style_guide_context())
