"""How long each kind of record is kept here, what is due, what the last run did."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import ngettext

from draaischijf.history.models import Entry
from draaischijf.history.queries import Line, as_lines
from draaischijf.people.models import Partnership
from draaischijf.privacy.models import RetentionPeriod, RetentionRun
from draaischijf.privacy.records import (
    RECORDS,
    Record,
    record_named,
    records_with_period,
)

MOST_RUNS = 14
MOST_CHANGES = 20


@dataclass(frozen=True)
class Kept:
    """One line of the page: a kind of record, its period here, and what is due."""

    record: Record
    period: str
    due: int
    last: int
    is_own: bool


@dataclass(frozen=True)
class RetentionPage:
    """Everything about periods of one partnership."""

    ending: Sequence[Kept]
    staying: Sequence[Record]
    runs: Sequence[RetentionRun]
    changes: Sequence[Line]

    @property
    def last_run(self) -> RetentionRun | None:
        return self.runs[0] if self.runs else None


def periods_of(partnership: Partnership | None) -> dict[str, int]:
    """Return the days of each record that ends: the partnership's own, else usual."""
    found = {one.code: one.days for one in RECORDS if one.days is not None}
    if partnership is not None:
        own = RetentionPeriod.objects.filter(partnership=partnership)
        found.update(own.values_list("record", "days"))
    return found


def length_in_words(days: int) -> str:
    """Return whole years as such, anything else in days."""
    if days and days % 365 == 0:
        years = days // 365
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def day_before(day: datetime.date, days: int) -> datetime.date:
    """Return the day before which a record is due on `day` after so many days."""
    return day - datetime.timedelta(days=days)


def due_counts(partnership: Partnership | None, day: datetime.date) -> dict[str, int]:
    """Return how many rows of each record a run on this day would touch."""
    periods = periods_of(partnership)
    key = partnership.pk if partnership else None
    return {
        one.code: one.due(key, day_before(day, periods[one.code])).count()
        for one in records_with_period(of_site=partnership is None)
        if one.due
    }


def retention_page(partnership: Partnership, day: datetime.date) -> RetentionPage:
    """Return what the page of the periods shows.

    One query a kind of record, whatever the number of rows.
    """
    own = set(
        RetentionPeriod.objects.filter(partnership=partnership).values_list(
            "record", flat=True
        )
    )
    runs = list(RetentionRun.objects.filter(partnership=partnership)[:MOST_RUNS])
    last = runs[0].counts if runs else {}
    periods = periods_of(partnership)
    due = due_counts(partnership, day)
    ending = [
        Kept(
            record=one,
            period=length_in_words(periods[one.code]),
            due=due.get(one.code, 0),
            last=last.get(one.code, 0),
            is_own=one.code in own,
        )
        for one in RECORDS
        if one.has_period
    ]
    changes = Entry.objects.filter(
        partnership_id=partnership.pk, verb="retention_period_changed"
    ).order_by("-at", "-pk")[:MOST_CHANGES]
    staying = [one for one in RECORDS if not one.has_period]
    return RetentionPage(ending, staying, runs, as_lines(changes, with_names=True))


def changeable_or_404(code: str) -> Record:
    """Return a record whose period a partnership may choose. Raises Http404."""
    record = record_named(code)
    if record is None or not record.may_be_changed:
        raise Http404
    return record
