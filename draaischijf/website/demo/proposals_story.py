"""Proposals to reword in the demonstration: one adjusted and taken over, one open."""

from __future__ import annotations

from functools import partial
from typing import Any

from draaischijf.signals.domain import following, rewording
from draaischijf.signals.enums import AgreementResult
from draaischijf.signals.models import PolicySignal
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports


class ProposalStory:
    """One proposal, what an editor made of it, and who agreed with the new words."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    def plan(self) -> None:
        """Put the proposal on the calendar."""
        row = self.row
        self.calendar.on(row["days_ago"], row["signal"], self._propose)
        if row["settled_days_ago"] is not None:
            self.calendar.on(row["settled_days_ago"], row["signal"], self._settle)
        for key, days_ago in row["agrees_days_ago"].items():
            self.calendar.on(days_ago, row["signal"], partial(self._agree, key))

    @property
    def signal(self) -> PolicySignal:
        return PolicySignal.objects.select_related("partnership").get(
            pk=self.reports.signals[self.row["signal"]].pk
        )

    def _worded(self, words: str) -> str:
        return self.signal.statement.replace(self.row["from"], words)

    def _propose(self) -> None:
        row, signal = self.row, self.signal
        rewording.propose_wording(
            signal,
            self.cast.organisations[row["organisation"]],
            title=signal.title,
            statement=self._worded(row["to"]),
            reason=row["reason"],
            actor=self.cast.speaker_of(row["organisation"]),
        )

    def _settle(self) -> None:
        signal = self.signal
        rewording.accept_wording(
            signal.proposals.get(),
            title=signal.title,
            statement=self._worded(self.row["adjusted"]),
            answer=self.row["answer"],
            actor=self.cast.coordinator,
        )

    def _agree(self, key: str) -> None:
        following.give_agreement(
            self.signal,
            self.cast.organisations[key],
            AgreementResult.AGREE,
            actor=self.cast.speaker_of(key),
        )
