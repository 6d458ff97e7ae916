"""Initials with an age: "L.D., 34 jaar"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding
from draaischijf.core.screening.people import NO_AGE, OLDEST, YEARS

_DOTTED = rf"(?:[A-Z]\.[{BLANK}]?){{1,3}}[A-Z]\.?"
_WITH_AGE = re.compile(
    rf"(?<![\w.&-])(?:(?P<dotted>{_DOTTED})|(?P<loose>[A-Z]{{2,3}}))(?![\w&])"
    rf",?[{BLANK}]{{0,2}}(?:is[{BLANK}])?"
    rf"(?:\((?P<braced>\d{{1,3}})(?P<unit>{YEARS})?\)|(?P<plain>\d{{1,3}}){YEARS})"
)
_AFTER_AGE = re.compile(rf"(?<=[\w.),] )(?<![\w.&-])(?P<dotted>{_DOTTED})(?![\w&])")
_AGE_BEFORE = re.compile(
    rf"(?<![\d.,/])\d{{1,3}}(?:{YEARS})?\)?,?[{BLANK}]\(?$|\(\d{{1,3}}\)[,{BLANK}]{{1,2}}$"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:man|vrouw|jongen|meisje|dame|heer|moeder|vader|jongere|persoon|iemand|kind)\b",
    re.IGNORECASE,
)
# Letters that stand for a law, a company, a service; dotted or not.
_ABBREVIATIONS = frozenset(
    """
    NV BV VZW BVBA CV VOF OLV KB MB BS EU VN VS TV PC IT HR PR BTW KBO CAW CLB CGG CKG
    JAC SVK GGZ GBO HVK ELZ RVA RIZ LSB WRG VVG SEL BUO ASO TSO BSO KSO OKAN AZ UZ ZOL
    PZ WZC LDC DVC BZW BJB OOOC CKB VK VTE FTE CAO SLA WP CIG CBE NPO PVB VAPH ZAP
    RTH MFC GES PAB MPI STA VIPA KMO CVO BIS VDAB OCMW
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)


def initials_with_age(text: str) -> Iterable[Finding]:
    """Find initials beside an age, before it or behind it.

    Certain with dots; doubtful without ("AV, 29 j"), and where the age comes first.
    The years that a service works or a list lasts are no age, and the letters of a
    law, a company or a service are nobody's initials.
    """
    for match in _WITH_AGE.finditer(text):
        letters = match["dotted"] or match["loose"]
        age = int(match["braced"] or match["plain"])
        if _is_abbreviation(letters) or not 0 < age <= OLDEST:
            continue
        if NO_AGE.match(text, match.end()) or (
            match["loose"] and match["braced"] and not match["unit"]
        ):
            continue
        certainty = Certainty.CERTAIN if match["dotted"] else Certainty.DOUBTFUL
        yield finding(Kind.INITIALS, text, match.span(), certainty=certainty)
    for match in _AFTER_AGE.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if (
            _AGE_BEFORE.search(before)
            and _PERSON_BEFORE.search(before)
            and not _is_abbreviation(match["dotted"])
        ):
            yield finding(
                Kind.INITIALS, text, match.span(), certainty=Certainty.DOUBTFUL
            )


def _is_abbreviation(letters: str) -> bool:
    return re.sub(r"\W", "", letters) in _ABBREVIATIONS
