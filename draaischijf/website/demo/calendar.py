"""Doing things on the day they are said to have happened."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import time_machine
from django.utils import timezone

from draaischijf.core.dates import is_working_day

Work = Callable[[], None]


@dataclass(frozen=True)
class Event:
    """Something that happened so many days ago; equal days go in the given order."""

    days_ago: int
    order: int
    key: str
    work: Work


class Calendar:
    """Collects events and lets them happen, oldest first, each on its own day."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.now = timezone.now()
        self._events: list[Event] = []

    def on(self, days_ago: int, key: str, work: Work) -> None:
        """Let `work` happen so many days ago."""
        self._events.append(Event(days_ago, len(self._events), key, work))

    def day(self, days_ago: int) -> datetime.date:
        """Return the day so many days ago; negative lies ahead."""
        return self.today - datetime.timedelta(days=days_ago)

    def working_day(self, days_ago: int) -> datetime.date:
        """Return that day, or the working day before it: as events happen."""
        day = self.day(days_ago)
        while not is_working_day(day) and not 0 <= days_ago <= 3:
            day -= datetime.timedelta(days=1)
        return day

    def happen(self, after_each: Work) -> Iterator[Event]:
        """Do all events in order, giving each one when it is done."""
        last = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
        for event in sorted(self._events, key=lambda e: (-e.days_ago, e.order)):
            moment = max(self._moment(event), last + datetime.timedelta(minutes=1))
            last = min(moment, self.now)
            with at(last):
                event.work()
                after_each()
            yield event

    def _moment(self, event: Event) -> datetime.datetime:
        """A moment in office hours; what falls on a weekend happens the day before."""
        day = self.working_day(event.days_ago)
        minutes = zlib.crc32(event.key.encode()) % (7 * 60)
        clock = datetime.time(9 + minutes // 60, minutes % 60)
        return timezone.make_aware(datetime.datetime.combine(day, clock))


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Set the clock of this process."""
    with time_machine.travel(moment, tick=True):
        yield
