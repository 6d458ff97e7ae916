"""Imports, made documents, and files that nothing points at."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from draaischijf.documents import uploads
from draaischijf.documents.enums import RunState
from draaischijf.documents.models import ImportRow, ImportRun, StoredFile
from draaischijf.privacy.enums import Effect
from draaischijf.privacy.records.moments import in_place, start_of
from draaischijf.privacy.records.shape import Record
from draaischijf.reporting.enums import MakingState, ReportStatus
from draaischijf.reporting.models import MadeDocument


def remove(rows: QuerySet[Any]) -> None:
    """Remove rows; a file they pointed at goes with the loose ones."""
    rows.delete()


def unused_runs_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[ImportRun]:
    """Return imports that were looked at and never brought in."""
    return ImportRun.objects.exclude(state=RunState.COMMITTED).filter(
        in_place(partnership_id), created__lt=start_of(before)
    )


def sources_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[ImportRun]:
    """Return imports that were brought in, with the document still beside them."""
    return ImportRun.objects.filter(
        in_place(partnership_id),
        state=RunState.COMMITTED,
        created__lt=start_of(before),
        stored_file__isnull=False,
    )


def let_go_of_sources(runs: QuerySet[ImportRun]) -> None:
    """Point at the document no more; it goes with the loose files."""
    runs.update(stored_file=None)


def rows_due(partnership_id: int | None, before: datetime.date) -> QuerySet[ImportRow]:
    """Return imported rows with their verbatim text."""
    runs = ImportRun.objects.filter(
        in_place(partnership_id),
        state=RunState.COMMITTED,
        created__lt=start_of(before),
    )
    return ImportRow.objects.filter(run__in=runs).exclude(
        verbatim="", parsed={}, problems=[]
    )


def empty_rows(rows: QuerySet[ImportRow]) -> None:
    """Leave the place in the document, the key and what became of it."""
    rows.update(verbatim="", parsed={}, problems=[])


def made_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[MadeDocument]:
    """Return documents that can be made again: of a draft, or that failed.

    Those of a frozen report stay as long as the report.
    """
    return MadeDocument.objects.filter(
        Q(state=MakingState.FAILED) | ~Q(report__status=ReportStatus.FROZEN),
        in_place(partnership_id),
        created__lt=start_of(before),
    )


def loose_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[StoredFile]:
    """Return files that nothing points at."""
    return uploads.abandoned(start_of(before)).filter(in_place(partnership_id))


def remove_files(files: QuerySet[StoredFile]) -> None:
    """Remove files, from the disk once their row is really gone."""
    for stored in files:
        uploads.forget(stored)


IMPORT_PREVIEWS = Record(
    code="import_previews",
    activity="documents",
    label=_("Documents that were looked at and not imported"),
    data=_("The document and its rows, with the names in them"),
    since=_("after they were read"),
    why=_("What nobody brought in within a season will not be brought in."),
    effect=Effect.REMOVED,
    fields=("documents.ImportRun.file_name", "documents.ImportRun.actor"),
    days=90,
    least=7,
    most=365,
    due=unused_runs_due,
    carry_out=remove,
)
IMPORT_SOURCES = Record(
    code="import_sources",
    activity="documents",
    label=_("Documents that were imported"),
    data=_("The Word, Excel or PDF file as it came, with every name in it"),
    since=_("after they were read"),
    why=_("For two years somebody may want to look whether all of it came over."),
    effect=Effect.REMOVED,
    fields=("documents.ImportRun.stored_file",),
    days=730,
    least=90,
    most=3650,
    due=sources_due,
    carry_out=let_go_of_sources,
)
IMPORT_ROWS = Record(
    code="import_rows",
    activity="documents",
    label=_("Texts of imported rows, as they stood"),
    data=_("The words of the document, with the names in them"),
    since=_("after they were read"),
    why=_(
        "The source of a figure or a sentence can be shown during the plan it is in, "
        "and a plan takes five or six years. Page, line and outcome stay."
    ),
    effect=Effect.EMPTIED,
    fields=(
        "documents.ImportRow.verbatim",
        "documents.ImportRow.parsed",
        "documents.ImportRow.problems",
    ),
    days=1825,
    least=365,
    most=3650,
    due=rows_due,
    carry_out=empty_rows,
)
MADE_DOCUMENTS = Record(
    code="made_documents",
    activity="documents",
    label=_("Documents made of drafts"),
    data=_("The file, with the names of who leads what"),
    since=_("after they were made"),
    why=_("They can be made again. Those of a frozen report stay with it."),
    effect=Effect.REMOVED,
    fields=(
        "reporting.MadeDocument.file",
        "reporting.MadeDocument.actor",
        "reporting.MadeDocument.problem",
        "reporting.MadeDocument.doing",
    ),
    days=365,
    least=30,
    most=1825,
    due=made_due,
    carry_out=remove,
)
LOOSE_FILES = Record(
    code="loose_files",
    activity="documents",
    label=_("Files that nothing points at"),
    data=_("The file and its name"),
    since=_("after they were sent along"),
    why=_("They are left by forms that were never sent, and by what was removed."),
    effect=Effect.REMOVED,
    fields=("documents.StoredFile",),
    days=1,
    least=1,
    most=1,
    due=loose_due,
    carry_out=remove_files,
)
