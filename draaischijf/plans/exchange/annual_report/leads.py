"""Who leads an action and who helps, out of "OCMW ism CAW met ondersteuning van …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from draaischijf.signals.exchange.names import split_names

# What follows these words helps, or asked for it; it does not lead.
_WITH = re.compile(
    r"[,;]?\s+(?:i\.?\s?s\.?\s?m\.?|in samenwerking met|in overleg met|samen met|"
    r"met (?:de )?(?:ondersteuning|steun|hulp|medewerking) van|op vraag van)\s+",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,;]\s+(?![^()]*\))")
_AS = re.compile(r"\s+als\s+[\w ]+$")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_FIRST_WORDS = re.compile(r"^(?:de|het|een|alle)\s+")
# "Woondienst Beverhout", "woondienst Beverhout", and not "projecten in de streek".
_PROPER = re.compile(r"(?:['’]?[a-zà-ÿ]+\s+)?[A-ZÀ-Þ].*")
_PLURAL = re.compile(r"['’`´]s$")
# A function or a kind of people is nobody we keep as an organisation.
_FUNCTION = re.compile(
    r"\w*(?:coördinator|coordinator|medewerk(?:st)?er|verantwoordelijke|deskundige|"
    r"consulent|voorzitter|ambtenaar|hoofd|werk(?:st)?er|begeleid(?:st)?er)(?:s|en)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedParty:
    """Somebody as written, and the organisation that the words name, or ""."""

    text: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Parties:
    """The leads and the partners of one action."""

    leads: tuple[NamedParty, ...] = ()
    partners: tuple[NamedParty, ...] = ()


def parties_of(text: str) -> Parties:
    """Return who is named behind "Trekker:", in their order."""
    first, *others = _WITH.split(text.strip())
    partners = (name for other in others for name in _named(other))
    return Parties(tuple(_named(first)), tuple(partners))


def _named(text: str) -> Iterator[NamedParty]:
    """Yield the names in a list; words that are no list stay together."""
    for piece in _COMMA.split(text):
        name = piece.strip(" ,;.")
        if not name:
            continue
        parts = split_names(_BRACKET.sub("", name))
        if len(parts) > 1:
            for part in parts:
                yield NamedParty(part, organisation_in(part))
        else:
            yield NamedParty(name, organisation_in(name))


def organisation_in(text: str) -> str:
    """Return the organisation that words name, or "" for a function or a group.

    "Projectmedewerker Forum Jeugd" names Forum Jeugd; "Regionale coördinator" and
    "buurtprojecten in de streek" name none.
    """
    bare = _FIRST_WORDS.sub("", _AS.sub("", _BRACKET.sub("", text))).strip(" .,;")
    if found := _FUNCTION.search(bare):
        bare = bare[found.end() :].strip(" -–:")
        bare = re.sub(r"^(?:van|bij|voor)\s+(?:de\s+|het\s+)?", "", bare)
    return bare if _PROPER.fullmatch(bare) and not _PLURAL.search(bare) else ""
