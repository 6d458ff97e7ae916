"""A document made ready for every writer: what a tree allows but a file does not.

The tree may skip a level of headings, hold rows of any length and characters that no
file knows, and name every abbreviation of the region. Here that is settled once, so
that all formats tell the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from django.utils import formats, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import pgettext

from draaischijf.core.exports import UNPRINTABLE
from draaischijf.core.prose import abbreviations_in
from draaischijf.reporting.content import (
    Block,
    Cell,
    Chart,
    Column,
    Content,
    Heading,
    Path,
    Table,
)

# A contents list is there to find the way: it stands on the first page.
MOST_CONTENTS = 36
# About so many letters stand on one line of it.
_CONTENTS_LINE = 85
DEEPEST = 4
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_ANCHOR = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
_NARROWEST = 0.2


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a document, in its own language."""

    contents: str
    abbreviations: str
    of: str
    nothing: str
    path: str
    follow_up: str
    code: str
    heading: str
    when: str
    what: str
    note: str
    table: str
    figures: str
    write: str
    change: str
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A tidied document, with what can be read off it."""

    content: Content
    words: Words
    date: str
    # Headings down to this level stand in the contents list.
    depth: int

    @property
    def cover_date(self) -> str:
        """The date for the cover; empty where the status above it says it already."""
        return "" if self.date in self.content.status else self.date

    @property
    def language_tag(self) -> str:
        """The language as files name it: Dutch is that of Flanders."""
        return "nl-BE" if self.content.language == "nl" else self.content.language


def manuscript(content: Content) -> Manuscript:
    """Return the document as a writer can set it without looking twice."""
    tidy = _tidied(content)
    texts = [text for part in (tidy.blocks, tidy.facts) for text in _texts(part)]
    used = abbreviations_in("\n".join(texts), tidy.abbreviations)
    tidy = replace(
        tidy,
        title=one_line(tidy.title),
        blocks=tuple(_blocks(tidy.blocks)),
        abbreviations={short: tidy.abbreviations[short] for short in sorted(used)},
    )
    with translation.override(tidy.language):
        date = formats.date_format(tidy.date, "DATE_FORMAT") if tidy.date else ""
        return Manuscript(tidy, _words(), date, _depth(tidy.headings))


def one_line(text: str) -> str:
    """Return a title on one line; a dash if there is nothing in it to be seen."""
    line = " ".join(text.split())
    is_seen = any(unicodedata.category(one)[0] not in "CZ" for one in line)
    return line if is_seen else "–"


def _words() -> Words:
    return Words(
        contents=_t("Contents"),
        abbreviations=_t("Abbreviations"),
        of=pgettext("page 3 of 12", "of"),
        nothing=_t("There is nothing to show here."),
        path=_t("The path"),
        follow_up=_t("Follow-up"),
        code=_t("Code"),
        heading=_t("Stands under"),
        when=_t("When"),
        what=_t("What"),
        note=_t("Note"),
        table=_t("Table"),
        figures=_t("The figures"),
        write=_t("Write this"),
        change=_t("Change this text"),
        states={
            "done": _t("done"),
            "current": _t("now"),
            "todo": _t("to do"),
            "skipped": _t("skipped"),
        },
    )


def _depth(headings: list[Heading]) -> int:
    for depth in (4, 3, 2):
        listed = [heading for heading in headings if heading.level <= depth]
        if sum(map(_contents_lines, listed)) <= MOST_CONTENTS:
            return depth
    return 1


def _contents_lines(heading: Heading) -> int:
    return 1 + len(f"{heading.code} {heading.text}") // _CONTENTS_LINE


def _blocks(blocks: Any) -> Iterator[Block]:
    """Settle headings and tables; leave out what would show as nothing."""
    level = 0
    anchors: set[str] = set()
    for block in blocks:
        if isinstance(block, Heading):
            level = max(1, min(block.level, level + 1, DEEPEST))
            anchor = _anchor(block, anchors)
            text = one_line(block.text)
            yield replace(block, text=text, level=level, anchor=anchor)
        elif isinstance(block, Table):
            if block.columns:
                yield _table(block)
        elif isinstance(block, Chart):
            yield replace(block, table=_table(block.table))
        elif not isinstance(block, Path) or block.steps:
            yield block


def _anchor(heading: Heading, taken: set[str]) -> str:
    """Return an anchor that an address can end in, and that nobody else has."""
    wanted = heading.anchor
    if not _ANCHOR.fullmatch(wanted):
        slug = slugify(wanted or f"{heading.code} {heading.text}")[:60]
        wanted = f"h-{slug or len(taken)}"
    anchor, count = wanted, 1
    while anchor in taken:
        count += 1
        anchor = f"{wanted}-{count}"
    taken.add(anchor)
    return anchor


def _table(table: Table) -> Table:
    """Give every row as many cells as there are columns, and every column a width."""
    columns = [
        column if column.width >= _NARROWEST else replace(column, width=_NARROWEST)
        for column in table.columns
    ]
    rows = list(table.rows)
    widest = max((len(row) for row in rows), default=0)
    columns += [Column("")] * (widest - len(columns))
    return replace(
        table,
        columns=tuple(columns),
        rows=tuple(
            tuple(row) + (Cell(),) * (len(columns) - len(row))
            if len(row) < len(columns)
            else tuple(row)
            for row in rows
        ),
    )


def _tidied(content: Content) -> Content:
    """Take out what no file format knows; nearly always there is nothing to take."""
    tidy: Content = _tidy(content)
    return tidy


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        if _LINE_ENDS.search(value) or UNPRINTABLE.search(value):
            return UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", value))
        return value
    if isinstance(value, list | tuple):
        new = [_tidy(one) for one in value]
        same = all(a is b for a, b in zip(new, value, strict=True))
        return value if same else tuple(new)
    if isinstance(value, dict):
        return {_tidy(key): _tidy(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for field in fields(value):
            old = getattr(value, field.name)
            new_value = _tidy(old)
            if new_value is not old:
                changes[field.name] = new_value
        return replace(value, **changes) if changes else value
    return value


def _texts(value: Any) -> Iterator[str]:
    """Every text in a part of the tree, specs of charts left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
