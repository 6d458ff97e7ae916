"""Numbers of a client's file: a number behind a word that says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draaischijf.core.screening.addresses import COUNTED
from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding

_IDENTIFIER = (
    r"(?P<id>(?=[A-Z./-]{0,6}\d)(?:[A-Z]{1,5}|\d{1,12})(?:[./-](?:[A-Z]{1,4}|\d{1,10})){0,5}"
    rf"(?:[{BLANK}]\d{{2,6}}(?![\w%€.,])){{0,3}})(?![\w%€]|[.,/-]\d)"
)
_LINK = rf"(?:[{BLANK}]is)?[{BLANK}]?[:#=]?[{BLANK}]{{0,2}}"
_NUMBERED = re.compile(
    r"(?<!\w)(?:dossier|cliënt(?:en)?|client(?:en)?|klant(?:en)?|patiënt(?:en)?"
    r"|patient(?:en)?|zaak|lid|rol|gezins|bewoners|inschrijvings|hulpvraag|steun"
    rf"|begeleidings|kandidaat|huurders)[{BLANK}-]?(?:nummer|nr|n°)\.?{_LINK}{_IDENTIFIER}",
    re.IGNORECASE,
)
_FILE = re.compile(
    rf"(?<![\w-])(?:(?:zorg|steun|hulp|cliënt|client)?dossier|(?:onze[{BLANK}]|uw[{BLANK}])?"
    rf"(?:ref(?:erentie)?|kenmerk))\.?{_LINK}{_IDENTIFIER}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def file_numbers(text: str) -> Iterable[Finding]:
    """Find "dossiernummer", "cliëntnr." and their like with a number behind it.

    Certain behind such a word. Doubtful, and with four figures at least, behind
    "dossier" or "referentie" alone. A year is no number of a file.
    """
    for match in _NUMBERED.finditer(text):
        if _figures(match["id"]) >= 3 and not _YEAR.fullmatch(match["id"]):
            yield finding(Kind.FILE_NUMBER, text, match.span())
    for match in _FILE.finditer(text):
        counted = COUNTED.match(text, match.end())
        if (
            _figures(match["id"]) >= 4
            and not _YEAR.fullmatch(match["id"])
            and not counted
        ):
            yield finding(
                Kind.FILE_NUMBER, text, match.span(), certainty=Certainty.DOUBTFUL
            )


def _figures(identifier: str) -> int:
    return sum(char.isdecimal() for char in identifier)
