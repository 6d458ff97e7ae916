"""The list of plans, and the page of one plan."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.plans.queries.plans import plan_or_404, plans_of


@require_safe
@login_not_required
@in_partnership
def plans(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the plans this reader may see."""
    context = {"plans": plans_of(request.user, partnership)}
    return render(request, "plans/plans.html", context)


@require_safe
@login_not_required
@in_partnership
def plan(request: HttpRequest, partnership: Partnership, slug: str) -> HttpResponse:
    """Show one plan."""
    found = plan_or_404(request.user, partnership, slug)
    return render(request, "plans/plan.html", {"plan": found})
