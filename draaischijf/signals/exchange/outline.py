"""Titles, where a document marks them and where it does not.

Converted text has no heading marks: a rubric is a numbered line, a short line on its
own, or one cell across a table. So everything that may be a title is offered, and each
kind takes the ones it knows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from draaischijf.documents.blocks import (
    Block,
    Document,
    Heading,
    ListItem,
    Paragraph,
)

MAX_TITLE = 120
_MARKED = re.compile(r"(?P<marker>\d{1,2}|[a-zA-Z])[.)]\s+(?P<text>\S.*)")
_ORDERED = re.compile(r"(\d{1,3}|[A-Za-z])[.)]")
_SENTENCE_END = re.compile(r"[.;,!?]$")
_YEAR = r"(?:19|20)\d\d"
_REPORT_YEAR = re.compile(
    rf"(?:jaarverslag|jaarplan|jaaractieplan|werkjaar|verslag|werkagenda|agenda)"
    rf"\D{{0,20}}(?P<year>{_YEAR})(?!\s*[-–/]\s*\d)",
    re.IGNORECASE,
)
_DATE_YEAR = re.compile(rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?P<year>{_YEAR})\b")


@dataclass(frozen=True, slots=True)
class Title:
    """A line that may be a title: its text and what it was numbered with."""

    text: str
    marker: str = ""
    level: int | None = None

    @property
    def is_numbered(self) -> bool:
        return self.marker.isdigit()

    @property
    def is_lettered(self) -> bool:
        return self.marker.isalpha()


def title_of(block: Block) -> Title | None:
    """Return a block as a title when it may be one, or None."""
    if isinstance(block, Heading):
        return title_of_text(block.text, level=block.level)
    if isinstance(block, ListItem):
        if not _ORDERED.fullmatch(block.marker) or len(block.text) > MAX_TITLE:
            return None
        return Title(block.text, block.marker.rstrip(".)").lower())
    if isinstance(block, Paragraph) and may_be_title(block.text):
        return title_of_text(block.text)
    return None


def title_of_text(text: str, *, level: int | None = None) -> Title:
    """Split the number or letter from a title."""
    found = _MARKED.fullmatch(text)
    if found is None:
        return Title(text, level=level)
    return Title(found["text"], found["marker"].lower(), level)


def may_be_title(text: str) -> bool:
    """Tell whether a line is short, alone, and not a sentence."""
    return (
        len(text) <= MAX_TITLE and "\n" not in text and not _SENTENCE_END.search(text)
    )


def year_of(document: Document) -> int | None:
    """Return the year a document is about: of its title, else of most of its dates."""
    for block in document.blocks:
        title = title_of(block)
        if title and (found := _REPORT_YEAR.search(title.text)):
            return int(found["year"])
    years = Counter(
        found["year"]
        for table in document.tables
        for row in table.rows
        for text in row.texts
        for found in _DATE_YEAR.finditer(text)
    )
    return int(years.most_common(1)[0][0]) if years else None
