"""Parts, themes and the contents list: where in the report a goal stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from draaischijf.documents.blocks import (
    Block,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Table,
)
from draaischijf.documents.spelling import alike, plain
from draaischijf.signals.exchange.outline import may_be_title
from draaischijf.signals.exchange.rows import one_line

LONGEST = 250
_PART = re.compile(r"(?:luik|deel)\s+(?:\d{1,2}|[a-d]|[ivx]{1,4})\b", re.IGNORECASE)
_CONTENTS = ("inhoud", "inhoudstafel", "inhoudsopgave", "inhoudstabel")
_LEADERS = re.compile(r"[\s.…_]*$")
_WITH_PAGE = re.compile(r"(?P<text>.*?\D)[\s.…_]+(?P<page>\d{1,3})")
_DOCUMENT_TITLE = re.compile(r"jaarverslag|werkingsverslag", re.IGNORECASE)


def is_part(text: str) -> bool:
    """Tell whether a title is that of a part: "LUIK 1: …"."""
    return bool(_PART.match(text))


def in_capitals(text: str) -> bool:
    """Tell whether a title has capitals only, as the themes of a report."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= 4 and text == text.upper() and len(text) <= LONGEST


def is_theme(text: str) -> bool:
    """Tell whether a line that stands alone can only be a part or a theme."""
    return is_part(text) or in_capitals(text)


@dataclass
class Standing:
    """Which part and theme the goals that follow stand under."""

    part: str = ""
    theme: str = ""
    part_level: int | None = None

    def take(self, text: str, level: int | None = None) -> None:
        """Go on under a title."""
        if is_part(text):
            self.part, self.theme, self.part_level = text, "", level
        elif level is not None and _DOCUMENT_TITLE.search(text):
            self.part = self.theme = ""
        else:
            if level and self.part_level and level <= self.part_level:
                self.part = ""
            self.theme = text


@dataclass
class Contents:
    """The titles of a contents list in their order, and the blocks they stand in."""

    titles: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def holds(self, block: Block) -> bool:
        """Tell whether a block is part of the list, and no title of the body."""
        return any(block is own for own in self.blocks)

    def theme_of(self, goal: str) -> str | None:
        """Return the theme in capitals that the list has a goal under.

        "" when it stands under none; None when the list does not know the goal.
        """
        theme = ""
        for title in self.titles:
            if is_part(title):
                theme = ""
            elif _same(title, goal):
                return theme
            elif in_capitals(title):
                theme = title
        return None


def _same(title: str, goal: str) -> bool:
    """Compare as contents lists do: they break long titles off."""
    short, whole = plain(title), plain(goal)
    return bool(short) and (whole.startswith(short) or alike(short, whole))


def contents_of(document: Document) -> Contents:
    """Return the contents list of a document; empty when it has none."""
    contents = Contents()
    listening = False
    for block in document.blocks:
        if _announces(block):
            listening = True
            contents.blocks.append(block)
            continue
        titles = _titles(block) if listening else []
        if listening and not titles:
            break
        if titles:
            contents.titles.extend(titles)
            contents.blocks.append(block)
    return contents


def _announces(block: Block) -> bool:
    return (
        isinstance(block, Heading | Paragraph)
        and len(block.text) <= LONGEST
        and plain(block.text) in _CONTENTS
    )


def _titles(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [title for row in block.rows if (title := listed(row.texts))]
    if isinstance(block, Heading) or not block.text:
        return []
    found = [_WITH_PAGE.fullmatch(line) for line in block.text.split("\n")]
    return [_bare(one["text"]) for one in found if one]


def listed(texts: Sequence[str]) -> str:
    """Return the title in a row of a contents list, "" for any other row."""
    filled = [one_line(text) for text in texts if text.strip()]
    if len(filled) == 2 and re.fullmatch(r"\d{1,3}", filled[1]):
        return _bare(filled[0])
    found = _WITH_PAGE.fullmatch(filled[0]) if len(filled) == 1 else None
    # without the dots it may as well be a title with a year
    return _bare(found["text"]) if found and ".." in filled[0] else ""


def _bare(text: str) -> str:
    return _LEADERS.sub("", text)


def footnotes_in(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the numbers of the notes that stand as text at the foot of a page."""
    found = (
        re.match(r"(\d{1,2})\s*(?:=\s*)?[^\W\d]", block.text)
        for block in blocks
        if isinstance(block, Paragraph)
    )
    return frozenset(match[1] for match in found if match)


def without_notes(text: str, notes: frozenset[str]) -> str:
    """Return a title without the raised number of a note at the end of a word."""

    def keep(found: re.Match[str]) -> str:
        return found["word"] if found["note"] in notes else found[0]

    return re.sub(r"(?P<word>[a-zà-ÿ]{3}['’”)]?)(?P<note>\d{1,2})\b", keep, text)


def stands_alone(block: Block) -> bool:
    """Tell whether a block outside the tables is a title."""
    if isinstance(block, Heading):
        return True
    if isinstance(block, ListItem) or not isinstance(block, Paragraph):
        return False
    text = one_line(block.text)
    return may_be_title(text) and is_theme(text)
