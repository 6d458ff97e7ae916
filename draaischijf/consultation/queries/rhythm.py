"""How often a body means to meet against how often it does: the rule, without a query.

The Westhoek report of 2017 gives both, body by body ("3 x/jaar", two dates): domain
report 2.2. Here the one that falls behind shows while something can be done about it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils import timezone

from draaischijf.consultation.models import Body
from draaischijf.core.dates import add_working_days, is_working_day

# Bodies rest: these months ask no meeting, one that is held there counts as any other.
REST = (7, 8)
# Nobody is invited for the day after tomorrow.
SHORTEST_NOTICE = 10
LAST_OF_YEAR = (12, 20)


class Course(StrEnum):
    """How a year goes, the most pressing first."""

    SLIPS = "slips"
    TO_NOTE = "to_note"
    TO_PLAN = "to_plan"
    ON_COURSE = "on_course"
    ENDED = "ended"
    MORE = "more"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class BodyYear:
    """One body in one year: how often it meant to meet, and how often it did.

    `coming` counts what is planned and still has to come, `unsaid` what was planned
    on a day that is over while nobody said that it was held, `fell` what was put off
    or cancelled. `planned` is None where nobody said how often. `began` is the day it
    was made here, where nothing tells that it is older: of that year only the rest is
    asked, as of one that was founded on a day.
    """

    body: Body
    year: int
    planned: int | None
    held: int
    coming: int
    last: datetime.date | None
    next: datetime.date | None
    unsaid: int = 0
    fell: int = 0
    began: datetime.date | None = None

    @cached_property
    def due(self) -> int:
        """How many this year asks: the part of it that the body lived through."""
        if not self.planned:
            return 0
        return int(self.planned * self._share(_end(self.year)) + 0.5)

    @cached_property
    def expected(self) -> int:
        """How many would have been by now, spread over the months one works.

        Without a next date one is missed half an interval sooner: who has to find a
        day yet is later than who has one.
        """
        if not self.planned:
            return 0
        today = timezone.localdate()
        by_now = self.planned * self._share(min(today, _end(self.year)))
        has_no_date = self.lacking and not self.coming and not self.is_over
        return min(int(by_now + (0.5 if has_no_date else 0)), self.due)

    @property
    def lacking(self) -> int:
        """How many are neither held nor planned: what was missed, of a past year."""
        return max(self.due - self.held - self.unsaid - self.coming, 0)

    @property
    def slips(self) -> bool:
        """Whether it fell behind: fewer held than would have been by now."""
        return self.held + self.unsaid < self.expected

    @property
    def is_over(self) -> bool:
        return self.year < timezone.localdate().year

    @property
    def course(self) -> Course:
        """The one word for this year."""
        if self.slips:
            return Course.SLIPS
        if self.unsaid:
            return Course.TO_NOTE
        if self.lacking and not self.is_over:
            return Course.TO_PLAN
        if self.planned is None:
            return Course.UNKNOWN
        if self.body.ended and self.body.ended <= _end(self.year):
            return Course.ENDED
        return Course.MORE if self.held > self.due else Course.ON_COURSE

    @property
    def proposed(self) -> datetime.date | None:
        """The next day to plan, where one lacks: an interval after the last one.

        On the weekday of the last meeting, a working day, outside the months of rest,
        with time to invite; None for a year that is over, or when none fits in it.
        """
        if not self.lacking or self.is_over or not self.planned:
            return None
        today = timezone.localdate()
        known = [day for day in (self.last, self.next) if day]
        interval = datetime.timedelta(days=round(305 / self.planned))
        day = (max(known) if known else datetime.date(self.year, 1, 10)) + interval
        soonest = add_working_days(today, SHORTEST_NOTICE)
        last = datetime.date(self.year, *LAST_OF_YEAR)
        day = min(max(day, soonest), max(last, soonest))
        if day.month in REST:
            day = datetime.date(day.year, REST[-1] + 1, 1)
        if known:
            day += datetime.timedelta(days=(max(known).weekday() - day.weekday()) % 7)
        week = datetime.timedelta(days=7)
        if day > last and day - week >= soonest:
            day -= week
        while not is_working_day(day):
            day += datetime.timedelta(days=1)
        return day if day.year == self.year else None

    def _share(self, until: datetime.date) -> float:
        """Which part of the months of work the body lived through up to a day."""
        start, end = datetime.date(self.year, 1, 1), until
        if self.body.founded:
            start = max(start, self.body.founded)
        elif self.began and self.began.year == self.year:
            start = self.began
        if self.body.ended:
            end = min(end, self.body.ended)
        whole = working_days_of_year(datetime.date(self.year, 1, 1), _end(self.year))
        return working_days_of_year(start, end) / whole


def _end(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)


def working_days_of_year(start: datetime.date, end: datetime.date) -> int:
    """Count the days of one year between two, both in, outside the months of rest."""
    if end < start:
        return 0
    rest_start = datetime.date(start.year, REST[0], 1)
    rest_end = datetime.date(start.year, REST[-1], 31)
    resting = (min(end, rest_end) - max(start, rest_start)).days + 1
    return (end - start).days + 1 - max(resting, 0)
