"""The challenges of the year: about five priorities, each a domain with points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from draaischijf.documents.blocks import Document, ListItem, Place, Table
from draaischijf.documents.spelling import plain
from draaischijf.signals.exchange.outline import title_of
from draaischijf.signals.exchange.rows import key_of, one_line

_TITLE = re.compile(r"uitdaging(?:en)?\b", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_DOMAIN = re.compile(r"^(?:beleidsdomein|domein|levensdomein)\s*:?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,2})[.)]")
# Words that two titles may share without being about the same.
_SMALL = frozenset(
    {
        "aan",
        "aanbevelingen",
        "algemeen",
        "de",
        "een",
        "en",
        "het",
        "in",
        "met",
        "op",
        "sector",
        "van",
        "vanuit",
        "voor",
    }
)


@dataclass(frozen=True, slots=True)
class ParsedChallenge:
    """One challenge: its title as written, the policy domain, the points under it."""

    position: int
    year: int | None
    title: str
    domain: str
    points: tuple[str, ...]
    place: Place
    verbatim: str

    @property
    def key(self) -> str:
        """Return what makes it the same challenge when the file is read again."""
        return key_of("challenge", str(self.year), self.title)


def parse_challenges(document: Document) -> tuple[ParsedChallenge, ...]:
    """Return the challenges of the first list under a title that announces them.

    The list is numbered, with bullets below its items. A general challenge without
    bullets has its own text as its point ("Algemeen: ...").
    """
    year: int | None = None
    listening = False
    found: list[tuple[ListItem, list[str]]] = []
    for block in document.blocks:
        if isinstance(block, ListItem) and listening:
            if _is_next(block, len(found)) and not _TITLE.search(block.text):
                found.append((block, []))
                continue
            if found and not _ordered(block):
                found[-1][1].append(one_line(block.text))
                continue
        if found:
            break
        title = title_of(block)
        if title and _TITLE.search(title.text):
            listening = True
            shown = _YEAR.search(title.text)
            year = int(shown[1]) if shown else None
        elif title or isinstance(block, Table):
            listening = False
    return tuple(
        _made(number, year, item, points)
        for number, (item, points) in enumerate(found, start=1)
    )


def _is_next(item: ListItem, count: int) -> bool:
    """Tell whether an item goes on counting; a new list begins at one again."""
    number = _NUMBER.fullmatch(item.marker)
    return number is not None and int(number[1]) > count


def _ordered(item: ListItem) -> bool:
    return item.marker[0].isalnum()


def _made(
    number: int, year: int | None, item: ListItem, points: Sequence[str]
) -> ParsedChallenge:
    title = one_line(item.text).rstrip(" :")
    domain, colon, rest = title.partition(":")
    if named := _DOMAIN.match(title):
        domain, rest = title[named.end() :], ""
    if not points and colon and rest.strip():
        points = [rest.strip()]
    return ParsedChallenge(
        number,
        year,
        title,
        domain.strip(),
        tuple(points),
        item.place,
        item.verbatim,
    )


def challenge_of(title: str, challenges: Sequence[ParsedChallenge]) -> int | None:
    """Return the position of the challenge that a title of the agenda is about.

    The one with most words in common, of its domain and its points; None when there
    is none or two have as many.
    """
    words = _words(title)
    scores = sorted(
        (
            (len(words & _words(" ".join((one.domain, *one.points)))), one.position)
            for one in challenges
        ),
        reverse=True,
    )
    if not scores or scores[0][0] == 0:
        return None
    if len(scores) > 1 and scores[1][0] == scores[0][0]:
        return None
    return scores[0][1]


def _words(text: str) -> set[str]:
    return set(plain(text).split()) - _SMALL
