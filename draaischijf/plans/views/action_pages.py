"""The page of one action."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.plans.queries.plans import action_or_404


@require_safe
@login_not_required
@in_partnership
def action(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Show one action."""
    found = action_or_404(request.user, partnership, slug, number)
    return render(request, "plans/action.html", {"action": found, "plan": found.plan})
