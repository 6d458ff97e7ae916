"""The words of a Flemish date, and the pieces that such dates are put together from.

A date in a plan or a report is often not a day: "april - mei 2024", "najaar 2026",
"4, 6 en 18 mei 2024". Every such expression is a list or a range of pieces, and a
piece is a day, a month, a season or a year of which the month or the year may be left
to its neighbour.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
# What people write for short, beside the full name.
_SHORT_MONTHS = [
    ("jan",),
    ("feb", "febr"),
    ("mrt", "maa"),
    ("apr",),
    (),
    ("jun",),
    ("jul",),
    ("aug",),
    ("sep", "sept"),
    ("okt",),
    ("nov",),
    ("dec",),
]
MONTH_NUMBERS = {name: i for i, name in enumerate(MONTHS["nl"], start=1)} | {
    short: i for i, shorts in enumerate(_SHORT_MONTHS, start=1) for short in shorts
}

# First month of each season. A season is three whole months: voorjaar is March to May,
# zomer June to August, najaar September to November, winter December to February.
SEASONS = {
    "voorjaar": 3,
    "lente": 3,
    "zomer": 6,
    "najaar": 9,
    "herfst": 9,
    "winter": 12,
}
PARTS = {
    "begin": 0,
    "half": 1,
    "midden": 1,
    "medio": 1,
    "mid": 1,
    "eind": 2,
    "einde": 2,
}

MONTH = r"(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
SEASON = r"(?:" + "|".join(SEASONS) + r")\b"
PART = r"(?:" + "|".join(sorted(PARTS, key=len, reverse=True)) + r")\b"
YEAR = r"(?:19|20)\d\d"
WEEKDAY = (
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:ma|di|wo|do|vr|za|zo)\b\.?)"
)

_ISO = re.compile(rf"(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)")
_NUMERIC = re.compile(
    rf"(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})"
    rf"(?P=mark)(?P<year>{YEAR}|\d\d)"
)
_NUMERIC_NO_YEAR = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})")
_NAMED = re.compile(
    rf"(?:(?P<part>{PART})\s+|(?P<day>\d{{1,2}})(?:e|de|ste)?\s+)?"
    rf"(?P<name>{MONTH})(?:\s+(?:van\s+)?(?P<year>{YEAR}))?"
)
_SEASON = re.compile(rf"(?P<season>{SEASON})(?:\s+(?:van\s+)?(?P<year>{YEAR}))?")
_WINTER = re.compile(rf"(?P<season>winter)\s+(?P<year>{YEAR})\s?[-/]\s?(?:{YEAR}|\d\d)")
_YEAR = re.compile(rf"(?:(?P<part>{PART})\s+)?(?P<year>{YEAR})")
_DAY = re.compile(r"(?P<day>\d{1,2})")
_PIECES = (
    _ISO,
    _NUMERIC,
    _NUMERIC_NO_YEAR,
    _NAMED,
    _SEASON,
    _WINTER,
    _YEAR,
    _DAY,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One day, month, season or year; what is None is left to its neighbour."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    part: int | None = None

    @property
    def shape(self) -> str:
        """Say what the piece names: day, month, season or year."""
        if self.day is not None:
            return "day"
        if self.season is not None:
            return "season"
        return "month" if self.month is not None else "year"

    def filled(self, *, year: int | None, month: int | None = None) -> Piece:
        """Return the piece with what it lacks taken from its neighbour."""
        if self.day is not None and self.month is None:
            return replace(self, month=month, year=self.year or year)
        return replace(self, year=self.year or year)

    def span(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and last day, or None while something is missing.

        Raises ValueError for a day that does not exist.
        """
        if self.year is None:
            return None
        if self.day is not None:
            if self.month is None:
                return None
            day = dt.date(self.year, self.month, self.day)
            return day, day
        if self.season is not None:
            return season_span(self.season, self.year)
        if self.month is not None:
            return month_span(self.year, self.month, self.part)
        return year_span(self.year, self.part)


def last_day(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def month_span(
    year: int, month: int, part: int | None = None
) -> tuple[dt.date, dt.date]:
    """Return a month, or its part: days 1-10, 11-20 or from 21."""
    end = last_day(year, month)
    if part is None:
        return end.replace(day=1), end
    first = (1, 11, 21)[part]
    return end.replace(day=first), end if part == 2 else end.replace(day=first + 9)


def year_span(year: int, part: int | None = None) -> tuple[dt.date, dt.date]:
    """Return a year, or its part: four months each."""
    first, last = (1, 12) if part is None else (1 + 4 * part, 4 + 4 * part)
    return dt.date(year, first, 1), last_day(year, last)


def season_span(first_month: int, year: int) -> tuple[dt.date, dt.date]:
    """Return the three months of a season; winter runs into the next year."""
    start = dt.date(year, first_month, 1)
    if first_month == 12:
        return start, last_day(year + 1, 2)
    return start, last_day(year, first_month + 2)


def read_piece(text: str) -> Piece | None:
    """Read one cleaned piece, or return None when it is not a date at all."""
    for pattern in _PIECES:
        found = pattern.fullmatch(text)
        if found:
            return _piece_from(found.groupdict())
    return None


def _piece_from(parts: dict[str, str | None]) -> Piece:
    season = parts.get("season")
    name = parts.get("name")
    part = parts.get("part")
    return Piece(
        year=_year(parts.get("year")),
        month=MONTH_NUMBERS[name.rstrip(".")] if name else _number(parts.get("month")),
        day=_number(parts.get("day")),
        season=SEASONS[season] if season else None,
        part=PARTS[part] if part else None,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


_WEEKDAY_BEFORE = re.compile(rf"\b{WEEKDAY}\s+(?=\d)")
_FIRST_WORDS = re.compile(
    r"(?:op|in|gedurende|tijdens|doorheen|heel|het|de|loop van|maand|ca\.?|circa|rond|"
    r"omstreeks)\s+"
)


def clean(text: str) -> str:
    """Lower the case, make dashes and spaces plain, drop weekdays and lead-in words."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text.casefold())
    plain = re.sub(r"\s+", " ", plain).strip(" .,;:")
    plain = _WEEKDAY_BEFORE.sub("", plain)
    while found := _FIRST_WORDS.match(plain):
        plain = plain[found.end() :]
    return plain
