"""The list of reports, and one report: read, written in, frozen, made public."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from draaischijf.core.sent import posted, wants_part
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.reporting.domain import reports as domain
from draaischijf.reporting.domain.making import publish_with_document
from draaischijf.reporting.forms.reports import (
    PublishForm,
    StartForm,
    TextForm,
    wanted_of,
)
from draaischijf.reporting.queries.report_page import ReportPage, section_of
from draaischijf.reporting.queries.reports import report_list, report_or_404


@require_safe
@login_not_required
@vary_on_headers("HX-Request")
@in_partnership
def reports(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the reports this reader may see, by kind and year."""
    wanted = wanted_of(request.GET)
    found = report_list(request.user, partnership, wanted)
    part = "#found" if wants_part(request) else ""
    context = {"found": found, "wanted": wanted}
    return render(request, f"reporting/reports.html{part}", context)


@in_partnership
def report_start(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Start a report, or go to the one that is being written already."""
    actor = actor_with(request.user, Permission.WRITE_REPORT, partnership)
    sent = posted(request)
    asked = {"year": timezone.localdate().year, **request.GET.dict()}
    form = StartForm(sent, initial=asked, reader=actor, partnership=partnership)
    if sent is not None and form.is_valid():
        try:
            report = domain.start_report(
                partnership, form.cleaned_data["kind"], actor=actor, **form.about
            )
        except TransitionDenied as denied:
            form.add_error(None, denied.reasons)
        else:
            return redirect(report)
    status = 422 if form.errors else 200
    return render(request, "reporting/report_start.html", {"form": form}, status=status)


@require_safe
@login_not_required
@in_partnership
def report(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show a report as a page, with its documents."""
    found = report_or_404(request.user, partnership, pk)
    context = {"report": found, "page": ReportPage(found, request.user)}
    return render(request, "reporting/report.html", context)


@in_partnership
def report_text(
    request: HttpRequest, partnership: Partnership, pk: int, section: str
) -> HttpResponse:
    """Write in one section of a report: on a page of its own, or in its place."""
    actor = actor_with(request.user, Permission.WRITE_REPORT, partnership)
    found = report_or_404(request.user, partnership, pk)
    editors = section_of(ReportPage(found, actor), section)
    if editors is None:
        raise Http404
    sent = posted(request)
    form = TextForm(sent, initial={"text": editors.text}, partnership=partnership)
    if sent is not None and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            domain.write_text(found, section, text, actor=actor)
        except TransitionDenied as denied:
            form.refuse(" ".join(map(str, denied.reasons)))
        else:
            return _written(request, partnership, pk, section)
    context = {"report": found, "editors": editors, "form": form}
    part = "#form" if wants_part(request) else ""
    status = 422 if form.errors else 200
    name = f"reporting/report_text.html{part}"
    return render(request, name, {**context, "inline": bool(part)}, status=status)


def _written(
    request: HttpRequest, partnership: Partnership, pk: int, section: str
) -> HttpResponse:
    """Go back to the section; HTMX gets it in place."""
    fresh = report_or_404(request.user, partnership, pk)
    if not wants_part(request):
        messages.success(request, _t("The text is kept."))
        return redirect(f"{fresh.get_absolute_url()}#section-{section}")
    page = ReportPage(fresh, request.user)
    context = {
        "page": page,
        "editors": section_of(page, section),
        "edit_url": page.edit_url(section),
    }
    return render(request, "reporting/_editors.html", context)


@in_partnership
def report_freeze(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Ask whether it is really finished, then keep it as it is for ever."""
    actor = actor_with(request.user, Permission.WRITE_REPORT, partnership)
    found = report_or_404(request.user, partnership, pk)
    if found.is_frozen:
        return redirect(found)
    if request.method == "POST":
        try:
            domain.freeze_report(found, actor=actor)
        except TransitionDenied as denied:
            messages.error(request, " ".join(map(str, denied.reasons)))
        else:
            said = _t("The report is frozen: it stays as it is now.")
            messages.success(request, said)
        return redirect(found)
    context = {"report": found, "page": ReportPage(found, actor)}
    return render(request, "reporting/report_freeze.html", context)


@require_POST
@in_partnership
def report_publish(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Let everybody read a frozen report, or no longer."""
    actor = actor_with(request.user, Permission.WRITE_REPORT, partnership)
    found = report_or_404(request.user, partnership, pk)
    form = PublishForm(request.POST)
    is_public = form.is_valid() and form.cleaned_data["public"]
    try:
        publish_with_document(found, actor=actor, is_public=is_public)
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    else:
        said = (
            _t("Everybody can read this report now.")
            if is_public
            else _t("Only partners can read this report now.")
        )
        messages.success(request, said)
    return redirect(found)
