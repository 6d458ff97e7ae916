"""A year of meetings of one body, spread as evenly as the calendar lets it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation.domain.locking import lock_body
from draaischijf.consultation.domain.meetings import MeetingFacts, plan_meeting
from draaischijf.consultation.models import Body, Meeting
from draaischijf.consultation.queries.rhythm import REST
from draaischijf.core.dates import is_working_day
from draaischijf.signals.workflow import TransitionDenied

MOST = 24
# How many weeks a day may be away from where it would be, the nearest first: from the
# middle of the summer it is five to a month in which bodies meet.
_WEEKS = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5)


def propose_days(
    year: int,
    count: int,
    weekday: int,
    *,
    today: datetime.date,
    taken: Collection[datetime.date] = (),
) -> list[datetime.date]:
    """Return up to `count` days of a year on a weekday (Monday is 0), evenly spread.

    Each lies after `today`, is a working day in Belgium outside July and August, as the
    overview counts (queries/rhythm.py), and not among those `taken`; where a place in
    the year has no such day nearby it is left out.
    """
    start = max(datetime.date(year, 1, 1), today + datetime.timedelta(days=1))
    end = datetime.date(year, 12, 31)
    if end < start:
        return []
    found: set[datetime.date] = set()
    length = (end - start).days + 1
    for place in range(count):
        middle = start + datetime.timedelta(days=int((place + 0.5) * length / count))
        near = middle + datetime.timedelta(days=_to_weekday(middle, weekday))
        for weeks in _WEEKS:
            day = near + datetime.timedelta(weeks=weeks)
            free = day not in found and day not in taken
            works = day.month not in REST and is_working_day(day)
            if start <= day <= end and free and works:
                found.add(day)
                break
    return sorted(found)


def _to_weekday(day: datetime.date, weekday: int) -> int:
    """Return how many days to the nearest such weekday, forwards or back."""
    ahead = (weekday - day.weekday()) % 7
    return ahead if ahead <= 3 else ahead - 7


@transaction.atomic
def plan_series(
    body: Body, facts: MeetingFacts, days: Sequence[datetime.date], *, actor: User
) -> list[Meeting]:
    """Plan a meeting like `facts` on each of these days; twice is once.

    Raises TransitionDenied without the right to convene, for no days or too many, and
    for hours out of order.
    """
    locked = lock_body(body, actor)
    if not 0 < len(set(days)) <= MOST:
        words = _t("Choose at least one day, and at most %(count)s.")
        raise TransitionDenied([words % {"count": MOST}])
    return [
        plan_meeting(
            locked.partnership, replace(facts, day=day), actor=actor, body=locked
        )
        for day in sorted(set(days))
    ]
