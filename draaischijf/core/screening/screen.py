"""All rules over one text: what stays when the well known is left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from draaischijf.core.screening.addresses import street_addresses, street_end
from draaischijf.core.screening.combinations import identifying_combinations
from draaischijf.core.screening.contact import email_addresses, phone_numbers
from draaischijf.core.screening.dates import birth_dates
from draaischijf.core.screening.file_numbers import file_numbers
from draaischijf.core.screening.findings import Finding, Kind, Rule
from draaischijf.core.screening.initials import initials_with_age
from draaischijf.core.screening.known import (
    Spans,
    institutions,
    municipality_names,
    named,
    read_words,
    services,
)
from draaischijf.core.screening.map_links import map_links
from draaischijf.core.screening.names import surname_start, titled_names
from draaischijf.core.screening.number_plates import number_plates
from draaischijf.core.screening.numbers import account_numbers, national_numbers
from draaischijf.core.screening.relation_words import relation_end
from draaischijf.core.screening.relations import first_names, related_names
from draaischijf.core.screening.social_media import is_account_of, social_media_accounts

# One line per rule; docs/reference/screening.md says how to add one.
RULES: tuple[Rule, ...] = (
    national_numbers,
    account_numbers,
    phone_numbers,
    email_addresses,
    birth_dates,
    titled_names,
    related_names,
    first_names,
    initials_with_age,
    identifying_combinations,
    street_addresses,
    number_plates,
    file_numbers,
    social_media_accounts,
    map_links,
)

# The part of a finding that must be a known name for the finding to fall away.
_CORES: dict[Kind, Callable[[str], tuple[int, int]]] = {
    Kind.NAME: lambda name: (surname_start(name) or relation_end(name), len(name)),
    Kind.ADDRESS: lambda address: (0, street_end(address)),
}
_BELONGS_TO_SERVICE = {Kind.PHONE, Kind.EMAIL, Kind.ADDRESS}
_PREFERENCE = {kind: place for place, kind in enumerate(Kind)}

# What may stand between a service and its own address, number or mail.
_WORD = re.compile(r"\w+")
_CONNECTING = frozenset(
    """
    tel telefoon telefonisch gsm op het nummer via mail e email mailen bellen is in de
    te aan bereikbaar adres of en nr t a van onze gratis
    regio
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
_FARTHEST = 40


class Owners(NamedTuple):
    """What a number or an address may belong to, and the places behind such a name."""

    spans: Spans
    places: Collection[str]


def screen(
    text: str,
    *,
    known_names: Collection[str] = (),
    known_places: Collection[str] = (),
) -> list[Finding]:
    """Return what in `text` points at one person, in order and without overlaps.

    Where two findings overlap the certain one stays, then the longer one. Names of
    organisations in `known_names`, the Belgian municipalities and what stands in
    `known_places`, and institutions with the name of a saint or a doctor are no
    findings; neither is the doubtful number or address right behind an organisation.
    Works in linear time: 2,000 characters take under 5 ms, and a megabyte of hostile
    text ends within seconds (tested).
    """
    found = [
        finding
        for rule in RULES
        for finding in rule(text)
        if finding.kind != Kind.SOCIAL_MEDIA
        or not is_account_of(finding.text, known_names)
    ]
    if not found:
        return []
    words = read_words(text)
    names = named(words, (*known_names, *known_places))
    # "Sint-Martinusstraat 12" is an address all the same, hence only for names.
    houses = {Kind.NAME: (names, institutions(text, words)), Kind.ADDRESS: (names,)}
    owners = Owners(services(words, known_names), _small(frozenset(known_places)))
    left = _without_known(found, text, houses=houses, owners=owners)
    return _without_overlap(left)


@lru_cache(maxsize=16)
def _small(places: frozenset[str]) -> frozenset[str]:
    return municipality_names().union(place.casefold() for place in places)


def is_blocking(findings: Iterable[Finding]) -> bool:
    """Tell whether one of the findings is certain, so that saving is refused."""
    return any(finding.is_certain for finding in findings)


def _without_known(
    found: list[Finding],
    text: str,
    *,
    houses: Mapping[Kind, Iterable[Spans]],
    owners: Owners,
) -> list[Finding]:
    left = []
    # A number behind an address behind a service still is the service's.
    dropped_end = -1
    for finding in sorted(found, key=lambda finding: finding.start):
        is_known = _is_known(finding, houses.get(finding.kind, ()))
        owner_end = max(dropped_end, owners.spans.end_before(finding.start))
        if is_known or _belongs_to(finding, text, owner_end, owners.places):
            dropped_end = max(dropped_end, finding.end)
        else:
            left.append(finding)
    return left


def _is_known(finding: Finding, houses: Iterable[Spans]) -> bool:
    """Tell whether the core of a finding is part of a name that is no client's."""
    if finding.kind not in _CORES:
        return False
    start, end = (finding.start + place for place in _CORES[finding.kind](finding.text))
    return any(spans.cover(start, end) for spans in houses)


def _belongs_to(
    finding: Finding, text: str, owner_end: int, places: Collection[str]
) -> bool:
    """Tell whether a doubtful finding stands right behind its owner.

    Its place may stand between: "OCMW Lokelare, 09 …".
    """
    if finding.is_certain or finding.kind not in _BELONGS_TO_SERVICE or owner_end < 0:
        return False
    if not 0 <= finding.start - owner_end <= _FARTHEST:
        return False
    between = text[owner_end : finding.start]
    words = (word.casefold() for word in _WORD.findall(between))
    return all(word in _CONNECTING or word in places for word in words)


def _without_overlap(found: list[Finding]) -> list[Finding]:
    """Keep the best of what overlaps: certain first, then long, then by kind."""
    best_first = sorted(
        found,
        key=lambda finding: (
            not finding.is_certain,
            finding.start - finding.end,
            _PREFERENCE[finding.kind],
            finding.start,
        ),
    )
    kept: list[Finding] = []
    starts: list[int] = []
    for finding in best_first:
        place = bisect_right(starts, finding.start)
        if place and kept[place - 1].end > finding.start:
            continue
        if place < len(kept) and kept[place].start < finding.end:
            continue
        kept.insert(place, finding)
        starts.insert(place, finding.start)
    return kept
