"""The value itself: a date with its words and the days they allow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class FuzzyKind(StrEnum):
    """How exact a date is."""

    DAY = "day"
    DAYS = "days"
    PERIOD = "period"
    MONTH = "month"
    MONTHS = "months"
    SEASON = "season"
    YEAR = "year"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date with its words; `start` is None for "before", `end` for "after".

    `days` holds the separate days of kind `days`. `year_guessed` says that the words
    name no year and that of the surrounding text was taken.
    """

    text: str
    kind: FuzzyKind = FuzzyKind.UNKNOWN
    start: dt.date | None = None
    end: dt.date | None = None
    year_guessed: bool = False
    days: tuple[dt.date, ...] = ()

    @property
    def is_known(self) -> bool:
        """Tell whether at least one bound is known."""
        return self.kind is not FuzzyKind.UNKNOWN

    @property
    def sort_key(self) -> tuple[dt.date, dt.date, str]:
        """Order by first day, then by last day; what has no date at all comes last."""
        first = self.start or self.end or dt.date.max
        return first, self.end or dt.date.max, self.text

    @property
    def on_weekend(self) -> bool:
        """Tell whether an exact day is a Saturday or Sunday: unusual for a meeting."""
        days = self.days
        if self.kind is FuzzyKind.DAY and self.start:
            days = (self.start,)
        return any(day.weekday() >= 5 for day in days)
