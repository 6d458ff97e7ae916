"""Names of organisations out of a cell: split with care, and spellings that are one.

A cell says "CAW, OCMW en netwerk Kind en Gezin i.s.m. de stad". What is clearly a list
is split; where it is not clear the words stay together. The cell itself is always kept
beside the names, and one record is never made per spelling: `propose_aliases` only
proposes, a person confirms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from draaischijf.documents.spelling import one_letter_apart, plain
from draaischijf.signals.exchange.rows import one_line

_OPENING = "([“‘«"
_CLOSING = ")]”’»"
_TOGETHER = re.compile(
    r"\s+(?:i\.?\s?s\.?\s?m\.?|in samenwerking met|in overleg met|samen met|"
    r"met ondersteuning van)\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+en\s+")
_HYPHEN = re.compile(r"\s*[-–]\s*")
_LOOSE_HYPHEN = re.compile(r"\s*[-–]\s+|\s+[-–]\s*")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_LEAD_IN = re.compile(
    r"^(?:link met|o\.a\.|oa|onder andere|bijv\.|vb\.?)\s+", re.IGNORECASE
)
_REST = re.compile(
    r"(?:\s*\b(?:e\.?a\.?|enz|etc|en andere[n]?)|[\s.,;:…–-]+)$", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"[A-Z][A-Z&0-9]+(?:['’]s)?")
# Said so often beside another name that "en" between the two is always "and".
_GOVERNMENT = frozenset(
    {
        "stad",
        "stadsbestuur",
        "gemeente",
        "gemeenten",
        "gemeentes",
        "gemeentebestuur",
        "gemeentebesturen",
        "provincie",
        "lokaal bestuur",
        "lokale besturen",
        "ocmw",
        "ocmw s",
        "caw",
        "caw s",
    }
)
# Before or after a name these say what it is, not which one.
_GENERIC = frozenset(
    {"vzw", "cv", "cvba", "bv", "de", "het", "een", "groep", "mpi", "wzc", "alle"}
)
_SHORTEST_NEAR = 8
_PLURAL = re.compile(r"['’`´]s\b")


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a cell, each once, in order; doubtful ones stay together."""
    names: dict[str, str] = {}
    for piece in _pieces(text):
        # a bracket explains the name before it
        for part in _TOGETHER.split(_BRACKET.sub("", piece)):
            for name in _apart(part):
                shown = tidy_name(name)
                if shown:
                    names.setdefault(plain(shown), shown)
    return tuple(names.values())


def split_bracket(text: str) -> tuple[str, ...]:
    """Return the names in a bracket after a sentence, where hyphens separate too."""
    names: list[str] = []
    for part in _LOOSE_HYPHEN.split(text):
        names.extend(split_names(_LEAD_IN.sub("", part)))
    return tuple(dict.fromkeys(names))


def names_somebody(text: str) -> bool:
    """Tell whether a bracket names actors: an abbreviation or a government is one."""
    return any(
        _ABBREVIATION.fullmatch(word) or plain(word) in _GOVERNMENT
        for word in re.split(r"[\s,;/–-]+", text)
    )


def tidy_name(name: str) -> str:
    """Return a name without what trails it: signs, "e.a.", "enz."."""
    shown = _LEAD_IN.sub("", name.strip())
    while (shorter := _REST.sub("", shown)) != shown:
        shown = shorter
    if shown[:1] == shown[-1:] and shown[:1] in {"'", '"'}:
        shown = shown[1:-1].strip()
    return shown


def _pieces(text: str) -> Iterator[str]:
    """Split at commas, semicolons and line ends that stand in no bracket or quote."""
    depth = 0
    piece: list[str] = []
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING and depth > 0)
        if sign in ";,\n" and depth == 0:
            yield one_line("".join(piece))
            piece = []
        else:
            piece.append(sign)
    yield one_line("".join(piece))


def _apart(text: str) -> list[str]:
    """Split at "en" and hyphens where both sides can only be actors of their own."""
    first, *rest = _AND.split(text)
    parts = [first]
    for part in rest:
        if _are_two(parts[-1], part):
            parts.append(part)
        else:
            parts[-1] = f"{parts[-1]} en {part}"
    return [name for part in parts for name in _hyphens_apart(part)]


def _are_two(left: str, right: str) -> bool:
    if left.endswith("-"):
        return False  # "ouderen- en thuiszorg"
    if left.count("'") % 2:
        return False  # inside quotes: vzw 'Brood en Spelen'
    return (
        _is_actor(left)
        or _is_actor(right)
        or bool(_ABBREVIATION.fullmatch(right.split(" ", 1)[0]))
        or right.startswith("alle ")
    )


def _is_actor(text: str) -> bool:
    shown = tidy_name(text)
    return plain(shown) in _GOVERNMENT or bool(_ABBREVIATION.fullmatch(shown))


def _hyphens_apart(text: str) -> list[str]:
    parts = _HYPHEN.split(text)
    if len(parts) > 1 and all(map(_is_actor, parts)):
        return parts
    return [text]


# --- spellings of one organisation


@dataclass(frozen=True, slots=True)
class AliasProposal:
    """Spellings that are probably one organisation; the most used one is proposed."""

    name: str
    aliases: tuple[str, ...]


def propose_aliases(
    names: Iterable[str],
    *,
    known: Collection[str] = (),
    abbreviations: Mapping[str, str] | None = None,
) -> tuple[AliasProposal, ...]:
    """Return the groups of two and more spellings, to be confirmed by a person.

    A name that is `known` is proposed before any other. Joined are names that differ
    in case, spaces, accents or signs, in a plural 's, in a word such as "vzw" or
    "groep" at either end, in one letter when they are long, or as an abbreviation
    (short -> long) and what it stands for.
    """
    counts = Counter(name for name in (*names, *known) if plain(name))
    before = frozenset(known)
    shorts = {plain(long): short for short, long in (abbreviations or {}).items()}
    groups: dict[str, list[str]] = {}
    for name in counts:
        meant = shorts.get(plain(name), name)
        groups.setdefault(_core(meant), []).append(name)
    for near, core in _near_pairs(sorted(groups)):
        if near in groups and core in groups:
            groups[core].extend(groups.pop(near))
    proposals = []
    for spellings in groups.values():
        if len(spellings) > 1:
            best, *others = sorted(
                spellings,
                key=lambda name: (
                    name not in before,
                    bool(_PLURAL.search(name)),
                    -counts[name],
                    name,
                ),
            )
            proposals.append(AliasProposal(best, tuple(others)))
    return tuple(sorted(proposals, key=lambda proposal: plain(proposal.name)))


def _core(name: str) -> str:
    words = plain(_PLURAL.sub("", name)).split()
    while len(words) > 1 and words[0] in _GENERIC:
        del words[0]
    while len(words) > 1 and words[-1] in _GENERIC:
        words.pop()
    return "".join(words)


def _near_pairs(cores: list[str]) -> Iterator[tuple[str, str]]:
    by_length: dict[int, list[str]] = {}
    for core in cores:
        if len(core) < _SHORTEST_NEAR:
            continue
        for length in range(len(core) - 1, len(core) + 2):
            for other in by_length.get(length, ()):
                if one_letter_apart(core, other):
                    yield core, other
        by_length.setdefault(len(core), []).append(core)
