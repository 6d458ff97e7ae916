"""The documents the demonstration's offices made: written, frozen, ready to open."""

from __future__ import annotations

from typing import Any

from draaischijf.plans.models import ActionPlan
from draaischijf.reporting.domain import making, reports
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast


class ReportStory:
    """One report: what an editor wrote, whether it is frozen, and its files."""

    def __init__(self, row: dict[str, Any], cast: Cast, calendar: Calendar) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar

    def plan(self) -> None:
        """Put the making of the report on the calendar."""
        self.calendar.on(self.row["days_ago"], self.row["kind"], self._make)

    def _make(self) -> None:
        row, actor = self.row, self.cast.coordinator
        report = reports.start_report(
            self.cast.partnership,
            row["kind"],
            actor=actor,
            year=row["year"],
            plan=self._plan_named(row.get("plan", "")),
        )
        for section, text in row.get("texts", {}).items():
            reports.write_text(report, section, text, actor=actor)
        if row.get("is_frozen"):
            report = reports.freeze_report(report, actor=actor)
            reports.publish_report(report, actor=actor)
        for form in row["formats"]:
            self._file(report, form)

    def _plan_named(self, title: str) -> ActionPlan | None:
        if not title:
            return None
        return ActionPlan.objects.get(partnership=self.cast.partnership, title=title)

    def _file(self, report: Report, form: str) -> MadeDocument:
        """Have a file made at once: the demonstration does the job of the worker."""
        asked = making.ask_document(report, form, actor=self.cast.coordinator)
        making.make(asked.pk)
        return asked
