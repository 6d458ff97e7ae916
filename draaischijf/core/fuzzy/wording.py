"""From dates to words, for the screen and for print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from draaischijf.core.fuzzy.date import FuzzyDate, FuzzyKind
from draaischijf.core.fuzzy.grammar import MONTHS, last_day

Day = dt.date


@dataclass(frozen=True)
class _Words:
    """What one language says; the shapes are the same in all of them.

    These are not gettext messages: the Dutch ones must stay what `parse_fuzzy` reads.
    """

    months: list[str]
    seasons: dict[int, str]
    parts: tuple[str, str, str]
    before: str
    before_end: str
    since: str
    conjunction: str


_WORDS = {
    "nl": _Words(
        MONTHS["nl"],
        {3: "voorjaar", 6: "zomer", 9: "najaar", 12: "winter"},
        ("begin", "half", "eind"),
        before="voor",
        before_end="voor eind",
        since="vanaf",
        conjunction="en",
    ),
    "en": _Words(
        MONTHS["en"],
        {3: "spring", 6: "summer", 9: "autumn", 12: "winter"},
        ("early", "mid", "late"),
        before="before",
        before_end="before the end of",
        since="from",
        conjunction="and",
    ),
}


def format_fuzzy(fuzzy: FuzzyDate, language: str) -> str:
    """Return readable words: "3 mei 2026", "april–mei 2024", "voor eind januari 2025".

    `language` is a code such as "nl" or "nl-be"; others than Dutch get English. Parsing
    the Dutch words gives the same kind, first and last day again. An unknown date is
    its own text.
    """
    words = _WORDS.get(language.partition("-")[0], _WORDS["en"])
    start, end = fuzzy.start, fuzzy.end
    if fuzzy.kind is FuzzyKind.BEFORE and end:
        return _before(end, words)
    if fuzzy.kind is FuzzyKind.AFTER and start:
        return _after(start, words)
    if start is None or end is None:
        return fuzzy.text
    if fuzzy.kind is FuzzyKind.DAYS:
        return _days(fuzzy.days or (start, end), words)
    return _SPANS[fuzzy.kind](start, end, words)


def _day(day: Day, words: _Words) -> str:
    return f"{day.day} {words.months[day.month - 1]} {day.year}"


def _month(day: Day, words: _Words) -> str:
    return f"{words.months[day.month - 1]} {day.year}"


def _is_month_end(day: Day) -> bool:
    return day == last_day(day.year, day.month)


def _before(end: Day, words: _Words) -> str:
    if (end.month, end.day) == (12, 31):
        return f"{words.before_end} {end.year}"
    if _is_month_end(end):
        return f"{words.before_end} {_month(end, words)}"
    return f"{words.before} {_day(end, words)}"


def _after(start: Day, words: _Words) -> str:
    if (start.month, start.day) == (1, 1):
        return f"{words.since} {start.year}"
    if start.day == 1:
        return f"{words.since} {_month(start, words)}"
    return f"{words.since} {_day(start, words)}"


def _days(days: tuple[Day, ...], words: _Words) -> str:
    """Name month and year once where the next day has the same: "4, 6 en 18 mei"."""
    shown = []
    for day, following in zip(days, (*days[1:], None), strict=True):
        if following and (day.year, day.month) == (following.year, following.month):
            shown.append(str(day.day))
        elif following and day.year == following.year:
            shown.append(f"{day.day} {words.months[day.month - 1]}")
        else:
            shown.append(_day(day, words))
    return f"{', '.join(shown[:-1])} {words.conjunction} {shown[-1]}"


def _period(start: Day, end: Day, words: _Words) -> str:
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        if start.year < end.year:
            return f"{start.year}–{end.year}"
    elif (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end, words)}"
    if start.year == end.year:
        month = words.months[start.month - 1]
        return f"{start.day} {month} – {_day(end, words)}"
    return f"{_day(start, words)} – {_day(end, words)}"


def _months(start: Day, end: Day, words: _Words) -> str:
    if start.year == end.year:
        return f"{words.months[start.month - 1]}–{_month(end, words)}"
    return f"{_month(start, words)} – {_month(end, words)}"


def _month_or_part(start: Day, end: Day, words: _Words) -> str:
    whole = start.day == 1 and _is_month_end(end)
    part = "" if whole else words.parts[start.day // 10] + " "
    return part + _month(start, words)


def _season(start: Day, end: Day, words: _Words) -> str:
    years = f"{start.year}–{end.year}" if start.month == 12 else f"{start.year}"
    return f"{words.seasons[start.month]} {years}"


def _year_or_part(start: Day, end: Day, words: _Words) -> str:
    whole = (start.month, end.month) == (1, 12)
    part = "" if whole else words.parts[start.month // 4] + " "
    return f"{part}{start.year}"


_SPANS = {
    FuzzyKind.DAY: lambda start, _end, words: _day(start, words),
    FuzzyKind.PERIOD: _period,
    FuzzyKind.MONTH: _month_or_part,
    FuzzyKind.MONTHS: _months,
    FuzzyKind.SEASON: _season,
    FuzzyKind.YEAR: _year_or_part,
}
