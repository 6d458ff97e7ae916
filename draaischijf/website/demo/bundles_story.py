"""The signal bundles of the demonstration: one frozen, one being written."""

from __future__ import annotations

from typing import Any

from draaischijf.bundles.domain import freezing, writing
from draaischijf.bundles.models import SignalBundle
from draaischijf.signals.domain import shaping
from draaischijf.signals.models import PolicySignal
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports


class BundleStory:
    """One edition: its words and signals, its chapters, and whether it is frozen."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    def plan(self) -> None:
        """Put the edition on the calendar."""
        row = self.row
        self.calendar.on(row["days_ago"], row["title"], self._write)
        if row["frozen_days_ago"] is not None:
            self.calendar.on(row["frozen_days_ago"], row["title"], self._freeze)
        if row.get("reworded"):
            days_ago = row["reworded"]["days_ago"]
            self.calendar.on(days_ago, row["title"], self._reword)

    def _signal(self, key: str) -> PolicySignal:
        return PolicySignal.objects.get(pk=self.reports.signals[key].pk)

    def _write(self) -> None:
        row, actor = self.row, self.cast.coordinator
        bundle = writing.start_bundle(
            self.cast.partnership,
            title=row["title"],
            year=self.calendar.day(row["days_ago"]).year,
            introduction=row["introduction"],
            chaptering=row["chaptering"],
            actor=actor,
        )
        signals = [self._signal(key) for key in row["signals"]]
        writing.put_signals(bundle, signals, actor=actor)
        for title, keys in row["chapters"].items():
            chapter = writing.add_chapter(bundle, title, actor=actor)
            for key in keys:
                writing.put_in_chapter(bundle, self._signal(key), chapter, actor=actor)

    def _freeze(self) -> None:
        bundle = SignalBundle.objects.get(title=self.row["title"])
        freezing.freeze_bundle(bundle, actor=self.cast.coordinator)

    def _reword(self) -> None:
        asked = self.row["reworded"]
        signal = self._signal(asked["signal"])
        statement = signal.statement.replace(asked["from"], asked["to"])
        shaping.edit_signal(signal, actor=self.cast.coordinator, statement=statement)
