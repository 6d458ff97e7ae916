"""Words that mean the same: for the search, and for what is alike.

A list of our own, one group a line, of what the field in Flanders uses for each other;
the abbreviations of a partnership count both ways beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from operator import and_, or_
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.utils.translation import gettext as _t

from draaischijf.people.queries import abbreviations_of
from draaischijf.signals.models import SynonymList
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.signals.queries.likeness import folded

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

LIST = Path(__file__).with_name("synonyms.txt")
# Of two letters are words, too ("DO"); what is longer than this is a definition.
SHORTEST, MOST_WORDS = 3, 8
_LETTERS = re.compile(r"[^\W\d_]+")
# A piece of what was typed: quoted, or up to a space; a minus in front excludes it.
_TYPED = re.compile(r'-?"[^"]*"?|\S+')

Words = tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """Words of a text that stand for each other: from and until which place."""

    start: int
    end: int
    group: int


@dataclass(frozen=True)
class Synonyms:
    """Groups of words and phrases that mean the same, folded."""

    groups: tuple[tuple[Words, ...], ...] = ()

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[Words, int]]]:
        """The phrases by their first word, long ones first, each with its group."""
        found: dict[str, list[tuple[Words, int]]] = {}
        for number, group in enumerate(self.groups):
            for phrase in group:
                found.setdefault(phrase[0], []).append((phrase, number))
        for one in found.values():
            one.sort(key=lambda pair: -len(pair[0]))
        return found

    def in_words(self, words: Sequence[str]) -> Iterator[Found]:
        """Yield where a group is met, the longest phrase first, none overlapping."""
        known = self._by_first
        place = 0
        while place < len(words):
            for phrase, group in known.get(words[place], ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    yield Found(place, place + len(phrase), group)
                    place += len(phrase) - 1
                    break
            place += 1

    def canonical(self, text: str) -> str:
        """Return the words of a text with one form for all that means the same."""
        words = _LETTERS.findall(folded(text))
        made, last = [], 0
        for one in self.in_words(words):
            made += [*words[last : one.start], "".join(self.groups[one.group][0])]
            last = one.end
        return " ".join([*made, *words[last:]])

    def others(self, text: str) -> list[Words]:
        """Return what else the words of a text are called, each once."""
        words = _LETTERS.findall(folded(text))
        return list(
            dict.fromkeys(
                phrase
                for one in self.in_words(words)
                for phrase in self.groups[one.group]
                if phrase != tuple(words[one.start : one.end])
            )
        )


NONE = Synonyms()


def synonyms_of(partnership: Partnership | None) -> Synonyms:
    """Return what means the same in a partnership, or everywhere without one.

    Looked up once for each time a partnership is read: once a request.
    """
    if partnership is None:
        return _joined_with(shared_groups(), abbreviations_of(None))
    kept = partnership.__dict__.get("_synonyms")
    if not isinstance(kept, Synonyms):
        groups = groups_in(lines_of(partnership))
        kept = _joined_with(groups, abbreviations_of(partnership))
        partnership.__dict__["_synonyms"] = kept
    return kept


def lines_of(partnership: Partnership) -> str:
    """Return the list of a partnership as it is written; else the shared one."""
    own = SynonymList.objects.filter(partnership=partnership).first()
    return own.lines if own else shared_lines()


def _joined_with(
    groups: Iterable[Sequence[str]], abbreviations: Mapping[str, str]
) -> Synonyms:
    pairs = ((short, long) for short, long in abbreviations.items())
    return joined([*groups, *pairs])


@cache
def shared_lines() -> str:
    """Return our list as it is written, one group a line."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return "\n".join(one for one in lines if one and not one.startswith("#"))


@cache
def shared_groups() -> tuple[tuple[str, ...], ...]:
    """Return the groups of our list, as they are written."""
    return groups_in(shared_lines())


