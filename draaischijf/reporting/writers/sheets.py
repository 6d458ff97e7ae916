"""A document as a spreadsheet: every list a sheet, and the dated facts together.

Tables with the same heads are one list, however many headings they stand under: an
office wants to sort and filter the whole plan. Figures are figures and text is always
text: what somebody typed never becomes a formula. CSV holds the lists one under the
other, as Belgian Excel reads it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import xlsxwriter

from draaischijf.core import exports
from draaischijf.reporting.content import (
    Cell,
    Chart,
    Column,
    Content,
    Heading,
    Log,
    Table,
)
from draaischijf.reporting.writers.manuscript import Manuscript, manuscript
from draaischijf.reporting.writers.style import SOFT, TONES, Style

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
# Excel keeps these for itself, in any case.
_TAKEN = ("history", "geschiedenis")
_NARROWEST, _WIDEST = 9, 48
# In points; Excel knows no higher row.
_LINE_HEIGHT, _HIGHEST = 15, 405
_HEAD_ROW = 0


def write_xlsx(content: Content, style: Style) -> bytes:
    """Return the lists of the document as sheets, the log as the last one."""
    script = manuscript(content)
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    told = script.content
    book.set_properties(
        {"title": told.title[:255], "author": told.sender[:255], "comments": ""}
    )
    sheets = _Sheets(book, style, told.is_landscape)
    for table in tables(script):
        sheets.add(table)
    book.close()
    return kept.getvalue()


def write_csv(content: Content) -> bytes:
    """Return every list of the document, as the sheets hold them.

    An empty line parts what has other heads. The figures behind charts come only where
    there is no list.
    """
    script = manuscript(content)
    parts = []
    for table in tables(script, with_charts=False) or tables(script)[:1]:
        lines = exports.csv_lines(
            [column.label for column in table.columns],
            ([_value(cell) for cell in cells] for cells in table.rows),
        )
        parts.append("".join(lines))
    first, *rest = parts
    return "\r\n".join([first, *(one.lstrip("\ufeff") for one in rest)]).encode()


def tables(script: Manuscript, *, with_charts: bool = True) -> list[Table]:
    """Return all tables, joined where their heads are the same, then the log.

    Of a document without any, one without rows, unless charts are left out.
    """
    found: dict[tuple[object, ...], list[tuple[str, Table]]] = {}
    under = ""
    for place, block in enumerate(script.content.blocks):
        if isinstance(block, Heading):
            under = f"{block.code} {block.text}".strip()
        elif isinstance(block, Table):
            heads = tuple(column.label for column in block.columns)
            found.setdefault(heads, []).append((under, block))
        elif isinstance(block, Chart) and with_charts:
            # The figures of two charts are never one list.
            found[place,] = [(under, block.table)]
    listed = [_joined(script, parts) for parts in found.values()]
    log = _log(script)
    if log.rows or (with_charts and not listed):
        listed.append(log)
    return listed


def _joined(script: Manuscript, parts: list[tuple[str, Table]]) -> Table:
    """Return tables with the same heads as one, each row with what it stood under."""
    (_under, first), *others = parts
    if not others:
        return first
    names = {table.sheet for _under, table in parts}
    return replace(
        first,
        columns=(Column(script.words.heading, 1), *first.columns),
        rows=tuple((Cell(under), *row) for under, table in parts for row in table.rows),
        sheet=first.sheet if len(names) == 1 else first.columns[0].label,
    )


def _log(script: Manuscript) -> Table:
    words = script.words
    rows = []
    under: Heading | None = None
    for block in script.content.blocks:
        if isinstance(block, Heading):
            under = block
        elif isinstance(block, Log):
            code, text = (under.code, under.text) if under else ("", block.label)
            rows += [
                (Cell(code), Cell(text), Cell(one.when), Cell(one.text), Cell(one.note))
                for one in block.lines
            ]
    heads = (words.code, words.heading, words.when, words.what, words.note)
    columns = [Column(head, 1) for head in heads]
    return Table(columns, rows, sheet=words.follow_up)


def _value(cell: Cell) -> str | float | None:
    """Return the figure behind a cell, or all its words."""
    if cell.value is not None:
        return cell.value
    return "\n".join(part for part in (cell.mark, cell.text, cell.note) if part)


class _Sheets:
    """A workbook while it is filled: its formats, and the names given out."""

    def __init__(self, book: Any, style: Style, is_landscape: bool) -> None:  # noqa: FBT001 kept as it is
        self.book, self.is_landscape = book, is_landscape
        self.names: set[str] = {name.lower() for name in _TAKEN}
        self.formats: dict[tuple[str, bool, bool], Any] = {}
        self.head = book.add_format(
            {
                "bold": True,
                "font_color": style.colour,
                "bottom": 2,
                "bottom_color": style.colour,
                "text_wrap": True,
                "valign": "top",
            }
        )
        self.small = book.add_format({"font_color": SOFT, "font_size": 9})

    def add(self, table: Table) -> None:
        """Write one table on a sheet of its own."""
        page = self.book.add_worksheet(self._name(table))
        page.freeze_panes(_HEAD_ROW + 1, 0)
        page.repeat_rows(_HEAD_ROW)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        if self.is_landscape or len(table.columns) > 4:
            page.set_landscape()
        widths = [len(column.label) + 3 for column in table.columns]
        for place, column in enumerate(table.columns):
            page.write_string(_HEAD_ROW, place, _fitting(column.label), self.head)
        rows = table.rows[: exports.MAX_ROWS - 1]
        for number, cells in enumerate(rows, _HEAD_ROW + 1):
            for place, cell in enumerate(cells):
                widths[place] = max(
                    widths[place], self._write(page, number, place, cell)
                )
        page.autofilter(_HEAD_ROW, 0, _HEAD_ROW + len(rows), len(widths) - 1)
        widths = [max(_NARROWEST, min(width, _WIDEST)) for width in widths]
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        for number, cells in enumerate(rows, _HEAD_ROW + 1):
            page.set_row(number, _height(cells, widths))

    def _write(self, page: Any, row: int, column: int, cell: Cell) -> int:
        """Write a cell and return how wide it would like to be."""
        value = _value(cell)
        look = self._format(cell, is_quoted=exports.looks_like_formula(value))
        if isinstance(value, str):
            if not value:
                return 0
            if cell.note and (cell.text or cell.mark):
                return self._write_with_note(page, row, column, cell, look)
            page.write_string(row, column, _fitting(value), look)
            return max(map(len, value.split("\n"))) + 2
        page.write_number(row, column, value, look)
        return len(str(value)) + 2

    def _write_with_note(
        self, page: Any, row: int, column: int, cell: Cell, look: Any
    ) -> int:
        """The note stands under the text, in small print."""
        first = "\n".join(part for part in (cell.mark, cell.text) if part)
        whole = f"{first}\n{cell.note}"
        if len(whole) > exports.MAX_TEXT:
            page.write_string(row, column, _fitting(whole), look)
        else:
            page.write_rich_string(
                row, column, f"{first}\n", self.small, cell.note, look
            )
        return max(map(len, whole.split("\n"))) + 2

    def _format(self, cell: Cell, *, is_quoted: bool) -> Any:
        key = (str(cell.tone), cell.is_strong, is_quoted)
        if key not in self.formats:
            look: dict[str, Any] = {"text_wrap": True, "valign": "top"}
            if cell.tone in TONES:
                look["font_color"] = TONES[cell.tone]
            if cell.is_strong:
                look["bold"] = True
            if is_quoted:
                look["quote_prefix"] = True
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def _name(self, table: Table) -> str:
        """Return a name that Excel takes and that no sheet has yet."""
        wanted = " ".join(_NOT_IN_NAMES.sub(" ", table.sheet or table.caption).split())
        wanted = (
            wanted.strip("'")[:_LONGEST_NAME].strip().strip("'") or f"{len(self.names)}"
        )
        name, count = wanted, 1
        while name.lower() in self.names:
            count += 1
            end = f" {count}"
            name = wanted[: _LONGEST_NAME - len(end)] + end
        self.names.add(name.lower())
        return name


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return how high a row must be: not every program finds it out by itself."""
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        parts = str(_value(cell)).split("\n")
        # Words do not fill a line to its end.
        lines = max(lines, sum(1 + len(part) * 11 // (width * 10) for part in parts))
    return min(lines * _LINE_HEIGHT + 3, _HIGHEST)


def _fitting(text: str) -> str:
    """Return no more than a cell of Excel holds."""
    if len(text) > exports.MAX_TEXT:
        return text[: exports.MAX_TEXT - 1] + "…"
    return text
