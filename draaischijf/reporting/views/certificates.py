"""The certificate of attendance, for who organised and for who was there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from draaischijf.consultation.models import Participant
from draaischijf.consultation.queries.gatherings import registration_behind
from draaischijf.consultation.queries.meetings import (
    meeting_or_404,
    participant_or_404,
)
from draaischijf.core.headers import as_personal
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.reporting.builders.certificate import build_certificate
from draaischijf.reporting.enums import DocumentFormat
from draaischijf.reporting.queries.certificates import may_have_one
from draaischijf.reporting.views.bundles import file_response
from draaischijf.signals.http import against_guessing


@require_safe
@in_partnership
def certificate(
    request: HttpRequest, partnership: Partnership, pk: int, participant: int
) -> HttpResponse:
    """Give who convenes the certificate of somebody who was there."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    meeting = meeting_or_404(actor, partnership, pk)
    return _pdf(participant_or_404(meeting, participant))


@login_not_required
@require_safe
@against_guessing
def own_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """Give who was there their own certificate, behind the link of the registration."""
    del request
    found = registration_behind(token)
    if found.participant is None:
        raise Http404
    found.participant.meeting = found.meeting
    return as_personal(_pdf(found.participant))


def _pdf(participant: Participant) -> HttpResponse:
    if not may_have_one(participant):
        raise Http404
    content = build_certificate(participant)
    partnership = participant.meeting.partnership
    return file_response(content, DocumentFormat.PDF, partnership)
