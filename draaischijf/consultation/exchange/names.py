"""What a line says of a body: its name, how often it means to meet, what for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from draaischijf.consultation.enums import BodyKind
from draaischijf.documents.spelling import alike, plain

LONGEST_NAME = 200
LONGEST_MANDATE = 1000
_NUMBERS = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "acht": 8,
    "tien": 10, "twaalf": 12,
}  # fmt: skip
_OFTEN = re.compile(
    r"\(?\s*(?:\b(?:komt|kwam)\s+)?\b(?P<count>\d{1,2}|"
    + "|".join(_NUMBERS)
    + r")\s*(?:x|×|keer|maal)\s*(?:/|per|op een)\s*(?:jaar|j\b)\.?"
    r"(?:\s+samen)?\s*\)?",
    re.IGNORECASE,
)
_WORDS = {
    "maandelijks": 12, "tweemaandelijks": 6, "driemaandelijks": 4, "jaarlijks": 1,
    "halfjaarlijks": 2, "wekelijks": 52,
}  # fmt: skip
_WORD = re.compile(r"\b(?P<word>" + "|".join(_WORDS) + r")e?\b", re.IGNORECASE)
_ORGANISES = re.compile(
    r"^[\s✓•▪➢–—-]*(?:organisatie|organiseren|opvolging|deelname)\s+"
    r"(?:van|aan)\s+(?:de|het|een)?\s*",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"^[\s✓•▪➢⇒–—*-]+")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_AIM = re.compile(r"\s+[–—-]\s+(?:doel|opdracht|bedoeling)\s*:\s*", re.IGNORECASE)
# Written whole or within a longer word: "OCMW-diensthoofdenoverleg".
_KINDS: tuple[tuple[str, BodyKind], ...] = (
    ("diensthoof", BodyKind.OFFICIALS),
    ("directie", BodyKind.OFFICIALS),
    ("managementteam", BodyKind.OFFICIALS),
    ("stuurgroep", BodyKind.STEERING_GROUP),
    ("werkgroep", BodyKind.WORKING_GROUP),
    ("klankbord", BodyKind.SOUNDING_BOARD),
    ("raad van bestuur", BodyKind.BOARD),
    ("dagelijks bestuur", BodyKind.EXECUTIVE),
    ("algemene vergadering", BodyKind.GENERAL_ASSEMBLY),
    ("college", BodyKind.COLLEGE),
    ("gemeenteraad", BodyKind.MUNICIPAL_COUNCIL),
    ("raad voor maatschappelijk welzijn", BodyKind.WELFARE_COUNCIL),
    ("adviesraad", BodyKind.ADVISORY_COUNCIL),
    ("redactie", BodyKind.EDITORIAL_BOARD),
    ("forum", BodyKind.JOINT_FORUM),
    ("netwerk", BodyKind.NETWORK),
    ("platform", BodyKind.PLATFORM),
)
_HEADINGS = (
    "structureel organiseren van overlegfora",
    "organiseren van overlegfora",
    "overlegfora",
    "overlegorganen",
    "overlegstructuren",
    "overlegmomenten",
    "regelmatige bijeenkomsten",
    "regelmatig overleg",
    "structureel overleg",
    "vergaderingen en overleg",
)


@dataclass(frozen=True)
class NamedBody:
    """A body as a document names it."""

    name: str
    kind: BodyKind = BodyKind.OTHER
    per_year: int | None = None
    mandate: str = ""
    # The word that was read as a number: "maandelijks".
    read_as: str = ""
    # Something between brackets was left out: often who sits there.
    lost_aside: bool = False


def body_of(text: str) -> NamedBody:
    """Return the body a line names."""
    rest = _SIGNS.sub("", _ORGANISES.sub("", text)).strip()
    per_year, read_as = None, ""
    often = _OFTEN.search(rest)
    if often:
        word = often["count"].lower()
        per_year = _NUMBERS.get(word) or int(word)
        rest = f"{rest[: often.start()]} {rest[often.end() :]}"
    elif spoken := _WORD.search(rest):
        read_as = spoken["word"].lower()
        per_year = _WORDS[read_as]
    bare = _ASIDE.sub("", rest)
    lost = bare != rest
    aim = _AIM.search(bare)
    head, mandate = (bare[: aim.start()], bare[aim.end() :]) if aim else _split(bare)
    name = " ".join(head.split()).strip(" :;,–—-")[:LONGEST_NAME]
    return NamedBody(
        name,
        kind=kind_of(name),
        per_year=per_year,
        mandate=" ".join(mandate.split()).strip(" :;")[:LONGEST_MANDATE],
        read_as=read_as,
        lost_aside=lost,
    )


def _split(text: str) -> tuple[str, str]:
    """Part a name from what stands behind its colon; one word alone is no name."""
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or " " not in head.strip():
        return text, ""
    return head, rest


def kind_of(name: str) -> BodyKind:
    """Return the kind of body its name speaks of."""
    shown = plain(name)
    return next((kind for word, kind in _KINDS if word in shown), BodyKind.OTHER)


def is_heading(text: str) -> bool:
    """Tell whether a line stands above a list of bodies, one slip of the pen allowed.

    What stands behind a dash or a colon does not count (domain report 13, rule 8).
    """
    if len(text) > LONGEST_NAME:
        return False
    shown = plain(text)
    # Without the years a chapter is about.
    heads = {shown, plain(re.split(r"\s[–—-]\s|:|\s(?=\d{4})", text)[0])}
    return any(alike(head, word) for head in heads for word in _HEADINGS)
