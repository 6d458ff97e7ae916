"""What stands in the cells of an action: marks, contacts, actors, the year it began."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draaischijf.documents.spelling import plain
from draaischijf.signals.exchange.names import (
    names_somebody,
    split_names,
    tidy_name,
)
from draaischijf.signals.exchange.rows import one_line

_DASH = re.compile(r"\s*[-–—•●▪◦‣]\s+(?=\S)")
_PRO_MEMORIE = re.compile(
    r"\s*(?:\(\s*p\.?\s*/?\s*m\.?\s*\)|p\s*/\s*m\b|\(?pro memorie\)?)"
    r"\s*\\?\*?\s*[:–-]?\s*",
    re.IGNORECASE,
)
_CONTACT_SIGN = re.compile(r"[,;/&+\n]|\s+en\s+")
_YEAR = re.compile(
    r"(?:(?:sinds|vanaf|in|begin|eind)\s+)?((?:19|20)\d\d)\.?", re.IGNORECASE
)
_PLUS = re.compile(r"\s+\+\s+")
_CAPITAL_LATER = re.compile(r"\s[A-ZÀ-Þ]")
_ORGANISATION_END = re.compile(
    r"(?:dienst|huis|centrum|winkel|school|academie|bibliotheek|politie|brandweer)\b|"
    r"\bvzw\b"
)
# A longer one is a sentence, or names that nothing parts.
LONGEST_NAME = 60
# Sectors and groups of people or governments: nobody in particular.
_NOBODY = frozenset(
    {
        "aww",
        "ggz",
        "vaph",
        "caw s",
        "ocmw s",
        "rwo s",
        "clb s",
        "gemeenten",
        "gemeentes",
        "gemeentebesturen",
        "lokale besturen",
        "bijzondere jeugdbijstand",
        "algemeen welzijnswerk",
    }
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The title of an action without its marks, and how many signs those took."""

    title: str
    skipped: int
    is_pro_memorie: bool
    is_part: bool


def marks_of(text: str) -> Marks:
    """Take "(P/M)*" and the dash of a part from the text of an action."""
    part = _DASH.match(text)
    place = part.end() if part else 0
    memo = _PRO_MEMORIE.match(text, place)
    if memo:
        place = memo.end()
    return Marks(one_line(text[place:]), place, memo is not None, part is not None)


def speaks_of_pro_memorie(text: str) -> bool:
    """Tell whether a line explains what "(P/M)*" stands for."""
    return bool(re.search(r"\(?\bp\s*/\s*m\b|pro memorie", text, re.IGNORECASE))


def contacts_of(text: str) -> tuple[str, ...]:
    """Return the names in a contact cell, each once."""
    names: dict[str, str] = {}
    for part in _CONTACT_SIGN.split(text):
        shown = tidy_name(one_line(part))
        if plain(shown):
            names.setdefault(plain(shown), shown)
    return tuple(names.values())


def year_of_start(text: str) -> int | None:
    """Return the year in a cell, or None when it is empty or says something else."""
    found = _YEAR.fullmatch(one_line(text))
    return int(found[1]) if found else None


def actors_of(text: str) -> tuple[str, ...]:
    """Return the actors in a cell in their order: organisations, sectors, groups."""
    return split_names(_PLUS.sub(", ", text))


def names_organisation(name: str) -> bool:
    """Tell whether an actor is one organisation: "CAW Durmeland", not "11 fora".

    When in doubt it is not: the words are kept either way, and a person can link them.
    """
    shown = plain(name)
    if name[:1].isdigit() or len(name) > LONGEST_NAME or shown in _NOBODY:
        return False
    if names_somebody(name):
        return True
    return name[:1].isupper() and bool(
        _CAPITAL_LATER.search(name) or _ORGANISATION_END.search(shown)
    )
