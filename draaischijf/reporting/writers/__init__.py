"""The writers: from a Content tree to a file, one module a format.

`write` is the one way in; a writer reads nothing but the tree and the style, so that a
frozen report gives the same document for ever.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import slugify
from django.utils.translation import gettext as _t

from draaischijf.reporting.content import Content
from draaischijf.reporting.enums import DocumentFormat
from draaischijf.reporting.writers import pdf, sheets, web, word
from draaischijf.reporting.writers.pdf import DocumentNotMade
from draaischijf.reporting.writers.style import Style
from draaischijf.reporting.writers.word.fields import TemplateRefused

__all__ = [
    "DocumentNotMade",
    "Progress",
    "Style",
    "TemplateRefused",
    "file_name",
    "media_type",
    "write",
]

# Told how far the making is, out of a hundred, and what is being done.
Progress = Callable[[int, str], None]

_MEDIA_TYPES = {
    DocumentFormat.HTML: "text/html; charset=utf-8",
    DocumentFormat.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.XLSX: (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    DocumentFormat.CSV: "text/csv; charset=utf-8",
}


def write(
    content: Content,
    format: DocumentFormat,  # noqa: A002 the word of the field
    style: Style,
    *,
    progress: Progress | None = None,
) -> bytes:
    """Return the document as a file of this format.

    `progress` hears how far it is, out of a hundred, with what is being done. Raises
    DocumentNotMade when the PDF breaks a rule, and TemplateRefused when the Word
    template of the house cannot be used.
    """
    told = progress or _nobody
    told(5, _t("The document is being set."))
    made = _written(DocumentFormat(format), content, style, told)
    told(100, _t("The document is ready."))
    return made


def _nobody(done: int, doing: str) -> None:
    """Hear nothing: who makes a document at once needs no bar."""


def _written(
    wanted: DocumentFormat, content: Content, style: Style, told: Progress
) -> bytes:
    if wanted == DocumentFormat.HTML:
        return web.write(content, style)
    if wanted == DocumentFormat.DOCX:
        blocks = max(1, len(content.blocks))
        doing = _t("The text is set in Word.")
        return word.write(
            content, style, lambda done: told(10 + 80 * done // blocks, doing)
        )
    if wanted == DocumentFormat.PDF:
        return pdf.write(content, style)
    if wanted == DocumentFormat.XLSX:
        return sheets.write_xlsx(content, style)
    return sheets.write_csv(content)


def media_type(format: DocumentFormat) -> str:  # noqa: A002 the word of the field
    """Return what a browser must be told the file is."""
    return _MEDIA_TYPES[DocumentFormat(format)]


def file_name(content: Content, format: DocumentFormat) -> str:  # noqa: A002 the word of the field
    """Return a name that says what the file is and sorts well: "jaarplan-2027.docx"."""
    stem = slugify(content.title)[:80].strip("-") or content.kind
    return f"{stem}.{DocumentFormat(format).value}"
