"""Making documents: asked on the page, made by the worker, kept.

A worker may be killed at any moment. What it was making is made again from the start,
and only the last attempt may keep a file: an attempt is known by the moment it began.
"""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING

from django.db import Error as DatabaseFault
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core import queue
from draaischijf.documents.uploads import CheckedUpload, store_upload
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.workflow import TransitionDenied, check_held
from draaischijf.reporting import writers
from draaischijf.reporting.domain.reports import publish_report
from draaischijf.reporting.enums import DocumentFormat, MakingState, formats_of
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.reporting.queries.editions import PUBLIC, content_of
from draaischijf.reporting.queries.house_styles import style_of
from draaischijf.reporting.writers.word.fields import TemplateRefused

if TYPE_CHECKING:
    from django.db.models import QuerySet

MAKE = "draaischijf.reporting.tasks.make_document"
UNDER_WAY = (MakingState.WAITING, MakingState.MAKING)
BUILT, WRITTEN = 10, 90

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_document(
    report: Report, form: str, *, actor: User, is_public: bool = False
) -> MadeDocument:
    """Ask the worker for a document of a report and return its row.

    What is under way already in the same format and edition is not asked again. Raises
    TransitionDenied without the right to read, for a format the kind does not come in,
    and for the public edition of what has none.
    """
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    check_held(permissions_of(actor, report.partnership), Permission.READ)
    if form not in formats_of(locked.kind):
        raise TransitionDenied([_t("This document does not come in that format.")])
    if is_public and not (locked.content or {}).get(PUBLIC):
        raise TransitionDenied([_t("This report has no public edition.")])
    asked = {"report": locked, "format": form, "is_public": is_public}
    under_way = MadeDocument.objects.filter(**asked, state__in=UNDER_WAY).first()
    if under_way and not under_way.is_stuck:
        return under_way
    document = MadeDocument.objects.create(
        **asked, partnership_id=locked.partnership_id, actor=actor
    )
    _queue(document)
    return document


@transaction.atomic
def ask_again(document: MadeDocument, *, actor: User) -> MadeDocument:
    """Ask again for a document that failed or got stuck and return it; twice is once.

    Raises TransitionDenied without the right to read, and when it is gone.
    """
    rows = MadeDocument.objects.select_for_update(of=("self",))
    locked = rows.filter(pk=document.pk).first()
    if locked is None:
        raise TransitionDenied([_t("This document is not there any more.")])
    check_held(permissions_of(actor, document.partnership), Permission.READ)
    if not locked.may_be_tried_again:
        return locked
    locked.actor = actor
    start_again(locked)
    return locked


def start_again(locked: MadeDocument) -> None:
    """Have a document made from the start, whatever became of it before.

    What a worker is making of it at this moment is not kept.
    """
    locked.state, locked.progress = MakingState.WAITING, 0
    locked.doing = locked.problem = ""
    locked.started = locked.finished = None
    locked.save(
        update_fields=[
            "state", "progress", "doing", "problem", "actor", "started", "finished",
            "file", "updated",
        ]
    )  # fmt: skip
    _queue(locked)


def _queue(document: MadeDocument) -> None:
    queue.later(
        MAKE,
        key=f"document-{document.pk}",
        document_id=document.pk,
        language=get_language() or "nl",
    )


def make(document_id: int) -> bool:
    """Make a document that was asked for and keep it; tell whether this attempt did.

    One that is ready or failed stays as it is; one that a killed worker was making is
    made again. A fault is told on the row, in words; only that of the database is
    raised, for then another try may help.
    """
    begun = _begin(document_id)
    if begun is None:
        return False
    try:
        data, name, content_type = _written(begun)
    except DatabaseFault:
        raise
    except Exception as error:
        logger.exception("document %s could not be made", document_id)
        _note_failure(begun, error)
        return False
    return _keep(begun, data, name, content_type)


@transaction.atomic
def _begin(document_id: int) -> MadeDocument | None:
    document = (
        MadeDocument.objects.select_for_update(of=("self",))
        .select_related("partnership", "actor")
        .filter(pk=document_id, state__in=UNDER_WAY)
        .first()
    )
    if document is None:
        return None
    document.state, document.progress = MakingState.MAKING, 0
    document.started, document.doing = timezone.now(), _t("Gathering what is in it")
    document.save(update_fields=["state", "progress", "started", "doing", "updated"])
    return document


def _written(document: MadeDocument) -> tuple[bytes, str, str]:
    report = Report.objects.select_related(
        "partnership__area", "plan__owner", "plan__predecessor", "signal"
    ).get(pk=document.report_id)
    content = content_of(report, is_public=document.is_public)
    form = DocumentFormat(document.format)
    _tell(document, BUILT, _t("Setting the document"))
    data = writers.write(
        content,
        form,
        style_of(report.partnership),
        progress=_progress_of(document),
    )
    _tell(document, WRITTEN, _t("Keeping the document"))
    name = writers.file_name(content, form)
    return data, name, writers.media_type(form)


def _progress_of(document: MadeDocument) -> writers.Progress:
    """Return what a writer calls with how far it is, out of a hundred."""
    told = [BUILT]

    def tell(share: int, doing: str) -> None:
        percent = BUILT + round(min(100, max(0, share)) / 100 * (WRITTEN - BUILT))
        # A write for every step of five: enough for a bar that moves.
        if percent >= told[0] + 5:
            told[0] = percent
            _tell(document, percent, doing)

    return tell


def _tell(document: MadeDocument, percent: int, doing: str) -> None:
    """Say how far it is, unless a later attempt took over."""
    _attempt(document.pk, document.started).update(progress=percent, doing=doing[:200])


def _attempt(pk: int, started: datetime.datetime | None) -> QuerySet[MadeDocument]:
    return MadeDocument.objects.filter(pk=pk, state=MakingState.MAKING, started=started)


@transaction.atomic
def _keep(begun: MadeDocument, data: bytes, name: str, content_type: str) -> bool:
    document = _attempt(begun.pk, begun.started).select_for_update(of=("self",)).first()
    if document is None:
        return False
    upload = CheckedUpload(name, content_type, data)
    document.file = store_upload(upload, partnership_id=document.partnership_id)
    document.state, document.progress = MakingState.READY, 100
    document.doing, document.finished = "", timezone.now()
    document.save(
        update_fields=["file", "state", "progress", "doing", "finished", "updated"]
    )
    record(document.report, "document_made", actor=document.actor, name=name)
    return True


def _note_failure(begun: MadeDocument, error: Exception) -> None:
    problem = _t(
        "The document could not be made. Try again; if it fails again, tell the "
        "person who keeps this site."
    )
    if isinstance(error, TemplateRefused):
        words = _t("The Word template of the house style cannot be used. %(problems)s")
        problem = words % {"problems": error}
    _attempt(begun.pk, begun.started).update(
        state=MakingState.FAILED, doing="", problem=problem
    )


@transaction.atomic
def publish_with_document(report: Report, *, actor: User, is_public: bool) -> Report:
    """Make a report public or take that back, as `publish_report` does, and return it.

    What becomes public gets a PDF of the public edition at once, for everybody to take
    along.
    """
    published = publish_report(report, actor=actor, is_public=is_public)
    editions = published.documents.filter(is_public=True)
    if is_public and not editions.exclude(state=MakingState.FAILED).exists():
        ask_document(published, DocumentFormat.PDF, actor=actor, is_public=True)
    return published
