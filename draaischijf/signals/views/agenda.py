"""The work agenda: what is taken up, by which route, for which right."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from draaischijf.core.exports import csv_response, xlsx_response
from draaischijf.core.sent import wants_part
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals.exports.agenda import agenda_cells, agenda_headers
from draaischijf.signals.exports.signals import file_name
from draaischijf.signals.filters.agenda import agenda_wanted_of
from draaischijf.signals.queries.agenda import AgendaDay, agenda_of, export_lines


@require_safe
@login_not_required
@vary_on_headers("HX-Request")
@in_partnership
def agenda(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show the challenges of a year, and everything that is taken up otherwise."""
    wanted = agenda_wanted_of(request.GET)
    context = {
        "agenda": agenda_of(request.user, partnership, wanted),
        "wanted": wanted,
        "agenda_day": AgendaDay(partnership, wanted.day) if wanted.day else None,
    }
    part = "#found" if wants_part(request) else ""
    return render(request, f"signals/agenda.html{part}", context)


@require_safe
@login_not_required
@in_partnership
def agenda_export(
    request: HttpRequest, partnership: Partnership, kind: str
) -> HttpResponseBase:
    """Give the agenda under the filters as a file."""
    makers = {"csv": csv_response, "xlsx": xlsx_response}
    if kind not in makers:
        raise Http404
    wanted = agenda_wanted_of(request.GET)
    lines = export_lines(request.user, partnership, wanted)
    name = file_name(_t("work-agenda"), partnership)
    return makers[kind](name, agenda_headers(), agenda_cells(lines))
