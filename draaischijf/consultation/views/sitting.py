"""Where organisations sit, and how often they are asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from draaischijf.consultation.queries.bodies import year_asked, years_of
from draaischijf.consultation.queries.sitting import (
    loads_of,
    organisation_or_404,
    organisation_page,
)
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require


@require_safe
@in_partnership
def loads(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List how often each organisation is asked in a year."""
    require(request.user, Permission.READ, partnership)
    years = years_of(partnership)
    year = year_asked(request.GET, years)
    context = {"rows": loads_of(partnership, year), "year": year, "years": years}
    return render(request, "consultation/loads.html", context)


@require_safe
@in_partnership
def organisation(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Show where one organisation sits."""
    require(request.user, Permission.READ, partnership)
    found = organisation_or_404(partnership, pk)
    years = years_of(partnership)
    year = year_asked(request.GET, years)
    page = organisation_page(found, year)
    context = {"page": page, "year": year, "years": years}
    return render(request, "consultation/organisation.html", context)
