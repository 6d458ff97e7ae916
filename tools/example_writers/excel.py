"""A workbook as an office keeps its agenda: one sheet, headings between the rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from example_writers.archive import with_fixed_dates
from example_writers.markup import COLOURS, cells_of, plain, runs

WIDTHS = (68, 38, 30)
FONT = "Arial"
LINE = Side(style="thin", color="B9C2BE")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
WRAP = Alignment(wrap_text=True, vertical="top")


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour)


def _value(text: str) -> str | CellRichText:
    parts = runs(text)
    if not any(part.bold or part.italic or part.colour for part in parts):
        return plain(text)
    return CellRichText(
        *(
            TextBlock(
                InlineFont(
                    rFont=FONT,
                    sz=10,
                    b=part.bold,
                    i=part.italic,
                    color=Color(part.colour or "000000"),
                ),
                part.text,
            )
            for part in parts
        )
    )


def _line(
    sheet: Worksheet, row: int, text: str, *, font: Font, colour: str, columns: int
) -> None:
    """Write one text over the whole width, as the headings between the rows are."""
    sheet.cell(row, 1, text).font = font
    sheet.cell(row, 1).alignment = Alignment(vertical="center")
    if colour:
        for column in range(1, columns + 1):
            sheet.cell(row, column).fill = _fill(colour)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _height(texts: list[str], widths: Sequence[float]) -> float:
    lines = max(
        -(-len(plain(text)) // int(width * 1.05))
        for text, width in zip(texts, widths, strict=True)
    )
    return 13.5 * max(lines, 1) + 3


def _row(sheet: Worksheet, row: int, content: list[str] | dict[str, Any]) -> None:
    """Write a row; one in a colour has it as the font of its cells."""
    colour = content.get("colour") if isinstance(content, dict) else None
    font = Font(name=FONT, size=10)
    if colour:
        font = Font(name=FONT, size=10, bold=True, color=COLOURS[colour])
    texts = content["cells"] if isinstance(content, dict) else content
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, _value(text))
        cell.font, cell.alignment, cell.border = font, WRAP, BOX


def _table(
    sheet: Worksheet, row: int, table: dict[str, Any], widths: Sequence[float]
) -> int:
    heading = Font(name=FONT, size=10, bold=True)
    band: dict[str, Any] = {
        "font": heading,
        "colour": "F4F1E6",
        "columns": len(widths),
    }
    if title := table.get("title"):
        _line(sheet, row, title, **band)
        row += 1
    for column, text in enumerate(table["columns"], start=1):
        cell = sheet.cell(row, column, text or None)
        cell.font = Font(name=FONT, size=10, bold=True)
        cell.fill, cell.border = _fill("DCE8EA"), BOX
    row += 1
    for content in table["rows"]:
        if isinstance(content, str):
            _line(sheet, row, content, **band)
        elif isinstance(content, list) or "cells" in content:
            _row(sheet, row, content)
            sheet.row_dimensions[row].height = _height(cells_of(content), widths)
        row += 1
    return row + 1


def _page(sheet: Worksheet, content: dict[str, Any]) -> None:
    for number, width in enumerate(content.get("widths", WIDTHS), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    for part, text in (("left", content["note"]), ("right", "blz. &P van &N")):
        getattr(sheet.oddFooter, part).text = text


def write(content: dict[str, Any]) -> bytes:
    """Return the content as an XLSX file with one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = content["sheet"]
    _page(sheet, content)
    widths = content.get("widths", WIDTHS)
    whole = {"columns": len(widths)}
    title = Font(name=FONT, size=15, bold=True, color="0F4C5C")
    small = Font(name=FONT, size=10, color="5A6664")
    _line(sheet, 1, content["title"], font=title, colour="", **whole)
    sheet.row_dimensions[1].height = 24
    _line(sheet, 2, content["subtitle"], font=small, colour="", **whole)
    _line(sheet, 3, content["note"], font=small, colour="", **whole)
    row = 5
    for block in content["blocks"]:
        if "heading" in block:
            is_main = block["level"] == content.get("main_level", 1)
            colour = "FFFFFF" if is_main else "0F4C5C"
            font = Font(name=FONT, size=11, bold=True, color=colour)
            fill = "0F4C5C" if is_main else ""
            _line(sheet, row, block["heading"], font=font, colour=fill, **whole)
            sheet.row_dimensions[row].height = 20
            row += 1
        elif "text" in block:
            _line(sheet, row, block["text"], font=small, colour="", **whole)
            row += 2
        else:
            row = _table(sheet, row, block["table"], widths)
    book.properties.title = content["title"]
    book.properties.creator = content["sender"]
    book.properties.language = content["language"]
    result = io.BytesIO()
    book.save(result)
    return with_fixed_dates(result.getvalue(), content["date"])
