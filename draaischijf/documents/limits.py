"""How much a document may be, and the one error that a bad one gives.

A file comes from outside: nothing in it may make us hang or run out of memory.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from draaischijf.documents.blocks import Cell

MAX_BYTES = 20 * 1024 * 1024
# Office files and PDFs are compressed; text shrinks ten to twenty times, a bomb a
# thousand times.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_XML_PART = 60 * 1024 * 1024
MAX_RATIO = 200
MAX_PARTS = 5_000
MAX_BLOCKS = 50_000
MAX_ROWS = 20_000
MAX_CELLS = 400_000
MAX_COLUMNS = 200
MAX_ROW_TEXT = 100_000
MAX_PAGES = 500


class UnreadableDocument(Exception):  # noqa: N818 it names the file's state
    """The file cannot be read; the message names it and says what helps."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Budget:
    """Counts what is read from one file and stops when it is more than a document.

    Every method raises UnreadableDocument when its limit is passed.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._blocks = 0
        self._rows = 0
        self._cells = 0

    def block(self) -> None:
        """Count one heading, paragraph, list item or table."""
        self._blocks += 1
        if self._blocks > MAX_BLOCKS:
            raise too_large(self.name, _("paragraphs"), MAX_BLOCKS)

    def row(self, cells: Sequence[Cell]) -> None:
        """Count one table row and its cells, and measure its text."""
        self._rows += 1
        self._cells += len(cells)
        if self._rows > MAX_ROWS:
            raise too_large(self.name, _("table rows"), MAX_ROWS)
        if len(cells) > MAX_COLUMNS:
            raise too_large(self.name, _("columns in a table"), MAX_COLUMNS)
        if self._cells > MAX_CELLS:
            raise too_large(self.name, _("table cells"), MAX_CELLS)
        if sum(len(run.text) for cell in cells for run in cell.runs) > MAX_ROW_TEXT:
            raise too_large(self.name, _("characters in one table row"), MAX_ROW_TEXT)

    def page(self, number: int) -> None:
        """Count pages."""
        if number > MAX_PAGES:
            raise too_large(self.name, _("pages"), MAX_PAGES)


def too_large(name: str, what: str, limit: int) -> UnreadableDocument:
    """Return the error for more of something than a document may hold."""
    return UnreadableDocument(
        _(
            "%(name)s holds more than %(limit)s %(what)s. Split it into smaller files "
            "and import them one by one."
        )
        % {"name": name, "limit": number_format(limit, use_l10n=True), "what": what}
    )


def damaged(name: str) -> UnreadableDocument:
    """Return the error for a file of a known kind that cannot be opened."""
    return UnreadableDocument(
        _(
            "%(name)s is damaged and cannot be read. Open it in the program it was "
            "made with, save it again and import that copy."
        )
        % {"name": name}
    )
