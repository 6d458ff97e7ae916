"""XLSX: every visible sheet is a heading and its tables, values as they are shown."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils.cell import coordinate_to_tuple

from draaischijf.core.fuzzy.grammar import MONTHS
from draaischijf.documents.blocks import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Place,
    Row,
    Run,
    Table,
)
from draaischijf.documents.limits import MAX_COLUMNS, Budget, too_large
from draaischijf.documents.readers.runs import ordinary_colour, tidy

_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"'
)
_THEME_COLOUR = re.compile(
    r"<a:(?P<name>dk1|lt1|dk2|lt2|accent[1-6])>\s*<a:(?:srgbClr val|sysClr[^>]*lastClr)"
    r'="(?P<hex>[0-9A-Fa-f]{6})"'
)
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)))
MAX_MERGED = 50_000
MAX_ROW_SPAN = 500
# Counted with the empty ones: one value at the foot of a sheet makes a million rows.
MAX_SHEET_ROWS = 100_000

# row -> column -> which side the merged cell comes from
Covered = dict[int, dict[int, str]]


def read_spreadsheet(data: bytes, name: str) -> tuple[Block, ...]:
    """Return a heading and the tables of every visible sheet that is not empty."""
    with warnings.catch_warnings():
        # openpyxl warns of charts, validations and headers that it leaves out
        warnings.simplefilter("ignore")
        workbook = load_workbook(
            BytesIO(data), read_only=True, data_only=True, rich_text=True
        )
        try:
            reader = _Reader(workbook, data, name)
            return tuple(reader.blocks())
        finally:
            workbook.close()


class _Reader:
    def __init__(self, workbook: Any, data: bytes, name: str) -> None:
        self.workbook = workbook
        self.name = name
        self.budget = Budget(name)
        self.archive = zipfile.ZipFile(BytesIO(data))
        theme = (workbook.loaded_theme or b"").decode("utf-8", "replace")
        self.theme = {
            found["name"]: found["hex"] for found in _THEME_COLOUR.finditer(theme)
        }

    def blocks(self) -> Iterator[Block]:
        for sheet in self.workbook.worksheets:
            if sheet.sheet_state != "visible":
                continue
            # what the file says of its size is often wrong
            sheet.reset_dimensions()
            title = Heading(1, sheet.title, Place(self.name, sheet=sheet.title))
            parts = [block for part in self._parts(sheet) for block in part]
            for block in (title, *parts) if parts else ():
                self.budget.block()
                yield block

    def _parts(self, sheet: Any) -> Iterator[list[Block]]:
        """Yield what stands between empty rows: titles, and then a table.

        A row of a part that begins it and fills only its first cell is a title above
        the table; further down it is a row like any other.
        """
        rows: list[Row] = []
        last = 0
        for row in self._rows(sheet):
            number = row.place.row or 0
            if number != last + 1:
                yield _part(rows)
                rows = []
            rows.append(row)
            last = number
        yield _part(rows)

    def _rows(self, sheet: Any) -> Iterator[Row]:
        covered = self._covered(sheet)
        shown = sheet.iter_rows(max_col=MAX_COLUMNS + 1)
        for number, values in enumerate(shown, start=1):
            if number > MAX_SHEET_ROWS:
                raise too_large(self.name, _("rows in a sheet"), MAX_SHEET_ROWS)
            filled = [n for n, cell in enumerate(values) if cell.value is not None]
            if not filled:
                continue
            sides = covered.get(number, {})
            last = max(filled[-1] + 1, *sides, 0)
            cells = [
                self._cell(cell, sides.get(column, ""))
                for column, cell in enumerate(values[:last], start=1)
            ]
            if not any(cell.runs for cell in cells):
                continue
            self.budget.row(cells)
            place = Place(self.name, sheet=sheet.title, row=number)
            yield Row(tuple(cells), place, "\t".join(cell.text for cell in cells))

    def _covered(self, sheet: Any) -> Covered:
        """Return the cells that a merged cell fills, and from which side.

        Reading row by row keeps memory small, but openpyxl then leaves merged cells
        out; they are read from the sheet's own part.
        """
        path = sheet._worksheet_path  # noqa: SLF001 there is no public name for the part
        covered: Covered = {}
        for found in _MERGED.finditer(self.archive.read(path)):
            corner, _colon, opposite = found[1].decode().partition(":")
            top, left = coordinate_to_tuple(corner)
            bottom, right = coordinate_to_tuple(opposite)
            for row in range(top, min(bottom, top + MAX_ROW_SPAN) + 1):
                for column in range(left, min(right, MAX_COLUMNS) + 1):
                    side = "left" if column > left else "above"
                    if (row, column) != (top, left):
                        covered.setdefault(row, {})[column] = side
            if sum(map(len, covered.values())) > MAX_MERGED:
                break
        return covered

    def _cell(self, cell: Any, covered: str) -> Cell:
        value = cell.value
        if value is None or value == "":
            return Cell(covered=covered)
        if isinstance(value, CellRichText):
            return Cell(tidy(self._rich_runs(value, cell.font)), covered)
        text = _shown(value, str(cell.number_format or ""))
        return Cell(tidy([self._run(text, cell.font)]), covered)

    def _rich_runs(self, value: CellRichText, base: Any) -> Iterator[Run]:
        for part in value:
            if isinstance(part, TextBlock):
                yield self._run(part.text or "", part.font)
            else:
                yield self._run(str(part), base)

    def _run(self, text: str, font: Any) -> Run:
        bold = bool(getattr(font, "b", False))
        italic = bool(getattr(font, "i", False))
        return Run(text, bold, italic, self._colour(getattr(font, "color", None)))

    def _colour(self, colour: Any) -> str | None:
        if colour is None:
            return None
        value: Any = None
        if colour.type == "rgb":
            value = colour.rgb
        elif colour.type == "theme" and 0 <= colour.theme < len(_THEME_ORDER):
            value = self.theme.get(_THEME_ORDER[colour.theme])
        elif colour.type == "indexed" and 0 <= colour.indexed < len(COLOR_INDEX):
            value = COLOR_INDEX[colour.indexed]
        return ordinary_colour(value[-6:]) if isinstance(value, str) else None


def _part(rows: Sequence[Row]) -> list[Block]:
    titles = list(itertools.takewhile(_fills_one_cell, rows))
    blocks: list[Block] = [
        Paragraph(row.cells[0].runs, row.place, row.verbatim) for row in titles
    ]
    body = rows[len(titles) :]
    if body:
        width = max(len(row.cells) for row in body)
        padded = (
            replace(row, cells=row.cells + (Cell(),) * (width - len(row.cells)))
            for row in body
        )
        blocks.append(Table(tuple(padded), body[0].place))
    return blocks


def _fills_one_cell(row: Row) -> bool:
    return bool(row.cells[0].runs) and not any(cell.runs for cell in row.cells[1:])


def _shown(value: Any, number_format: str) -> str:
    """Return a value as a Flemish reader would see it in the sheet."""
    if isinstance(value, dt.datetime | dt.date):
        if "d" not in number_format.lower() and "y" in number_format.lower():
            return f"{MONTHS['nl'][value.month - 1]} {value.year}"
        day = f"{value.day}/{value.month:02}/{value.year}"
        time = f" {value:%H:%M}" if isinstance(value, dt.datetime) else ""
        return day if time in {"", " 00:00"} else day + time
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)
