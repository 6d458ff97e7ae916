"""A workbook as an office keeps its agenda: one sheet, headings between the rows."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from example_writers.archive import with_fixed_dates
from example_writers.markup import plain, runs

WIDTHS = {"A": 68, "B": 38, "C": 30}
COLUMNS = 3
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


def _line(sheet: Worksheet, row: int, text: str, *, font: Font, colour: str) -> None:
    """Write one text over the whole width, as the headings between the rows are."""
    sheet.cell(row, 1, text).font = font
    sheet.cell(row, 1).alignment = Alignment(vertical="center")
    if colour:
        for column in range(1, COLUMNS + 1):
            sheet.cell(row, column).fill = _fill(colour)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=COLUMNS)


def _height(texts: list[str]) -> float:
    lines = max(
        -(-len(plain(text)) // int(width * 1.05))
        for text, width in zip(texts, WIDTHS.values(), strict=True)
    )
    return 13.5 * max(lines, 1) + 3


def _table(sheet: Worksheet, row: int, table: dict[str, Any]) -> int:
    for column, text in enumerate(table["columns"], start=1):
        cell = sheet.cell(row, column, text or None)
        cell.font = Font(name=FONT, size=10, bold=True)
        cell.fill, cell.border = _fill("DCE8EA"), BOX
    row += 1
    for content in table["rows"]:
        if isinstance(content, str):
            bold = Font(name=FONT, size=10, bold=True)
            _line(sheet, row, content, font=bold, colour="F4F1E6")
        else:
            for column, text in enumerate(content, start=1):
                cell = sheet.cell(row, column, _value(text))
                cell.font = Font(name=FONT, size=10)
                cell.alignment, cell.border = WRAP, BOX
            sheet.row_dimensions[row].height = _height(content)
        row += 1
    return row + 1


def _page(sheet: Worksheet, content: dict[str, Any]) -> None:
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
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
    title = Font(name=FONT, size=15, bold=True, color="0F4C5C")
    small = Font(name=FONT, size=10, color="5A6664")
    _line(sheet, 1, content["title"], font=title, colour="")
    sheet.row_dimensions[1].height = 24
    _line(sheet, 2, content["subtitle"], font=small, colour="")
    _line(sheet, 3, content["note"], font=small, colour="")
    row = 5
    for block in content["blocks"]:
        if "heading" in block:
            is_main = block["level"] == 1
            colour = "FFFFFF" if is_main else "0F4C5C"
            font = Font(name=FONT, size=11, bold=True, color=colour)
            fill = "0F4C5C" if is_main else ""
            _line(sheet, row, block["heading"], font=font, colour=fill)
            sheet.row_dimensions[row].height = 20
            row += 1
        else:
            row = _table(sheet, row, block["table"])
    book.properties.title = content["title"]
    book.properties.creator = content["sender"]
    book.properties.language = content["language"]
    result = io.BytesIO()
    book.save(result)
    return with_fixed_dates(result.getvalue(), content["date"])
