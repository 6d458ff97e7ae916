"""Lists as files an office opens: CSV as Belgian Excel expects it, and XLSX.

A cell may hold what somebody typed. It never becomes a formula, whatever it begins
with, and never makes a file that Excel wants to repair.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

Cell = str | Promise | int | float | Decimal | datetime.date | datetime.datetime | None
Row = Sequence[Cell]

# Excel's own limits for one cell and one sheet.
MAX_TEXT = 32_767
MAX_ROWS = 1_048_576
WIDEST = 60
# What a spreadsheet may read as the beginning of a formula (OWASP, "CSV injection"),
# the full-width forms included.
_FORMULA = re.compile(r"[=+\-@\t\n＝＋－＠]")
# Control characters that XML does not know; line breaks and tabs may stay.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BATCH = 200


def csv_response(
    name: str, headers: Sequence[str | Promise], rows: Iterable[Row]
) -> StreamingHttpResponse:
    """Return `rows` as a file `name`.csv, sent while it is made.

    UTF-8 with a mark so that Excel reads the accents, semicolons because Belgian
    Excel splits on them, dates as 2026-05-03 and decimals with a comma. A text that
    a spreadsheet could take for a formula gets an apostrophe in front.
    """
    lines = csv_lines(headers, rows, translation.get_language())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    _as_download(response, f"{name}.csv")
    return response


def xlsx_response(
    name: str,
    headers: Sequence[str | Promise],
    rows: Iterable[Row],
    *,
    sheet: str | Promise = "",
) -> FileResponse:
    """Return `rows` as a file `name`.xlsx with real dates and numbers.

    The head stays in view and has filters; columns are as wide as what is in them.
    Rows are written to disk as they come. Text is always text, never a formula. More
    rows than a sheet holds go on in a next sheet.
    """
    made = SpooledTemporaryFile(max_size=2_000_000)  # noqa: SIM115 the response closes it
    _Workbook(made, headers, str(sheet) or _("Export")).write(rows)
    return _xlsx_file(name, made)


def _xlsx_file(name: str, made: Any) -> FileResponse:
    made.seek(0)
    response = FileResponse(
        made,
        content_type=(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
    )
    _as_download(response, f"{name}.xlsx")
    return response


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; `hidden` are the numbers of columns not shown."""

    title: str
    headers: Sequence[str | Promise]
    rows: Iterable[Row]
    hidden: frozenset[int] = frozenset()


def xlsx_sheets(name: str, sheets: Sequence[Sheet]) -> FileResponse:
    """Return several sheets as one file `name`.xlsx, each as `xlsx_response` sets it.

    The number of rows of one sheet is that of Excel at most.
    """
    made = SpooledTemporaryFile(max_size=2_000_000)  # noqa: SIM115 the response closes it
    # Not row by row to disk: openpyxl reads the escapes of such files as text
    # ("_x000D_"), and this file has to come back as it went.
    book = _Workbook(made, sheets[0].headers, sheets[0].title, to_disk=False)
    for sheet in sheets:
        book.add(sheet)
    book.close()
    return _xlsx_file(name, made)


def _as_download(response: HttpResponseBase, filename: str) -> None:
    response["Content-Disposition"] = content_disposition_header(True, filename)
    # A list may hold what only partners read.
    response["Cache-Control"] = "private, no-store"


def _plain(cell: Cell) -> str | int | float | Decimal | datetime.date | None:
    """Bring a cell down to text, number or naive local date."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, datetime.datetime) and timezone.is_aware(cell):
        return timezone.localtime(cell).replace(tzinfo=None)
    if isinstance(cell, str | Promise):
        return cell_text(str(cell))
    return cell


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it: printable, and cut where Excel ends."""
    clean = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) > MAX_TEXT:
        return clean[: MAX_TEXT - 1] + "…"
    return clean


def looks_like_formula(value: object) -> bool:
    """Tell whether a spreadsheet could take a text for a formula."""
    return isinstance(value, str) and bool(_FORMULA.match(value))


# -- CSV ----------------------------------------------------------------------------


class _Echo:
    """A file that hands back what is written to it, for the csv writer."""

    def write(self, line: str) -> str:
        return line


