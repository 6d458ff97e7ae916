"""The report of a joint forum as a file, written at once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from draaischijf.forum.queries.forums import ForumPage, forum_or_404
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.reporting.builders.forum_report import build_forum_report
from draaischijf.reporting.enums import FORUM_FORMATS, DocumentFormat
from draaischijf.reporting.views.bundles import file_response


@login_not_required
@require_safe
@in_partnership
def forum_file(
    request: HttpRequest, partnership: Partnership, pk: int, form: str
) -> HttpResponse:
    """Give the report as Word, PDF or a web page: to everybody once it is published."""
    found = forum_or_404(request.user, partnership, pk)
    if form not in FORUM_FORMATS or not found.is_closed:
        raise Http404
    content = build_forum_report(ForumPage(found, request.user))
    return file_response(content, DocumentFormat(form), partnership)
