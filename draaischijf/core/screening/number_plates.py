"""Number plates: the Belgian ones of now, and the older ones where they are plain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding

_MARK = rf"[{BLANK}.·-]?"
_END = r"(?![\w-])"
# 1-ABC-123, since 2010; together or in small letters only behind a word for it.
_PRESENT = re.compile(rf"(?<![\w-])[1-9][-·.][A-Z]{{3}}[-·.]\d{{3}}{_END}")
_SPACED = re.compile(rf"(?<![\w-])[1-9] [A-Z]{{3}} \d{{3}}{_END}")
# ABC-123 (until 2008) and 123-ABC (until 2010) look like many a code.
_FORMER = re.compile(
    rf"(?<![\w-])(?:(?P<letters>[A-Z]{{3}})-\d{{3}}|\d{{3}}-[A-Z]{{3}}){_END}"
)
_WORD = re.compile(r"plaat|kenteken", re.IGNORECASE)
_BEHIND_A_WORD = re.compile(
    rf"(?<!\w)(?:nummerplaat|plaatnummer|kentekenplaat|kenteken|plaat)[{BLANK}]?"
    rf"(?:[:(]|nr\.?|is)?[{BLANK}]{{0,2}}"
    rf"(?P<plate>(?:[1-9]{_MARK})?[A-Z]{{3}}{_MARK}\d{{3}}"
    rf"|\d{{3}}{_MARK}[A-Z]{{3}}|[A-Z]{{1,2}}{_MARK}\d{{3}}{_MARK}[A-Z]{{1,2}}){_END}",
    re.IGNORECASE,
)
_VEHICLE = re.compile(
    r"\b(?:auto|wagen|camionette|bestelwagen|busje|moto|brommer|aanhang\w{0,6}|rijdt"
    r"|reed|geparkeerd|mobilhome|caravan|voertuig|taxi|nummerplaat|plaat)\b[^.!?\n]*$",
    re.IGNORECASE,
)
# Three letters before three figures that are an agreement, a standard, a scheme.
_CODES = frozenset(
    {"CAO", "ISO", "PCR", "MAX", "KBO", "BTW", "CAW", "RVA", "TEL", "GSM", "EUR", "DIN"}
)


def number_plates(text: str) -> Iterable[Finding]:
    """Find number plates.

    Certain in the present form (1-ABC-123) and behind "nummerplaat" in any; doubtful
    in the former ones (ABC-123), with a hyphen and in capitals. These look like the
    reference of a decision, and so does a plate in three words ("1 ABC 123"): both are
    asked to stand behind a vehicle.
    """
    for match in _BEHIND_A_WORD.finditer(text) if _WORD.search(text) else ():
        yield finding(Kind.NUMBER_PLATE, text, match.span("plate"))
    for match in _PRESENT.finditer(text):
        yield finding(Kind.NUMBER_PLATE, text, match.span())
    for match in _SPACED.finditer(text):
        if _VEHICLE.search(text[max(0, match.start() - 60) : match.start()]):
            yield finding(Kind.NUMBER_PLATE, text, match.span())
    for match in _FORMER.finditer(text):
        near = text[max(0, match.start() - 60) : match.start()]
        if match["letters"] not in _CODES and _VEHICLE.search(near):
            yield finding(
                Kind.NUMBER_PLATE, text, match.span(), certainty=Certainty.DOUBTFUL
            )
