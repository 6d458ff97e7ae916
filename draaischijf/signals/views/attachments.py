"""Files that came with a report: for who may read it, never opened by the browser."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase

from draaischijf.documents.downloads import download
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals.http import against_guessing
from draaischijf.signals.queries.attachments import (
    attachment_of_raiser_or_404,
    attachment_or_404,
)
from draaischijf.signals.queries.following import report_or_404


@in_partnership
def attachment(
    request: HttpRequest, partnership: Partnership, number: int, uid: uuid.UUID
) -> HttpResponseBase:
    return download(attachment_or_404(request.user, partnership, number, uid))


@login_not_required
@against_guessing
def follow_attachment(
    request: HttpRequest, token: str, uid: uuid.UUID
) -> HttpResponseBase:
    del request
    return download(attachment_of_raiser_or_404(report_or_404(token), uid))
