"""The days a line of a report names, and what it says besides."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from draaischijf.core.fuzzy import FuzzyDate, FuzzyKind, parse_fuzzy

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    "december|jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec"
)
_DAY = re.compile(
    r"\b(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}\s+(?:{_MONTHS})\b\.?(?:\s+\d{{4}}\b)?)",
    re.IGNORECASE,
)
# "17, 19 en 31 mei": numbers that share the month of the last.
_SHARED = re.compile(
    rf"\b(?P<days>\d{{1,2}}(?:\s*,\s*\d{{1,2}})*\s*(?:,|en|&)\s*\d{{1,2}})\s+"
    rf"(?P<rest>(?:{_MONTHS})\b\.?(?:\s+\d{{4}}\b)?)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\s|,|;|&|\ben\b|\bop\b|\.)*", re.IGNORECASE)
_YEAR = re.compile(
    r"^\s*(?:in\s+)?(?P<year>(?:19|20)\d{2})(?:\s*:|\s+[–—-]\s)\s*(?P<rest>.+)$"
)
_COUNT = re.compile(
    r"^\s*(?:in\s+(?P<year>(?:19|20)\d{2})\s*[:,]?\s*)?(?P<count>\d{1,2})\s*"
    r"(?:x|keer|bijeenkomsten?|vergaderingen?|overlegmomenten|maal)\b"
    r"(?!\s*(?:/|per|samen))",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_OWN_LINE = re.compile(
    r"\s*(?:(?:19|20)\d{2}\s*:|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]|\w+dag\s*:)",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d{2}|[/.-]\s*\d{2}$")


@dataclass(frozen=True)
class Line:
    """What one line says: a year, days, a number of meetings, and other words.

    `before` and `after` are the words around the days; `year` the one the line begins
    with. A line without days or a number is only words, in `before`.
    """

    before: str = ""
    after: str = ""
    year: int | None = None
    days: tuple[FuzzyDate, ...] = ()
    count: int = 0

    @property
    def has_meetings(self) -> bool:
        return bool(self.days or self.count)

    @property
    def is_all_days(self) -> bool:
        """Whether it names nothing of its own: its days are of what stands above."""
        return self.has_meetings and not self.before


def line_of(text: str, *, year: int | None = None) -> Line:
    """Read a line; `year` is that of the days that name none themselves."""
    found = _YEAR.match(text)
    own = int(found["year"]) if found else None
    rest = found["rest"].strip() if found else text.strip()
    shared = _SHARED.sub(_each, rest)
    spans = list(_DAY.finditer(shared))
    if not spans:
        counted = _COUNT.match(rest)
        if counted:
            named = counted["year"]
            return Line(
                year=own or (int(named) if named else year),
                count=int(counted["count"]),
            )
        return Line(before=text.strip())
    # The first days that follow each other; what comes after is a remark.
    last = 0
    while last + 1 < len(spans) and _BETWEEN.fullmatch(
        shared[spans[last].end() : spans[last + 1].start()]
    ):
        last += 1
    days = _with_years([one.group() for one in spans[: last + 1]], own or year)
    return Line(
        before=shared[: spans[0].start()].strip(" :–—-("),
        after=shared[spans[last].end() :].strip(" :–—-.;,)"),
        year=own,
        days=days,
    )


def _read(text: str, year: int | None) -> FuzzyDate:
    if _ISO.fullmatch(text):
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            return FuzzyDate(text)
        return FuzzyDate(text, FuzzyKind.DAY, day, day)
    return parse_fuzzy(text, year=year)


def lines_in(text: str) -> list[str]:
    """Part what a format joined: a line that begins with a year or a day is its own.

    Other lines go on with the one before: a converter cut them.
    """
    parted: list[str] = []
    for line in text.split("\n"):
        if not parted or _OWN_LINE.match(line):
            parted.append(line)
        else:
            parted[-1] += f"\n{line}"
    return parted


def _each(found: re.Match[str]) -> str:
    numbers = re.findall(r"\d{1,2}", found["days"])
    return ", ".join(f"{number} {found['rest']}" for number in numbers)


def _with_years(words: Sequence[str], year: int | None) -> tuple[FuzzyDate, ...]:
    """Read days; one without a year takes that of the next that has one, else `year`.

    "4 september, 9 november 2006" are two days of one year.
    """
    read: list[FuzzyDate] = []
    known = year
    for text in reversed(words):
        when = _read(text, known)
        if _HAS_YEAR.search(text) and when.start:
            known = when.start.year
            when = replace(when, year_guessed=False)
        read.append(when)
    return tuple(
        when if when.kind == FuzzyKind.DAY else FuzzyDate(when.text)
        for when in reversed(read)
    )
