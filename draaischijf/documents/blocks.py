"""What every document is to us, whatever its format: blocks that know where they stand.

A reader turns a file into a `Document`; the importers see nothing else. Text is kept as
it was written; only white space is made even. Colours and bold stay on the runs because
some plans say "new" in blue and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file, as exactly as its format allows.

    `line` counts from 1 in text files, `row` in tables and sheets, `paragraph` in word
    processor files, which have no fixed pages or lines.
    """

    file: str
    page: int | None = None
    line: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None

    def where(self) -> str:
        """Say the place in the language of the reader: "page 3, table 1, row 4"."""
        parts = []
        if self.sheet is not None:
            parts.append(_("sheet %(name)s") % {"name": self.sheet})
        if self.page is not None:
            parts.append(_("page %(number)s") % {"number": self.page})
        if self.table is not None:
            parts.append(_("table %(number)s") % {"number": self.table})
        if self.row is not None:
            parts.append(_("row %(number)s") % {"number": self.row})
        if self.line is not None:
            parts.append(_("line %(number)s") % {"number": self.line})
        if self.paragraph is not None:
            parts.append(_("paragraph %(number)s") % {"number": self.paragraph})
        return ", ".join(parts) or self.file


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. A line break inside a block is a newline.

    `colour` is "#rrggbb", or None for the ordinary colour of the text (black or
    automatic).
    """

    text: str
    bold: bool = False
    italic: bool = False
    colour: str | None = None

    def same_style(self, other: Run) -> bool:
        """Tell whether the two differ in nothing but their text."""
        return replace(self, text="") == replace(other, text="")


Runs = tuple[Run, ...]


def text_of(runs: Iterable[Run]) -> str:
    """Return the text of the runs without their style."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `covered` says that a merged cell "above" or to the "left" fills it."""

    runs: Runs = ()
    covered: str = ""

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Row:
    """One table row. `after_break` says that a page or a blank line came before it.

    `joined` holds the places of the rows that were read as one with this row.
    """

    cells: tuple[Cell, ...]
    place: Place
    verbatim: str
    after_break: bool = False
    joined: tuple[Place, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    place: Place
    verbatim: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    place: Place
    verbatim: str = ""

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item. `marker` is what stood before it: "-", "1." or "a."."""

    level: int
    runs: Runs
    place: Place
    marker: str = "-"
    verbatim: str = ""

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    place: Place


Block = Heading | Paragraph | ListItem | Table


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
