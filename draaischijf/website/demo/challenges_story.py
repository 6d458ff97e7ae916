"""The challenges of a year: what they were, which signals they carried, the end."""

from __future__ import annotations

from typing import Any

from draaischijf.signals.domain import challenges
from draaischijf.signals.domain.following import carry_by_challenge
from draaischijf.signals.enums import ChallengeState
from draaischijf.signals.models import Challenge
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports
from draaischijf.website.demo.signals_story import AGENDA_YEAR

# Before the year of the agenda that is imported.
YEAR = AGENDA_YEAR - 1


class ChallengeStory:
    """One challenge of the year that ends: chosen, carried, judged."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    def plan(self) -> None:
        """Put it on the calendar."""
        self._on(self.row["days_ago"], self._add)
        for one in self.row["carries"]:
            self._on(one["days_ago"], lambda c=one: self._carry(c["signal"]))
        if self.row.get("ended_days_ago"):
            self._on(self.row["ended_days_ago"], self._judge)

    @property
    def challenge(self) -> Challenge:
        return Challenge.objects.select_related("partnership").get(
            partnership=self.cast.partnership, year=YEAR, title=self.row["title"]
        )

    def _on(self, days_ago: int, work: Any) -> None:
        self.calendar.on(days_ago, self.row["title"], work)

    def _add(self) -> None:
        names = ("title", "policy_domain", "reason", "success_criterion", "points")
        challenges.add_challenge(
            self.cast.partnership,
            YEAR,
            actor=self.cast.coordinator,
            state=ChallengeState.RUNNING,
            **{name: self.row[name] for name in names},
        )

    def _carry(self, key: str) -> None:
        signal = self.reports.signals[key]
        carry_by_challenge(signal, self.challenge, actor=self.cast.coordinator)

    def _judge(self) -> None:
        challenges.edit_challenge(
            self.challenge,
            actor=self.cast.coordinator,
            state=ChallengeState(self.row["state"]),
            result=self.row["result"],
        )
