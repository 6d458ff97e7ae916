"""The timing of a planned action: a date as it is written, or the days inside words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from draaischijf.core.fuzzy import (
    FuzzyDate,
    FuzzyKind,
    leading_vague_date,
    parse_fuzzy,
)
from draaischijf.core.fuzzy.grammar import MONTHS
from draaischijf.plans.exchange.annual_report.facts import days_in

LONGEST = 120
_AFTER_DAY = re.compile(r"\s*[-–—:]+\s*")
_WORD = re.compile(r"(?<!\S)\w")


@dataclass(frozen=True, slots=True)
class Timing:
    """When an action is planned; `points` are the words beside each day of a list."""

    when: FuzzyDate
    points: tuple[str, ...] = ()


def timing_of(text: str, year: int | None) -> Timing:
    """Read "najaar 2026", a list of days with words, or days inside a sentence.

    Of "indienen 15/01/2026; bij goedkeuring opstart 01/07/2026" the words are kept, and
    its days are the bounds. What is too long to keep as a date comes back as a point.
    """
    whole = parse_fuzzy(text, year=year)
    if whole.is_known:
        return Timing(_cut(whole))
    days = [day for day in days_in(text, year, deadlines=True) if day.start]
    if points := _listed(text, days):
        return Timing(_list_of(days), points)
    if days:
        starts = [day.start for day in days if day.start]
        ends = [day.end or day.start for day in days if day.start]
        when = FuzzyDate(
            text,
            FuzzyKind.PERIOD,
            min(starts),
            max(end for end in ends if end),
            any(day.year_guessed for day in days),
        )
        return _kept(when)
    return _kept(_vague(text, year))


def _listed(text: str, days: list[FuzzyDate]) -> tuple[str, ...]:
    """Return the words at each day when the text is a list of days with words."""
    places: list[int] = []
    for day in days:
        places.append(text.find(day.text, places[-1] + 1 if places else 0))
    if len(days) < 2 or places[0] != 0:
        return ()
    pieces = [
        text[start:end].strip(" ,;")
        for start, end in zip(places, [*places[1:], len(text)], strict=True)
    ]
    rests = [
        piece.removeprefix(day.text) for piece, day in zip(pieces, days, strict=True)
    ]
    told = all(_AFTER_DAY.match(rest) for rest in rests)
    return tuple(pieces) if told else ()


def _list_of(days: list[FuzzyDate]) -> FuzzyDate:
    """Return days as one date: "13 februari, 24 april en 11 september 2026"."""
    found = [one for day in days for one in day.days or (day.start,) if one]
    last = found[-1]
    names = MONTHS["nl"]
    words = [
        f"{day.day} {names[day.month - 1]}"
        + (f" {day.year}" if day.year != last.year or day is last else "")
        for day in found
    ]
    text = f"{', '.join(words[:-1])} en {words[-1]}"
    guessed = any(day.year_guessed for day in days)
    return _cut(replace(parse_fuzzy(text), year_guessed=guessed))


def _vague(text: str, year: int | None) -> FuzzyDate:
    """Return the words with the first month, season or year that they name."""
    for place in _WORD.finditer(text):
        found = leading_vague_date(text[place.start() :], year=year)
        if found and found[0].is_known:
            return replace(found[0], text=text)
    named = re.search(r"\b(?:19|20)\d\d\b", text)
    return replace(parse_fuzzy(named[0]), text=text) if named else FuzzyDate(text)


def _kept(when: FuzzyDate) -> Timing:
    points = (when.text,) if len(when.text) > LONGEST else ()
    return Timing(_cut(when), points)


def _cut(when: FuzzyDate) -> FuzzyDate:
    if len(when.text) <= LONGEST:
        return when
    return replace(when, text=when.text[: LONGEST - 1].rstrip() + "…")
