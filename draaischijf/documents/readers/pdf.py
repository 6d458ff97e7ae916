"""PDF: tables by their lines, headings by their size, and the page of everything.

The words come from `pdf_pages`, which runs in a process of its own. Here they become
blocks: lines become paragraphs, a table that runs over a page becomes one table, and
what repeats at the head and foot of every page is left out.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from draaischijf.documents.blocks import (
    Block,
    Cell,
    Heading,
    ListItem,
    Paragraph,
    Place,
    Row,
    Run,
    Runs,
    Table,
    text_of,
)
from draaischijf.documents.limits import (
    MAX_PAGES,
    Budget,
    UnreadableDocument,
    damaged,
    too_large,
)
from draaischijf.documents.readers.runs import ordinary_colour, tidy

# Not imported: pdfplumber would stay in the memory of every web process.
PROGRAM = Path(__file__).with_name("pdf_pages.py")
MAX_SECONDS = 90
_ITEM = re.compile(r"(?P<marker>[-•●▪◦‣–]|\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
_MARGIN = 0.09  # of the height of a page, at its head and foot
_HEADING_SIZE = 1.12  # times the size of most text

Item = dict[str, Any]


def read_pdf(data: bytes, name: str) -> tuple[Block, ...]:
    """Return the blocks of a PDF, read in a process with limits of its own."""
    # -I: nothing of the surroundings of the web process leaks into the reader
    with subprocess.Popen(  # noqa: S603 our own file and our own interpreter
        [sys.executable, "-I", str(PROGRAM), str(MAX_PAGES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            answer, _nothing = process.communicate(data, timeout=MAX_SECONDS)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise _too_slow(name) from error
    try:
        return blocks_of_pages(json.loads(answer), name)
    except ValueError as error:
        raise damaged(name) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the reader and the processes it divided its pages over."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _too_slow(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        _(
            "%(name)s takes too long to read. Split it into smaller files, or import "
            "the Word or Excel file that it was made from."
        )
        % {"name": name}
    )


def blocks_of_pages(answer: dict[str, Any], name: str) -> tuple[Block, ...]:
    """Return the blocks of what `pdf_pages.extract` answered; raises on its errors."""
    error = answer.get("error")
    if error == "encrypted":
        raise UnreadableDocument(
            _("%(name)s is locked with a password. Save a copy without it.")
            % {"name": name}
        )
    if error == "pages":
        raise too_large(name, _("pages"), MAX_PAGES)
    if error:
        raise damaged(name)
    pages = answer["pages"]
    blocks = tuple(_Assembly(pages, name).blocks())
    if pages and not blocks:
        raise UnreadableDocument(
            _(
                "%(name)s holds pictures of pages and no text. Import the file it was "
                "made from, or run text recognition on it first."
            )
            % {"name": name}
        )
    return blocks


class _Assembly:
    def __init__(self, pages: Sequence[Item], name: str) -> None:
        self.name = name
        self.budget = Budget(name)
        self.pages = [list(page["items"]) for page in pages]
        _drop_furniture(pages, self.pages)
        lines = [item for page in self.pages for item in page if "size" in item]
        weights: Counter[float] = Counter()
        for line in lines:
            weights[line["size"]] += sum(len(run[0]) for run in line["runs"])
        self.body = weights.most_common(1)[0][0] if weights else 10.0
        larger = {size for size in weights if size >= self.body * _HEADING_SIZE}
        self.levels = {
            size: min(level, 6)
            for level, size in enumerate(sorted(larger, reverse=True), start=1)
        }
        self.tables = 0
        self.found: list[Block] = []
        self.columns: list[list[float]] = []

    def blocks(self) -> Iterator[Block]:
        for number, items in enumerate(self.pages, start=1):
            for first, group in _groups(items):
                self.budget.block()
                if "rows" in first:
                    self._table(first, number, opens_page=first is items[0])
                else:
                    self._text(group, number)
        yield from self.found

    def _text(self, lines: Sequence[Item], page: int) -> None:
        runs = tidy(_joined(lines))
        text = text_of(runs)
        place = Place(self.name, page=page)
        level = self.levels.get(lines[0]["size"])
        if level:
            shown = text.replace("\n", " ")
            self.found.append(Heading(level, shown, place, text))
        elif found := _ITEM.match(text):
            rest = tidy(_without(runs, found.end()))
            self.found.append(ListItem(1, rest, place, found["marker"], text))
        elif runs:
            self.found.append(Paragraph(runs, place, text))

    # --- tables

    def _table(self, table: Item, page: int, *, opens_page: bool) -> None:
        last = self.found[-1] if self.found else None
        goes_on = (
            opens_page
            and isinstance(last, Table)
            and last.rows[-1].place.page == page - 1
            and _same_columns(self.columns, table["columns"])
        )
        self.columns = table["columns"]
        if goes_on and isinstance(last, Table):
            rows = self._rows(table, page, last.rows[0])
            self.found[-1] = Table((*last.rows, *rows), last.place)
            return
        self.tables += 1
        rows = self._rows(table, page, None)
        if rows:
            self.found.append(Table(rows, rows[0].place))

    def _rows(self, table: Item, page: int, head: Row | None) -> tuple[Row, ...]:
        """Return the rows; on a next page without its repeated head, after a break."""
        rows: list[Row] = []
        for number, cells in enumerate(table["rows"], start=1):
            shown = tuple(Cell(_runs(cell["runs"]), cell["covered"]) for cell in cells)
            self.budget.row(shown)
            texts = tuple(cell.text for cell in shown)
            if not any(texts) or (head and number == 1 and texts == head.texts):
                continue
            place = Place(self.name, page=page, table=self.tables, row=number)
            after_break = head is not None and not rows
            rows.append(Row(shown, place, "\t".join(texts), after_break=after_break))
        return tuple(rows)


def _runs(runs: Sequence[Sequence[Any]]) -> Runs:
    return tidy(
        Run(text, bold, italic, ordinary_colour(colour))
        for text, bold, italic, colour in runs
    )


def _joined(lines: Sequence[Item]) -> Iterator[Run]:
    for number, line in enumerate(lines):
        if number:
            yield Run("\n")
        yield from _runs(line["runs"])


def _without(runs: Runs, count: int) -> Iterator[Run]:
    for run in runs:
        rest = run.text[count:]
        count = max(0, count - len(run.text))
        if rest:
            yield Run(rest, run.bold, run.italic, run.colour)


def _same_columns(one: list[list[float]], other: list[list[float]]) -> bool:
    return len(one) == len(other) and all(
        abs(left - right) <= 3
        for pair in zip(one, other, strict=True)
        for left, right in zip(*pair, strict=True)
    )


def _groups(items: Sequence[Item]) -> Iterator[tuple[Item, list[Item]]]:
    """Yield tables one by one and lines by paragraph."""
    group: list[Item] = []
    for item in items:
        if group and not _goes_on(group[-1], item):
            yield group[0], group
            group = []
        group.append(item)
    if group:
        yield group[0], group


def _goes_on(above: Item, line: Item) -> bool:
    if "rows" in above or "rows" in line or above["size"] != line["size"]:
        return False
    if line["top"] - above["bottom"] > 0.7 * line["size"]:
        return False
    if _ITEM.match(line["runs"][0][0]):
        return False
    return bool(_all_bold(above) == _all_bold(line))


def _all_bold(line: Item) -> bool:
    return all(run[1] for run in line["runs"])


def _drop_furniture(pages: Sequence[Item], kept: list[list[Item]]) -> None:
    """Leave out page numbers and what repeats at the head or foot of the pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(item) for item in page["items"] if _in_margin(item, page)})
    for page, items in zip(pages, kept, strict=True):
        items[:] = [
            item
            for item in items
            if not _in_margin(item, page)
            or (seen[_key(item)] < max(2, len(pages) // 2) and _key(item) != "#")
        ]


def _in_margin(item: Item, page: Item) -> bool:
    if "size" not in item:
        return False
    margin = page["height"] * _MARGIN
    return bool(item["bottom"] < margin or item["top"] > page["height"] - margin)


def _key(item: Item) -> str:
    text = "".join(run[0] for run in item["runs"])
    return re.sub(r"\d+", "#", text.strip())
