"""Places on a map: links to a map, and coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding

_REST = r"[^\s<>\"]{1,300}"
_LINK = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:www\.)?(?:"
    r"(?:maps\.)?google\.(?:com|be|nl|fr|de)/maps|maps\.google\.(?:com|be|nl|fr|de)/"
    r"|goo\.gl/maps/|maps\.app\.goo\.gl/|g\.co/maps/"
    r"|openstreetmap\.org/|osm\.org/|maps\.apple\.com/|waze\.com/(?:ul|live-map)"
    rf"|bing\.com/maps|what3words\.com/|w3w\.co/){_REST}",
    re.IGNORECASE,
)
# Four decimals are ten metres. Degrees of here only: other figures come in pairs too.
_DECIMAL = re.compile(
    rf"(?<![\w.,/])(?:N[{BLANK}]?)?(?:49|50|51)\.\d{{4,9}}°?[{BLANK}]?N?[,;{BLANK}]{{1,2}}"
    rf"(?:E[{BLANK}]?)?[2-6]\.\d{{4,9}}°?(?:[{BLANK}]?E)?(?![\w%])"
)
_DEGREES = re.compile(
    rf"(?<!\w)(?:49|50|51)°[{BLANK}]?\d{{1,2}}['’′][{BLANK}]?\d{{1,2}}(?:[.,]\d{{1,4}})?"
    rf"[\"”″'’]{{0,2}}[{BLANK}]?N[,{BLANK}]{{0,3}}[2-6]°[{BLANK}]?\d{{1,2}}['’′][{BLANK}]?"
    rf"\d{{1,2}}(?:[.,]\d{{1,4}})?[\"”″'’]{{0,2}}(?:[{BLANK}]?[EO])?(?!\w)"
)
_STAYS = re.compile(
    r"\b(?:woont|wonen|slaapt|slapen|verblijft|verblijven|logeert|slaapplaats|tent(?:je)?"
    r"|zit|zitten|adres|ligt)\b[^.!?;\n]{0,40}$",
    re.IGNORECASE,
)


def map_links(text: str) -> Iterable[Finding]:
    """Find links to Google Maps, OpenStreetMap and their like, and coordinates.

    Certain where somebody is said to live or sleep there; else doubtful, for a
    service stands on the map too.
    """
    # A sign without which a pattern cannot match saves the time of trying it.
    for sign, pattern in (("/", _LINK), (".", _DECIMAL), ("°", _DEGREES)):
        for match in pattern.finditer(text) if sign in text else ():
            end = match.start() + len(match[0].rstrip(".,;:)!?"))
            stays = _STAYS.search(text[max(0, match.start() - 60) : match.start()])
            certainty = Certainty.CERTAIN if stays else Certainty.DOUBTFUL
            yield finding(
                Kind.MAP_LINK, text, (match.start(), end), certainty=certainty
            )
