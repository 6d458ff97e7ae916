"""What the system proposes for an agenda, and what passes together."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from draaischijf.consultation.domain.consenting import pass_by_consent
from draaischijf.consultation.domain.proposing import take_up
from draaischijf.consultation.queries.meetings import file_of, meeting_or_404
from draaischijf.consultation.views.meetings import convened_or_404, done
from draaischijf.documents.downloads import download
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership

LONGEST_KEY = 15


@require_POST
@in_partnership
def proposal_take(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Put something that was proposed on the agenda."""
    actor, found = convened_or_404(request, partnership, pk)
    kind, _dash, key = request.POST.get("proposal", "").partition("-")
    number = int(key) if _is_key(key) else 0
    return done(
        request,
        found,
        lambda: take_up(found, kind, number, actor=actor),
        "#voorstellen",
    )


def _is_key(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY


@require_POST
@in_partnership
def consent_pass(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Approve together what nobody asked to talk about."""
    actor, found = convened_or_404(request, partnership, pk)

    def does() -> None:
        made = len(pass_by_consent(found, actor=actor))
        words = ngettext(
            "%(count)s item was approved by consent.",
            "%(count)s items were approved by consent.",
            made,
        )
        messages.success(request, words % {"count": made})

    return done(request, found, does, "#agenda")


@login_not_required
@require_safe
@in_partnership
def item_file(
    request: HttpRequest, partnership: Partnership, pk: int, file: UUID
) -> HttpResponseBase:
    """Hand over a document of the agenda, to who may read that."""
    return download(file_of(meeting_or_404(request.user, partnership, pk), file))
