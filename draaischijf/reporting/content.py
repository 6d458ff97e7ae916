"""A document without a format: what a builder makes and a writer sets.

Everything is plain text and numbers, so that a document can be kept as JSON and read
back for ever (`as_json`, `from_json`). The words are in the language of the document.
Colour is never the only carrier: a `tone` always goes with words in the cell.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, cast


class Tone(StrEnum):
    """How something stands out; the words beside it say the same."""

    NONE = ""
    NEW = "new"  # blue, as offices know it
    GONE = "gone"  # red: not extended
    CHANGED = "changed"
    DONE = "done"
    WAITING = "waiting"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels 1 to 4 go into the contents list. `anchor` is unique."""

    text: str
    level: int = 1
    anchor: str = ""
    # Put before it, set apart: "SD 1".
    code: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Prose: blank lines part paragraphs, lines with "- " are a list."""

    text: str
    is_lead: bool = False
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with what they are, such as a lead and a timing."""

    items: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a share of the line; figures stand right."""

    label: str
    width: float = 1.0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = ""
    tone: str = Tone.NONE
    # A word set apart at the head of the cell: "● nieuw", "pro memorie".
    mark: str = ""
    # A second line in small print.
    note: str = ""
    is_strong: bool = False
    # For a spreadsheet: the value behind the text.
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    caption: str = ""
    # Names the sheet when the document goes to Excel.
    sheet: str = ""
    # The heading right above says it too: the caption is for who listens.
    is_named_above: bool = False
    # On paper its rows are high enough to write in with a pen.
    is_written_in: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """One dated fact: when in words, what, and how many were there."""

    when: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    lines: Sequence[LogLine]
    label: str = ""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One of the eight phases, with its date in words once it was reached."""

    number: int
    label: str
    state: str  # done, current, todo, skipped
    date: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    steps: Sequence[PathStep]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures: a Vega-Lite spec, the same in words, and the table."""

    title: str
    alt: str
    spec: dict[str, Any]
    table: Table


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that is drawn already, as SVG, and what it says in words."""

    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class Editors:
    """Where an editor may write; empty while nothing was written."""

    key: str
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = (
    Heading | Text | Facts | Table | Log | Path | Chart | Drawing | Editors | PageBreak
)
_BLOCKS: dict[str, type[Any]] = {
    kind.__name__.lower(): kind
    for kind in (
        Heading,
        Text,
        Facts,
        Table,
        Log,
        Path,
        Chart,
        Drawing,
        Editors,
        PageBreak,
    )
}


@dataclass(frozen=True)
class Content:
    """A whole document: what stands on its cover, and its blocks."""

    kind: str
    title: str
    subtitle: str = ""
    sender: str = ""
    language: str = "nl"
    date: datetime.date | None = None
    # "Ontwerp", "Vastgesteld door … op …": on the cover and in the foot.
    status: str = ""
    facts: Sequence[tuple[str, str]] = ()
    blocks: Sequence[Block] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)
    has_contents_list: bool = False
    is_landscape: bool = False

    @property
    def headings(self) -> list[Heading]:
        return [block for block in self.blocks if isinstance(block, Heading)]

    @property
    def tables(self) -> list[Table]:
        """All tables in order, those behind charts included."""
        return list(_tables(self.blocks))


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Chart):
            yield block.table


def as_json(content: Content) -> dict[str, Any]:
    """Return the document as plain JSON values."""
    shown = asdict(content)
    shown["date"] = content.date.isoformat() if content.date else None
    shown["blocks"] = [
        {"block": type(block).__name__.lower(), **asdict(block)}
        for block in content.blocks
    ]
    return shown


def from_json(kept: dict[str, Any]) -> Content:
    """Return the document that `as_json` kept, equal in every field."""
    date = kept["date"]
    return Content(
        **{
            **kept,
            "date": datetime.date.fromisoformat(date) if date else None,
            "facts": tuple((label, value) for label, value in kept["facts"]),
            "blocks": tuple(_block(block) for block in kept["blocks"]),
        }
    )


def _block(kept: dict[str, Any]) -> Block:
    fields = {name: value for name, value in kept.items() if name != "block"}
    kind = _BLOCKS[kept["block"]]
    if kind is Table:
        return _table(fields)
    if kind is Facts:
        return Facts(tuple((label, value) for label, value in fields["items"]))
    if kind is Log:
        lines = tuple(LogLine(**line) for line in fields["lines"])
        return Log(lines, fields["label"])
    if kind is Path:
        return Path(tuple(PathStep(**step) for step in fields["steps"]))
    if kind is Chart:
        return Chart(**{**fields, "table": _table(fields["table"])})
    return cast("Block", kind(**fields))


def _table(fields: dict[str, Any]) -> Table:
    return Table(
        columns=tuple(Column(**column) for column in fields["columns"]),
        rows=tuple(tuple(Cell(**cell) for cell in row) for row in fields["rows"]),
        caption=fields["caption"],
        sheet=fields["sheet"],
        is_named_above=fields.get("is_named_above", False),
        is_written_in=fields.get("is_written_in", False),
    )
