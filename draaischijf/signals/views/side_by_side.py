"""Signals beside each other, for a working group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require
from draaischijf.signals.filters.side_by_side import asked_of
from draaischijf.signals.queries import side_by_side as queries


@require_safe
@in_partnership
def side_by_side(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show two to six signals beside each other, and offer which."""
    require(request.user, Permission.READ, partnership)
    asked = asked_of(request.GET)
    columns = queries.beside_each_other(
        request.user, partnership, asked.numbers, with_reports=asked.with_reports
    )
    is_shown = len(columns) >= queries.FEWEST
    context = {
        "asked": asked,
        "columns": columns if is_shown else [],
        "is_short": bool(asked.numbers) and not is_shown,
        "offered": queries.signals_to_compare(request.user, partnership),
        "most": queries.MOST,
    }
    return render(request, "signals/side_by_side.html", context)
