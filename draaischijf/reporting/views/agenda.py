"""The work agenda of a day as a file, written at once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.reporting.builders import work_agenda
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.enums import AGENDA_FORMATS, DocumentFormat, ReportKind
from draaischijf.reporting.forms.days import DayAsked
from draaischijf.reporting.views.bundles import file_response


@require_safe
@login_not_required
@in_partnership
def agenda_file(
    request: HttpRequest, partnership: Partnership, form: str
) -> HttpResponse:
    """Give the agenda as it stood on the day `op` asks for, or as it stands today.

    What an editor wrote for a report of this year is not in it: that report is theirs
    to send.
    """
    if form not in AGENDA_FORMATS:
        raise Http404
    day = DayAsked(request.GET).day
    subject = Subject(
        ReportKind.WORK_AGENDA,
        partnership,
        day.year,
        is_public=not holds(request.user, Permission.READ, partnership),
        as_of=day,
    )
    return file_response(work_agenda.build(subject), DocumentFormat(form), partnership)
