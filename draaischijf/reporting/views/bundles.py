"""An edition of signals as a file: written at once, from what stands in it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from draaischijf.bundles.queries.bundles import bundle_or_404
from draaischijf.bundles.queries.content import edition_of
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.reporting import writers
from draaischijf.reporting.builders.signal_bundle import build_bundle
from draaischijf.reporting.content import Content
from draaischijf.reporting.enums import BUNDLE_FORMATS, DocumentFormat
from draaischijf.reporting.queries.house_styles import style_of


@require_safe
@login_not_required
@in_partnership
def bundle_file(
    request: HttpRequest, partnership: Partnership, edition: int, form: str
) -> HttpResponse:
    """Give an edition as Word, PDF or Excel; partners get the remarks too."""
    found = bundle_or_404(request.user, partnership, edition)
    if form not in BUNDLE_FORMATS:
        raise Http404
    is_partner = holds(request.user, Permission.READ, partnership)
    content = build_bundle(found, edition_of(found), is_partner=is_partner)
    return file_response(content, DocumentFormat(form), partnership)


def file_response(
    content: Content, form: DocumentFormat, partnership: Partnership
) -> HttpResponse:
    """Return a document as a file to take along; no browser opens it by itself."""
    data = writers.write(content, form, style_of(partnership))
    response = HttpResponse(data, content_type=writers.media_type(form))
    name = writers.file_name(content, form)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