def groups_in(lines: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of a list, as they are written; an empty line is none."""
    return tuple(
        tuple(part.strip() for part in line.split("="))
        for line in lines.splitlines()
        if line.strip()
    )


def wrong_lines(lines: str) -> list[str]:
    """Return what is wrong in a list, as sentences that name the line and the fix."""
    wrong: list[str] = []
    known: dict[Words, int] = {}
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [one.strip() for one in line.split("=")]
        place: dict[str, int | str] = {"line": number}
        if len(parts) < 2 or not all(parts):
            wrong.append(
                _t("Line %(line)s: write two words or more, with = between them.")
                % place
            )
            continue
        for part in parts:
            place["word"] = part[:60]
            phrase = _phrase(part)
            if not phrase:
                wrong.append(
                    _t(
                        "Line %(line)s: “%(word)s” has to be three letters or more,"
                        " and eight words at most. Write it otherwise or take it out."
                    )
                    % place
                )
            elif phrase in known:
                wrong.append(
                    _t(
                        "Line %(line)s: “%(word)s” stands on line %(other)s too. Take"
                        " it out on one of the two, or make one line of both."
                    )
                    % {**place, "other": known[phrase]}
                )
            else:
                known[phrase] = number
    return wrong


def joined(groups: Iterable[Sequence[str]]) -> Synonyms:
    """Return groups folded; those that share a word or phrase are one."""
    made: list[list[Words]] = []
    for group in groups:
        phrases = [one for text in group if (one := _phrase(text))]
        mine = [one for one in made if set(one) & set(phrases)]
        rest = [one for one in made if one not in mine]
        whole = [phrase for one in mine for phrase in one] + phrases
        made = [*rest, list(dict.fromkeys(whole))]
    return Synonyms(tuple(tuple(one) for one in made if len(one) > 1))


def _phrase(text: str) -> Words:
    words = tuple(_LETTERS.findall(folded(text)))
    if not words or len(words) > MOST_WORDS or len("".join(words)) < SHORTEST:
        return ()
    return words


# -- The search ---------------------------------------------------------------------


def search_of(text: str, synonyms: Synonyms = NONE) -> SearchQuery:
    """Return words a person typed as a Dutch full text query (websearch syntax).

    A word or phrase with synonyms finds those too. What stands between quotes or after
    a minus is meant as it is; "or" parts what was typed in two.
    """
    whole = SearchQuery(text, config=SEARCH_CONFIG, search_type="websearch")
    pieces = _TYPED.findall(text)
    if not any(_group_met(pieces, synonyms)):
        return whole
    branches: list[list[str]] = [[]]
    for piece in pieces:
        if piece.lower() == "or":
            branches.append([])
        else:
            branches[-1].append(piece)
    asked = [_all_of(one, synonyms) for one in branches if one]
    return reduce(or_, asked)


def _group_met(pieces: Sequence[str], synonyms: Synonyms) -> Iterator[Found]:
    return synonyms.in_words([_plain(one) for one in pieces])


def _plain(piece: str) -> str:
    """Return a piece as a word to look up; nothing for what is quoted or excluded."""
    if piece.startswith(("-", '"')):
        return ""
    return "".join(_LETTERS.findall(folded(piece)))


def _all_of(pieces: Sequence[str], synonyms: Synonyms) -> SearchQuery:
    parts: list[SearchQuery] = []
    last = 0
    for one in _group_met(pieces, synonyms):
        parts += _as_typed(pieces[last : one.start])
        parts.append(_any_of(synonyms.groups[one.group]))
        last = one.end
    parts += _as_typed(pieces[last:])
    return reduce(and_, parts)


def _as_typed(pieces: Sequence[str]) -> list[SearchQuery]:
    if not pieces:
        return []
    typed = " ".join(pieces)
    return [SearchQuery(typed, config=SEARCH_CONFIG, search_type="websearch")]


def _any_of(phrases: Iterable[Words]) -> SearchQuery:
    words = " | ".join(f"({' <-> '.join(one)})" for one in phrases)
    # Only letters are left in these words, so they cannot be read as operators.
    return SearchQuery(words, config=SEARCH_CONFIG, search_type="raw")
