"""The synthesis of a call for input as a file, written at once."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from draaischijf.calls.queries.calls import CallPage, call_or_404
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.reporting.builders.call_synthesis import build_synthesis
from draaischijf.reporting.enums import CALL_FORMATS, DocumentFormat
from draaischijf.reporting.views.bundles import file_response


@require_safe
@in_partnership
def call_file(
    request: HttpRequest, partnership: Partnership, number: int, form: str
) -> HttpResponse:
    """Give the synthesis as Word or PDF; the same for every partner."""
    found = call_or_404(request.user, partnership, number)
    if form not in CALL_FORMATS or found.is_draft:
        raise Http404
    content = build_synthesis(CallPage(found, request.user))
    return file_response(content, DocumentFormat(form), partnership)
