"""Two signals of the demonstration about one problem, that became one."""

from __future__ import annotations

from typing import Any

from draaischijf.signals.domain.merging import merge_signals
from draaischijf.signals.models import PolicySignal
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports


class MergeStory:
    """A signal of a document that goes on as part of one with a story."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    def plan(self) -> None:
        """Put it on the calendar, after the document came in."""
        self.calendar.on(self.row["days_ago"], "merge", self._merge)

    def _merge(self) -> None:
        signals = PolicySignal.objects.select_related("partnership").filter(
            partnership=self.cast.partnership
        )
        merge_signals(
            signals.get(title__startswith=self.row["title"]),
            signals.get(pk=self.reports.signals[self.row["into"]].pk),
            actor=self.cast.coordinator,
            note=self.row["note"],
        )
