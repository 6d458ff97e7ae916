"""The list of signals and the page of one signal."""

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
from draaischijf.signals.exports import signals as exports
from draaischijf.signals.filters.signals import SignalFilter, kept_with, wanted_of
from draaischijf.signals.queries import signals as queries
from draaischijf.signals.queries.signal_page import SignalPage


@require_safe
@login_not_required
@vary_on_headers("HX-Request")
@in_partnership
def signals(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the signals this reader may see, searched, narrowed and in order."""
    wanted = wanted_of(request.GET)
    found = queries.signal_list(request.user, partnership, wanted)
    context = {
        "found": found,
        "wanted": wanted,
        "search": SignalFilter({"q": wanted.text, "sort": found.sort}),
        "kept_by_search": kept_with(wanted, without="q"),
        "kept_by_order": kept_with(wanted, without="sort"),
        "is_partner": queries.sees_all(request.user, partnership),
    }
    part = "#found" if wants_part(request) else ""
    return render(request, f"signals/signals.html{part}", context)


@require_safe
@login_not_required
@in_partnership
def signals_export(
    request: HttpRequest, partnership: Partnership, kind: str
) -> HttpResponseBase:
    """Give the list under the filters as a file, all pages of it."""
    makers = {"csv": csv_response, "xlsx": xlsx_response}
    if kind not in makers:
        raise Http404
    rows = queries.export_rows(request.user, partnership, wanted_of(request.GET))
    is_partner = queries.sees_all(request.user, partnership)
    return makers[kind](
        exports.file_name(_t("signals"), partnership),
        exports.signal_headers(),
        exports.signal_cells(rows, is_partner=is_partner),
    )


@require_safe
@login_not_required
@in_partnership
def signal(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    """Show the whole path of one signal, and what this reader may do with it."""
    found = queries.signal_or_404(request.user, partnership, number)
    context = {"signal": found, "page": SignalPage(found, request.user)}
    return render(request, "signals/signal.html", context)
