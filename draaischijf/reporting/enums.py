"""Kinds of documents, the formats they come in, and how far the making is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportKind(models.TextChoices):
    YEAR_PLAN = "year_plan", _("year plan")
    YEAR_REPORT = "year_report", _("year report")
    DIFFERENCE = "difference", _("difference with the plan before")
    WORK_AGENDA = "work_agenda", _("work agenda")
    SIGNAL_DOSSIER = "signal_dossier", _("signal dossier")
    SIGNAL_LETTER = "signal_letter", _("letter to a higher authority")
    TRAJECTORY = "trajectory", _("plan with its trajectory")


class DocumentFormat(models.TextChoices):
    HTML = "html", _("web page")
    DOCX = "docx", _("Word")
    PDF = "pdf", _("PDF")
    XLSX = "xlsx", _("Excel")
    CSV = "csv", _("CSV")


# Kinds that are a table at heart: these also come as Excel and CSV.
TABULAR = (
    ReportKind.YEAR_PLAN,
    ReportKind.YEAR_REPORT,
    ReportKind.DIFFERENCE,
    ReportKind.WORK_AGENDA,
    ReportKind.TRAJECTORY,
)


class ReportStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("report status", "being written")
    FROZEN = "frozen", pgettext_lazy("report status", "frozen")


class MakingState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("making of a document", "waiting")
    MAKING = "making", pgettext_lazy("making of a document", "being made")
    READY = "ready", pgettext_lazy("making of a document", "ready")
    FAILED = "failed", pgettext_lazy("making of a document", "failed")


# Kinds that are about one plan.
ABOUT_A_PLAN = (ReportKind.YEAR_PLAN, ReportKind.DIFFERENCE, ReportKind.TRAJECTORY)
ABOUT_A_SIGNAL = (ReportKind.SIGNAL_DOSSIER, ReportKind.SIGNAL_LETTER)
# Kinds that are about a year; a report of a year may be about one plan of it.
ABOUT_A_YEAR = (ReportKind.YEAR_REPORT, ReportKind.WORK_AGENDA)


def formats_of(kind: str) -> list[DocumentFormat]:
    """Return the formats to save a kind of report in; a table also as Excel and CSV."""
    tables = (DocumentFormat.XLSX, DocumentFormat.CSV) if kind in TABULAR else ()
    return [DocumentFormat.DOCX, DocumentFormat.PDF, *tables, DocumentFormat.HTML]


# An edition of signals, written at once.
BUNDLE_FORMATS = (DocumentFormat.PDF, DocumentFormat.DOCX, DocumentFormat.XLSX)
# The synthesis of a call for input; on the web it is the page of the call.
CALL_FORMATS = (DocumentFormat.PDF, DocumentFormat.DOCX)
# The work agenda of a day; its tables come as files of the page itself.
AGENDA_FORMATS = (DocumentFormat.PDF, DocumentFormat.DOCX)
# The report of a joint forum.
FORUM_FORMATS = (DocumentFormat.PDF, DocumentFormat.DOCX, DocumentFormat.HTML)
# The sign-in sheet of a gathering: a pen needs paper.
SIGN_IN_FORMATS = (DocumentFormat.PDF, DocumentFormat.DOCX)
