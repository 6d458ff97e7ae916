"""The working groups of the demonstration: made, joined, left, given signals."""

from __future__ import annotations

from typing import Any

from draaischijf.people.models import WorkingGroup
from draaischijf.signals.domain import working_groups
from draaischijf.signals.models import PolicySignal
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports


class WorkingGroupStory:
    """One working group beside the standard one."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    def plan(self) -> None:
        """Put it on the calendar."""
        self._on(self.row["days_ago"], self._make)
        for one in self.row["left"]:
            self._on(one["days_ago"], lambda o=one: self._leave(o["organisation"]))
        for one in self.row["signals"]:
            self._on(one["days_ago"], lambda s=one: self._give(s["signal"]))
        if self.row["closed"]:
            self._on(self.row["closed"]["days_ago"], self._close)

    @property
    def group(self) -> WorkingGroup:
        return WorkingGroup.objects.select_related("partnership").get(
            partnership=self.cast.partnership, name=self.row["name"]
        )

    def _on(self, days_ago: int, work: Any) -> None:
        self.calendar.on(days_ago, self.row["name"], work)

    def _make(self) -> None:
        made = working_groups.make_group(
            self.cast.partnership,
            name=self.row["name"],
            description=self.row["description"],
            chair=self.cast.persons.get(self.row["chair"] or ""),
            actor=self.cast.coordinator,
        )
        for key in self.row["members"]:
            house = self.cast.organisations[key]
            working_groups.join_group(made, house, actor=self.cast.coordinator)

    def _leave(self, key: str) -> None:
        house = self.cast.organisations[key]
        member = self.group.members.current().get(organisation=house)
        working_groups.leave_group(member, actor=self.cast.coordinator)

    def _give(self, key: str) -> None:
        signal = PolicySignal.objects.get(pk=self.reports.signals[key].pk)
        working_groups.give_to_group(signal, self.group, actor=self.cast.coordinator)

    def _close(self) -> None:
        to = working_groups.standard_group(self.cast.partnership)
        working_groups.close_group(self.group, to=to, actor=self.cast.coordinator)
