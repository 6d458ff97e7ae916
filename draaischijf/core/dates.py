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
    # By whole weeks, not day by day: a list may ask it fifty times, years back.
    weeks, rest = divmod((end - start).days, 7)
    weekdays = 5 * weeks + sum(
        (start + datetime.timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1)
    )
    free = sum(
        start < day <= end
        for year in range(start.year, end.year + 1)
        for day in belgian_holidays(year)
        if day.weekday() < 5
    )
    return weekdays - free
