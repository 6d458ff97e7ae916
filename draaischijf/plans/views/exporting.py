"""A plan as a file that can be changed and taken in again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.plans.exports.plan_sheet import plan_workbook
from draaischijf.plans.queries.plans import plan_or_404


@require_safe
@login_not_required
@in_partnership
def plan_sheet(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponseBase:
    """Give the plan as a workbook; it names contacts, so it is for partners."""
    require(request.user, Permission.READ, partnership)
    return plan_workbook(plan_or_404(request.user, partnership, slug))
