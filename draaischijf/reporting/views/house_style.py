"""The page of the house style, and what it looks like on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with, require
from draaischijf.reporting.domain.house_styles import change_house_style
from draaischijf.reporting.enums import DocumentFormat
from draaischijf.reporting.forms.house_style import HouseStyleForm
from draaischijf.reporting.queries.house_styles import (
    house_style_of,
    logo_or_404,
    style_of,
)
from draaischijf.reporting.sample import sample
from draaischijf.reporting.writers import TemplateRefused, file_name, media_type, write
from draaischijf.reporting.writers.word import FIELDS, starting_template


@in_partnership
def house_style(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show the house style and take a new one."""
    actor = actor_with(request.user, Permission.WRITE_REPORT, partnership)
    kept = house_style_of(partnership)
    form = HouseStyleForm(request.POST or None, request.FILES or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        change_house_style(
            partnership, actor=actor, files=form.chosen_files, **form.words
        )
        messages.success(request, _t("The house style is kept."))
        return redirect("reporting:house_style", partnership.slug)
    context = {"form": form, "kept": kept, "fields": FIELDS}
    status = 422 if form.errors else 200
    return render(request, "reporting/house_style.html", context, status=status)


@require_safe
@in_partnership
def house_style_sample(
    request: HttpRequest,
    partnership: Partnership,
    format: str,  # noqa: A002 the word of the field
) -> HttpResponse:
    """Make a sample document in the house style as it is kept."""
    require(request.user, Permission.WRITE_REPORT, partnership)
    content = sample(partnership.name, get_language()[:2], timezone.localdate())
    wanted = DocumentFormat(format)
    try:
        made = write(content, wanted, style_of(partnership))
    except TemplateRefused as refused:
        messages.error(request, " ".join(refused.problems))
        return redirect("reporting:house_style", partnership.slug)
    return _download(made, media_type(wanted), file_name(content, wanted))


@require_safe
@in_partnership
def house_style_template(
    request: HttpRequest, partnership: Partnership
) -> HttpResponse:
    """Give our own Word template in the colours of the house, to start from."""
    require(request.user, Permission.WRITE_REPORT, partnership)
    made = starting_template(style_of(partnership))
    return _download(made, media_type(DocumentFormat.DOCX), _t("template.docx"))


@require_safe
@in_partnership
def house_style_logo(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show the logo on the page of the house style."""
    require(request.user, Permission.WRITE_REPORT, partnership)
    content, kind = logo_or_404(partnership)
    response = HttpResponse(content, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["Cache-Control"] = "private, no-store"
    return response
