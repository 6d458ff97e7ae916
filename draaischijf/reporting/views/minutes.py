"""The minutes of a meeting as a file, written at once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from draaischijf.consultation.queries.meetings import meeting_or_404
from draaischijf.consultation.queries.minutes import MinutesPage
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.reporting.builders.minutes import build_minutes
from draaischijf.reporting.enums import CALL_FORMATS, DocumentFormat
from draaischijf.reporting.views.bundles import file_response


@require_safe
@login_not_required
@in_partnership
def minutes_file(
    request: HttpRequest, partnership: Partnership, pk: int, form: str
) -> HttpResponse:
    """Give minutes as Word or PDF; the public only what was published."""
    page = MinutesPage(meeting_or_404(request.user, partnership, pk), request.user)
    if form not in CALL_FORMATS:
        raise Http404
    return file_response(build_minutes(page), DocumentFormat(form), partnership)
