"""When a mail to a colleague may come: not at night, and for who asks not on weekends.

Nothing here touches the database. Times are those of the clock here (the site's zone):
a night in which the clock changes is an hour longer or shorter.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

SATURDAY = 5
MONDAY = 0
EVENING, MORNING = datetime.time(20), datetime.time(7)


@dataclass(frozen=True)
class Quiet:
    """A person's quiet period; `start` and `end` may lie around midnight."""

    start: datetime.time = EVENING
    end: datetime.time = MORNING
    at_night: bool = True
    in_weekend: bool = False


def is_quiet(moment: datetime.datetime, quiet: Quiet) -> bool:
    """Tell whether nothing may come at this moment."""
    local = timezone.localtime(moment)
    if quiet.in_weekend and local.weekday() >= SATURDAY:
        return True
    return quiet.at_night and _between(local.time(), quiet.start, quiet.end)


def first_moment(moment: datetime.datetime, quiet: Quiet) -> datetime.datetime:
    """Return `moment`, or the end of the quiet period it lies in."""
    while is_quiet(moment, quiet):
        moment = _next_change(moment, quiet)
    return moment


def next_morning(moment: datetime.datetime, quiet: Quiet) -> datetime.datetime:
    """Return the first morning after `moment` on which a mail may come."""
    return first_moment(_next(moment, quiet.end), quiet)


def next_monday(moment: datetime.datetime, quiet: Quiet) -> datetime.datetime:
    """Return the first Monday morning after `moment`."""
    found = _next(moment, quiet.end)
    while timezone.localtime(found).weekday() != MONDAY:
        found = _next(found, quiet.end)
    return first_moment(found, quiet)


def _between(time: datetime.time, start: datetime.time, end: datetime.time) -> bool:
    if start <= end:
        return start <= time < end
    return time >= start or time < end


def _next_change(moment: datetime.datetime, quiet: Quiet) -> datetime.datetime:
    """Return the next midnight or end of the night: nothing changes before it."""
    return min(_next(moment, datetime.time(0)), _next(moment, quiet.end))


def _next(moment: datetime.datetime, time: datetime.time) -> datetime.datetime:
    """Return the first moment after `moment` at which the clock here says `time`."""
    local = timezone.localtime(moment)
    day = local.date()
    while True:
        found = timezone.make_aware(datetime.datetime.combine(day, time))
        if found > moment:
            return found
        day += datetime.timedelta(days=1)
