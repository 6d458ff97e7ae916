"""Plain text as converters make it out of Word and PDF files.

Tables are lines with tabs, and cells may hold HTML. Headings carry "#" or nothing at
all, lists a sign or a number. A page or a blank line may stand between the rows of one
table, and even inside a row; the rows after it are marked as coming after a break.
"""

from __future__ import annotations

import re
from itertools import islice

from draaischijf.documents.blocks import (
    Block,
    Cell,
    Heading,
    ListItem,
    Paragraph,
    Place,
    Row,
    Run,
    Table,
    text_of,
)
from draaischijf.documents.limits import Budget
from draaischijf.documents.readers.markup import runs_of_markup
from draaischijf.documents.readers.runs import tidy
from draaischijf.documents.readers.webpage import table_of_markup

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<marker>[-*+•●▪◦‣–✓⇒]|\d{1,3}[.)]|[A-Za-z][.)])\s+"
    r"(?P<text>\S.*)"
)
_RULE_CELL = re.compile(r"\s*:?-{2,}:?\s*")
_TABLE_TAG = re.compile(r"\s*<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
MAX_MARKUP_LINES = 5_000


def read_plaintext(text: str, name: str) -> tuple[Block, ...]:
    """Return the blocks of a text; lines count from 1, pages by form feeds."""
    return _TextReader(text, name).blocks()


class _TextReader:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.budget = Budget(name)
        # Not splitlines(): that also splits on form feeds and on exotic separators,
        # and the line numbers would no longer be those of an editor.
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.page: int | None = 1 if "\f" in text else None
        self.number = 0
        self.gap = False
        self.found: list[Block] = []
        self.rows: list[Row] = []
        self.indents: list[int] = []

    def blocks(self) -> tuple[Block, ...]:
        while self.number < len(self.lines):
            line = self.lines[self.number]
            self.number += 1
            if self.page is not None and "\f" in line:
                self.page += line.count("\f")
                self.gap = True
                line = line.replace("\f", "")
            self._line(line)
        self._end_table()
        return tuple(self.found)

    def _line(self, line: str) -> None:
        if not line.strip():
            self.gap = True
            return
        if _TABLE_TAG.match(line):
            self._markup_table(line)
        elif self._is_row(line):
            self._row(line)
        else:
            self._end_table()
            self._text(line)
        self.gap = False

    @property
    def place(self) -> Place:
        return Place(self.name, page=self.page, line=self.number)

    def _add(self, block: Block) -> None:
        self.budget.block()
        self.found.append(block)

    # --- tables

    def _is_row(self, line: str) -> bool:
        """A tab makes a row, unless it only indents a list item or a paragraph."""
        if "\t" not in line:
            return False
        if "\t" in line.lstrip("\t "):
            return True
        return bool(self.rows) or line.lstrip().startswith("<")

    def _row(self, line: str) -> None:
        parts = line.split("\t")
        if all(_RULE_CELL.fullmatch(part) for part in parts):
            return  # dashes under the head of a table
        cells = tuple(Cell(runs_of_markup(part)) for part in parts)
        self.budget.row(cells)
        after_break = self.gap and bool(self.rows)
        self.rows.append(Row(cells, self.place, line, after_break=after_break))

    def _end_table(self) -> None:
        if self.rows:
            self._add(Table(tuple(self.rows), self.rows[0].place))
            self.rows = []

    def _markup_table(self, line: str) -> None:
        """Read a whole <table> that stands in the text, all the lines it has."""
        self._end_table()
        first, place = self.number, self.place
        lines = [line]
        if not _TABLE_END.search(line):
            for further in islice(self.lines, first, first + MAX_MARKUP_LINES):
                lines.append(further.replace("\f", ""))
                if _TABLE_END.search(further):
                    break
        self.number = first + len(lines) - 1
        table = table_of_markup("\n".join(lines), place, self.budget)
        if table is not None:
            self._add(table)

    # --- everything else

    def _text(self, line: str) -> None:
        if found := _HEADING.fullmatch(line):
            self.indents = []
            text = text_of(runs_of_markup(found[2]))
            self._add(Heading(len(found[1]), text, self.place, line))
        elif found := _ITEM.fullmatch(line):
            self._item(found, line)
        elif self._continues_item(line):
            self._extend_item(line)
        else:
            self.indents = []
            runs = runs_of_markup(line)
            if runs:
                self._add(Paragraph(runs, self.place, line))

    def _item(self, found: re.Match[str], line: str) -> None:
        indent = len(found["indent"].expandtabs(4))
        while self.indents and self.indents[-1] >= indent:
            self.indents.pop()
        self.indents.append(indent)
        level = len(self.indents)
        runs = runs_of_markup(found["text"])
        if runs:
            self._add(ListItem(level, runs, self.place, found["marker"], line))

    def _continues_item(self, line: str) -> bool:
        """A list item that was cut by a hard line end goes on, indented or in small."""
        last = self.found[-1] if self.found else None
        if self.gap or not isinstance(last, ListItem):
            return False
        return line[0].isspace() or line.strip()[0].islower()

    def _extend_item(self, line: str) -> None:
        last = self.found.pop()
        if isinstance(last, ListItem):
            runs = tidy((*last.runs, Run("\n"), *runs_of_markup(line)))
            verbatim = f"{last.verbatim}\n{line}"
            self.found.append(
                ListItem(last.level, runs, last.place, last.marker, verbatim)
            )
