"""The documents of a report: asked, followed while they are made, downloaded."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import wants_part
from draaischijf.documents.downloads import download
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.reporting.domain import making
from draaischijf.reporting.forms.reports import MakeForm
from draaischijf.reporting.queries.report_page import ReportPage
from draaischijf.reporting.queries.reports import document_or_404, report_or_404


@require_POST
@in_partnership
def document_ask(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Ask the worker for a document in a format."""
    actor = actor_with(request.user, Permission.READ, partnership)
    report = report_or_404(request.user, partnership, pk)
    form = MakeForm(request.POST)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    try:
        made = making.ask_document(
            report, given["format"], actor=actor, is_public=given["public"]
        )
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
        return redirect(report)
    if wants_part(request):
        context = {"report": report, "page": ReportPage(report, actor), "asked": made}
        return render(request, "reporting/_documents.html", context)
    return redirect("reporting:document", partnership.slug, made.pk)


@require_safe
@login_not_required
@in_partnership
def document(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Tell how far a document is: a page, or for HTMX one line."""
    found = document_or_404(request.user, partnership, pk)
    if wants_part(request):
        context = {"document": found, "is_followed": True}
        return render(request, "reporting/_document.html", context)
    return render(request, "reporting/document.html", {"document": found})


@require_POST
@in_partnership
def document_again(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Ask again for a document that could not be made."""
    actor = actor_with(request.user, Permission.READ, partnership)
    found = document_or_404(request.user, partnership, pk)
    try:
        found = making.ask_again(found, actor=actor)
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
        return redirect(found.report)
    if wants_part(request):
        context = {"document": found, "is_followed": True}
        return render(request, "reporting/_document.html", context)
    return redirect("reporting:document", partnership.slug, found.pk)


@require_safe
@login_not_required
@in_partnership
def document_file(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponseBase:
    """Give the file of a document; never opened by the browser by itself."""
    made = document_or_404(request.user, partnership, pk)
    if made.file is None:
        raise Http404
    return download(made.file)
