"""Workbooks of one wide table: rich cells, lines across, heights that show it all.

Excel keeps rich text apart from the cells, and so does this: other libraries write it
into them, where readers that go row by row lose it.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from example_writers.archive import with_fixed_dates
from example_writers.markup import plain, runs

FONT = "Arial"
PETROL, GREY = "#0F4C5C", "#5A6664"
BOX = {"border": 1, "border_color": "#B9C2BE", "text_wrap": True, "valign": "top"}


class Sheet:
    """One sheet that is written from the top down."""

    def __init__(self, content: dict[str, Any], widths: Sequence[float]) -> None:
        self.content = content
        self.widths = widths
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True})
        self.sheet = self.book.add_worksheet(content["sheet"])
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.row = 0
        self.line(content["title"], size=15, bold=True, colour=PETROL)
        self.line(content["subtitle"], colour=GREY)
        self.line(content["note"], colour=GREY)
        self.skip()

    def _look(self, **look: Any) -> Any:
        return self.book.add_format({"font_name": FONT, "font_size": 10, **look})

    def skip(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def line(
        self,
        text: str,
        *,
        size: float = 10,
        bold: bool = False,
        colour: str = "#000000",
        fill: str = "",
    ) -> None:
        """Write one text over the whole width."""
        look = {"font_size": size, "bold": bold, "font_color": colour}
        if fill:
            look["bg_color"] = fill
        shown = self._look(valign="vcenter", **look)
        self.sheet.set_row(self.row, size * 1.8)
        last = len(self.widths) - 1
        self.sheet.merge_range(self.row, 0, self.row, last, text, shown)
        self.row += 1

    def head(
        self,
        texts: Sequence[str],
        *,
        first: int = 0,
        merged: Sequence[int] = (),
        joined: tuple[int, int] | None = None,
    ) -> None:
        """Write a row of column heads from column `first` on.

        `merged` ones go on into the row below; one may be joined over some columns.
        """
        shown = self._look(bold=True, bg_color="#DCE8EA", **BOX)
        across = range(joined[0], joined[1] + 1) if joined else range(0)
        for column, text in enumerate(texts, start=first):
            if column in merged:
                below = self.row + 1
                self.sheet.merge_range(self.row, column, below, column, text, shown)
            elif column not in across:
                self.sheet.write_string(self.row, column, text, shown)
        if joined:
            text = texts[joined[0] - first]
            self.sheet.merge_range(
                self.row, joined[0], self.row, joined[1], text, shown
            )
        self.row += 1

    def cells(self, texts: Sequence[str]) -> None:
        """Write a row of marked texts, high enough for the longest."""
        for column, text in enumerate(texts):
            self._cell(column, text)
        self.sheet.set_row(self.row, 13.5 * self._lines(texts) + 4)
        self.row += 1

    def _cell(self, column: int, text: str) -> None:
        parts = runs(text)
        looks = [{"bold": part.bold, "italic": part.italic} for part in parts]
        if len(parts) > 1:
            pieces: list[Any] = []
            for part, look in zip(parts, looks, strict=True):
                pieces += [self._look(**look), part.text]
            self.sheet.write_rich_string(self.row, column, *pieces, self._look(**BOX))
            return
        look = looks[0] if looks else {}
        shown = self._look(**look, **BOX)
        self.sheet.write_string(self.row, column, plain(text), shown)

    def _lines(self, texts: Sequence[str]) -> int:
        return max(
            sum(-(-len(plain(line)) // int(width * 1.02)) or 1 for line in lines)
            for lines, width in zip(
                (text.split("\n") for text in texts), self.widths, strict=True
            )
        )

    def bytes(self) -> bytes:
        """Return the workbook as an XLSX file, the same bytes each time."""
        day = datetime.datetime.fromisoformat(f"{self.content['date']}T09:00:00+00:00")
        self.book.set_properties(
            {
                "title": self.content["title"],
                "author": self.content["sender"],
                "created": day,
            }
        )
        self.book.close()
        return with_fixed_dates(self.stream.getvalue(), self.content["date"])
