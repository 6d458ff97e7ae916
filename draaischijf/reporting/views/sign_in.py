"""The sign-in sheet of a gathering as a file, for who organises it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from draaischijf.consultation.queries.gatherings import registers_people
from draaischijf.consultation.queries.meetings import meeting_or_404
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.reporting.builders.sign_in_sheet import build_sign_in_sheet
from draaischijf.reporting.enums import SIGN_IN_FORMATS, DocumentFormat
from draaischijf.reporting.views.bundles import file_response


@require_safe
@in_partnership
def sign_in_sheet(
    request: HttpRequest, partnership: Partnership, pk: int, form: str
) -> HttpResponse:
    """Give the list to sign as PDF or Word."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    meeting = meeting_or_404(actor, partnership, pk)
    if form not in SIGN_IN_FORMATS or not registers_people(meeting):
        raise Http404
    return file_response(
        build_sign_in_sheet(meeting), DocumentFormat(form), partnership
    )