def csv_lines(
    headers: Sequence[str | Promise],
    rows: Iterable[Row],
    language: str | None = None,
) -> Iterator[str]:
    """Return a CSV file piece by piece, as `csv_response` sends it.

    What is lazy is written in `language`, that of now if none is given.
    """
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    # The rows are made after the middleware is done: in the same language as the page.
    with translation.override(language or translation.get_language()):
        batch = ["\ufeff", writer.writerow([_csv_cell(head) for head in headers])]
        for row in rows:
            batch.append(writer.writerow([_csv_cell(cell) for cell in row]))
            if len(batch) >= _BATCH:
                yield "".join(batch)
                batch.clear()
        yield "".join(batch)


def _csv_cell(cell: Cell) -> str | int:
    value = _plain(cell)
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        # The apostrophe counts: the cell must still fit.
        return f"'{value}"[:MAX_TEXT] if _FORMULA.match(value) else value
    return value if isinstance(value, int) else str(value).replace(".", ",")


# -- XLSX ---------------------------------------------------------------------------


def _sheet_name(title: str) -> str:
    """Excel refuses these characters and more than 31 of them."""
    return re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:27]


class _Workbook:
    """One workbook while it is written; knows how wide its columns became."""

    def __init__(
        self,
        file: Any,
        headers: Sequence[str | Promise],
        sheet: str,
        *,
        to_disk: bool = True,
    ) -> None:
        self.book = xlsxwriter.Workbook(
            file,
            {
                "constant_memory": to_disk,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.headers = [cell_text(str(head)) for head in headers]
        self.sheet = _sheet_name(sheet)
        top = {"valign": "top"}
        self.formats = {
            "head": self.book.add_format({"bold": True, "bottom": 1, **top}),
            "text": self.book.add_format({"text_wrap": True, **top}),
            # Stays text when somebody opens the cell and presses Enter.
            "quoted": self.book.add_format(
                {"text_wrap": True, "quote_prefix": True, **top}
            ),
            "number": self.book.add_format(top),
            "date": self.book.add_format({"num_format": "d/mm/yyyy", **top}),
            "time": self.book.add_format({"num_format": "d/mm/yyyy hh:mm", **top}),
        }

    def add(self, sheet: Sheet) -> None:
        """Write one sheet under its own heads."""
        self.headers = [cell_text(str(head)) for head in sheet.headers]
        self.sheet = _sheet_name(sheet.title)
        page = self._write_rows(sheet.rows)
        for column in sheet.hidden:
            page.set_column(column, column, None, None, {"hidden": True})

    def write(self, rows: Iterable[Row]) -> None:
        """Write all rows, in as many sheets as they need, and close the file."""
        self._write_rows(rows)
        self.close()

    def close(self) -> None:
        """Finish the file."""
        self.book.close()

    def _write_rows(self, rows: Iterable[Row]) -> Any:
        sheets = 1
        page, place = self._new_sheet(self.sheet), 0
        for row in rows:
            if place + 1 == MAX_ROWS:
                self._finish(page, place)
                sheets += 1
                page, place = self._new_sheet(f"{self.sheet} {sheets}"), 0
            place += 1
            for column, cell in enumerate(row):
                self._write_cell(page, place, column, _plain(cell))
        self._finish(page, place)
        return page

    def _new_sheet(self, name: str) -> Any:
        page = self.book.add_worksheet(name)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        self.widths = [len(head) + 3 for head in self.headers]
        for column, head in enumerate(self.headers):
            page.write_string(0, column, head, self.formats["head"])
        return page

    def _finish(self, page: Any, last: int) -> None:
        page.autofilter(0, 0, last, max(len(self.headers) - 1, 0))
        for column, width in enumerate(self.widths):
            page.set_column(column, column, min(width, WIDEST))

    def _write_cell(self, page: Any, row: int, column: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, datetime.datetime):
            page.write_datetime(row, column, value, self.formats["time"])
            self._widen(column, 17)
        elif isinstance(value, datetime.date):
            page.write_datetime(row, column, value, self.formats["date"])
            self._widen(column, 11)
        elif isinstance(value, str):
            kind = "quoted" if _FORMULA.match(value) else "text"
            page.write_string(row, column, value, self.formats[kind])
            self._widen(column, max(map(len, value.split("\n"))) + 2)
        else:
            page.write_number(row, column, value, self.formats["number"])
            self._widen(column, len(str(value)) + 2)

    def _widen(self, column: int, width: int) -> None:
        if column < len(self.widths):
            self.widths[column] = max(self.widths[column], width)
