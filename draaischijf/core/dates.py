"""Working days in Belgium, and ages in words of days."""

from __future__ import annotations

import datetime
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def belgian_holidays(year: int) -> frozenset[datetime.date]:
    """Return the legal holidays of Belgium in `year`, Easter and Whit Sunday too.

    The list is that of the law of 4 January 1974 and its royal decree; regional
    holidays such as 11 July are working days for the deadlines kept here.
    """
    return frozenset(holidays.country_holidays("BE", years=year))


def is_working_day(day: datetime.date) -> bool:
    """Tell whether `day` is neither a weekend day nor a Belgian holiday."""
    return day.weekday() < 5 and day not in belgian_holidays(day.year)


def add_working_days(start: datetime.date, count: int) -> datetime.date:
    """Return the day `count` working days after `start`; `start` itself never counts.

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("count must not be negative")
    day = start
    while count:
        day += datetime.timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day


def working_days_between(start: datetime.date, end: datetime.date) -> int:
    """Count the working days after `start` up to and including `end`.

    Negative when `end` lies before `start`, so that a deadline can be late by days.
    """
    if end < start:
        return -working_days_between(end, start)
    days = (end - start).days
    return sum(
        is_working_day(start + datetime.timedelta(days=n)) for n in range(1, days + 1)
    )
