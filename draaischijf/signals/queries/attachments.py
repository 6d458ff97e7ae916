"""Files that came with reports, and those kept while a form is being put right."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core import signing
from django.http import Http404
from django.utils.translation import gettext as _t

from draaischijf.core.pieces import File
from draaischijf.documents.models import StoredFile
from draaischijf.documents.screening import warning_of
from draaischijf.documents.uploads import LABELS
from draaischijf.signals.models import PreSignal, PreSignalAttachment
from draaischijf.signals.permissions import pre_signals_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def attachment_or_404(
    user: Visitor, partnership: Partnership, number: int, uid: uuid.UUID
) -> StoredFile:
    """Return a file of a report `user` may read. Raises Http404 for all else."""
    reports = pre_signals_visible_to(user).filter(
        partnership=partnership, number=number
    )
    return _file_or_404(PreSignalAttachment.objects.filter(pre_signal__in=reports), uid)


def attachment_of_raiser_or_404(pre_signal: PreSignal, uid: uuid.UUID) -> StoredFile:
    """Return a file that came with this very report. Raises Http404."""
    return _file_or_404(pre_signal.attachments.all(), uid)


def file_piece(stored: StoredFile, url: str = "") -> File:
    """Return a stored file as the pages show it."""
    if stored.removed:
        return File(name=stored.name, url="", kind=_t("removed"), size=0)
    return File(
        name=stored.name,
        url=url,
        kind=LABELS.get(stored.content_type, stored.content_type),
        size=stored.size,
        warning=warning_of(stored.screening),
    )


def keep_token(stored: StoredFile, submission_key: uuid.UUID) -> str:
    """Return what a form carries for a file it already handed over.

    Signed for this one form: nobody can put another person's file into a report.
    """
    return _signer(submission_key).sign(str(stored.uuid))


def kept_files(
    tokens: Iterable[str], *, submission_key: uuid.UUID, partnership: Partnership
) -> list[StoredFile]:
    """Return the files a form handed over before, as far as they are still there.

    What another form handed over is left out: a token holds for its own form alone.
    """
    signer = _signer(submission_key)
    wanted = []
    for token in tokens:
        try:
            wanted.append(uuid.UUID(signer.unsign(token)))
        except (signing.BadSignature, ValueError):
            continue
    return list(
        StoredFile.objects.filter(uuid__in=wanted, partnership_id=partnership.pk)
    )


def _signer(submission_key: uuid.UUID) -> signing.Signer:
    return signing.Signer(salt=f"kept-file:{submission_key}")


def _file_or_404(rows: QuerySet[PreSignalAttachment], uid: uuid.UUID) -> StoredFile:
    found = rows.filter(stored_file__uuid=uid).select_related("stored_file").first()
    if found is None:
        raise Http404
    return found.stored_file
