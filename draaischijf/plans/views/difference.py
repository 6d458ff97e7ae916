"""The page with the difference between a plan and the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from draaischijf.core.frame import Place
from draaischijf.people.http import in_partnership
from draaischijf.plans.queries.difference import PlanDifference, difference_of
from draaischijf.plans.queries.plans import plan_or_404

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

# What is shown, by the word in the address.
VIEWS = {"nieuw": "new", "weg": "gone", "veranderd": "changed"}


@require_safe
@login_not_required
@in_partnership
def difference(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Show what is new, gone and changed against the plan before."""
    plan = plan_or_404(request.user, partnership, slug)
    found = difference_of(request.user, plan)
    wanted = request.GET.get("toon", "")
    shown = VIEWS.get(wanted, "")
    context = {
        "plan": plan,
        "difference": found,
        "shown": shown,
        "groups": found.showing(shown) if found else (),
        "tabs": _tabs(found, wanted if shown else "") if found else (),
    }
    return render(request, "plans/difference.html", context)


def _tabs(found: PlanDifference, wanted: str) -> list[Place]:
    labels = {
        "": _t("All"),
        "nieuw": _t("New"),
        "weg": _t("Gone"),
        "veranderd": _t("Changed"),
    }
    counts = found.counts
    return [
        Place(
            label,
            f"?toon={word}" if word else "?",
            current=word == wanted,
            count=counts[VIEWS[word]] if word else None,
        )
        for word, label in labels.items()
    ]
