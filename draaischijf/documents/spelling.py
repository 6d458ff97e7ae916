"""When two spellings are the same: of headings, organisations, repeated sentences."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
# Below this length one letter makes another word ("CAW" and "CAB").
SHORTEST_TO_COMPARE = 6


def plain(text: str) -> str:
    """Return the text in small letters without accents, other signs made spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare).strip()


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter was added, left out, changed, or two neighbours swapped.

    A difference in a digit is never a slip: "zone 1" is not "zone 2".
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    end = 0
    while end < len(short) - start and short[-1 - end] == long[-1 - end]:
        end += 1
    left = short[start : len(short) - end]
    right = long[start : len(long) - end]
    if any(char.isdigit() for char in left + right):
        return False
    swapped = len(left) == len(right) == 2 and left == right[::-1]
    return swapped or (len(left) <= 1 and len(right) <= 1)


def alike(one: str, other: str) -> bool:
    """Tell whether two plain texts are the same but for at most one slip."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST_TO_COMPARE:
        return False
    return one_letter_apart(one, other)
