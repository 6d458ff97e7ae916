"""Two texts word by word: what was taken out and what came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[^\w\s]|\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `is_changed` when the other text does not have it."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text that changed, under its label: what it was and is, whole and in pieces."""

    label: str
    before: str
    after: str
    before_pieces: tuple[Piece, ...]
    after_pieces: tuple[Piece, ...]


def reworded(texts: Iterable[tuple[str, str, str]]) -> list[Reworded]:
    """Return of texts (label, before, after) those that changed, word by word."""
    return [
        Reworded(label, before, after, *pieces_of(before, after))
        for label, before, after in texts
        if before != after
    ]


def pieces_of(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces: joined again they are the texts, to the letter.

    A space between two changed words counts as changed with them, so that a phrase is
    marked as one.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    olds: list[Piece] = []
    news: list[Piece] = []
    for kind, a, b, c, d in _joined(matcher.get_opcodes(), old):
        is_changed = kind != "equal"
        olds += _cut("".join(old[a:b]), is_changed=is_changed)
        news += _cut("".join(new[c:d]), is_changed=is_changed)
    return tuple(olds), tuple(news)


def _cut(text: str, *, is_changed: bool) -> list[Piece]:
    """Return the text as a piece; the spaces around a change are no part of it."""
    bare = text.strip()
    if not is_changed or not bare or bare == text:
        return [Piece(text, is_changed and bool(bare))] if text else []
    before, after = text.split(bare)
    cut = [Piece(before), Piece(bare, is_changed=True), Piece(after)]
    return [one for one in cut if one.text]


Code = tuple[str, int, int, int, int]


def _joined(codes: Sequence[Code], old: Sequence[str]) -> list[Code]:
    """Join changes that only a space or a mark stands between."""
    joined: list[Code] = []
    for at, (kind, a, b, c, d) in enumerate(codes):
        is_between = (
            kind == "equal"
            and 0 < at < len(codes) - 1
            and not any(re.match(r"\w", word) for word in old[a:b])
        )
        its = "replace" if is_between else kind
        if joined and its != "equal" and joined[-1][0] != "equal":
            _kind, first, _b, third, _d = joined[-1]
            joined[-1] = ("replace", first, b, third, d)
        else:
            joined.append((its, a, b, c, d))
    return joined
