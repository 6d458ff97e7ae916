"""The accessibility statement, and the form to tell what does not work.

Directive (EU) 2016/2102, article 7, and the model of decision (EU) 2018/1523: what
conforms, what does not and why, how that was found, a way to tell us, and where to go
when that does not help.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t

from draaischijf.core import rates
from draaischijf.core.rates import Limit
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.website.accessibility import STATEMENT
from draaischijf.website.emails import send_obstacle
from draaischijf.website.forms import ObstacleForm
from draaischijf.website.queries import all_partnerships

OBSTACLE = Limit("obstacle", 10)


@login_not_required
def statement(request: HttpRequest) -> HttpResponse:
    """The statement of the site; each partnership has its own form."""
    context = {
        "statement": STATEMENT,
        "partnerships": all_partnerships(),
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "website/accessibility.html", context)


@login_not_required
@in_partnership
def statement_here(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ObstacleForm(partnership=partnership))
    form = ObstacleForm(request.POST, partnership=partnership)
    if OBSTACLE.is_over(rates.address_of(request)):
        form.refuse(OBSTACLE.in_words)
        return rates.wait(_page(request, form), OBSTACLE)
    if not form.is_valid():
        return _page(request, form, status=422)
    if not form.is_of_a_program:
        send_obstacle(partnership, form.obstacle)
    messages.success(
        request,
        _t(
            "Thank you. It is on its way to the people who can solve it. If you left "
            "your address, you get an answer within five working days."
        ),
    )
    return redirect("website:accessibility_here", partnership.slug)


def _page(request: HttpRequest, form: ObstacleForm, status: int = 200) -> HttpResponse:
    context = {"statement": STATEMENT, "form": form}
    return render(request, "website/accessibility.html", context, status=status)
