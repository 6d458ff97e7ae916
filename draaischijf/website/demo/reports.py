"""The reports of the demonstration, from the first word to their outcome."""

from __future__ import annotations

import uuid
from typing import Any

from draaischijf.signals.domain import reporting, weighing
from draaischijf.signals.domain.reporting import Report
from draaischijf.signals.domain.weighing import Weighing
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast

YES = Weighing(recurring="yes", beyond_one="yes", practice="yes", several="yes")
# So that a second filling makes the same reports, not new ones.
KEYS = uuid.UUID("6f0c2f5e-5c0f-4b53-9a0e-1d5a7c3f4b10")


class Reports:
    """All reports by key, and the events that bring them where the story wants them."""

    def __init__(self, calendar: Calendar, casts: dict[str, Cast]) -> None:
        self.calendar = calendar
        self.casts = casts
        self.made: dict[str, PreSignal] = {}
        self.signals: dict[str, PolicySignal] = {}

    def plan(self, row: dict[str, Any]) -> None:
        """Put one report and what became of it on the calendar."""
        cast = self.casts[row["partnership"]]
        key = row["key"]
        self.calendar.on(row["days_ago"], key, lambda: self._report(row, cast))
        outcome, _colon, target = row["outcome"].partition(":")
        weighed = row["weighed_days_ago"]
        if outcome == "linked":
            for signal in [target, *row.get("also", [])]:
                self._plan_link(row, cast, signal, weighed)
        elif outcome == PreSignalState.WITHDRAWN:
            self.calendar.on(
                row["withdrawn_days_ago"],
                key,
                lambda: self._withdraw(key, row["reason"]),
            )
        elif outcome == PreSignalState.QUESTION:
            self._plan_question(row, cast)
        elif outcome != PreSignalState.SUBMITTED:
            self.calendar.on(weighed, key, lambda: self._weigh(row, cast, outcome))

    def fresh(self, key: str) -> PreSignal:
        """Return a report as it is now."""
        return PreSignal.objects.get(pk=self.made[key].pk)

    def _report(self, row: dict[str, Any], cast: Cast) -> None:
        organisation = cast.organisations.get(row["organisation"] or "")
        self.made[row["key"]] = reporting.report_pre_signal(
            cast.partnership,
            Report(
                problem=row["problem"],
                for_whom=row["for_whom"],
                areas=tuple(cast.areas[n] for n in row["where"]),
                whole_area=row["whole_area"],
                since=row["since"],
                frequency=row["how_often"],
                people=row["people_range"],
                example=row["example"],
                organisation_name=(
                    organisation.name if organisation else row["organisation_name"]
                ),
                email=row["email"] or "",
            ),
            submission_key=uuid.uuid5(KEYS, row["key"]),
            raiser=cast.user(row["raiser"]),
        )

    def _plan_link(
        self, row: dict[str, Any], cast: Cast, signal: str, weighed: int
    ) -> None:
        def link() -> None:
            report = self.fresh(row["key"])
            if report.state == PreSignalState.SUBMITTED:
                weighing.weigh(report, YES, actor=cast.weigher)
            weighing.link_to_signal(
                report,
                self.signals[signal],
                actor=cast.weigher,
                answer=row.get("answer", ""),
            )

        self.calendar.on(weighed, row["key"], link)

    def _plan_question(self, row: dict[str, Any], cast: Cast) -> None:
        key = row["key"]
        self.calendar.on(
            row["question_days_ago"],
            key,
            lambda: self._ask(key, row["question"], cast),
        )
        if row.get("reply"):
            self.calendar.on(
                row["reply_days_ago"],
                key,
                lambda: self._reply(key, row["reply"]),
            )

    def _ask(self, key: str, question: str, cast: Cast) -> None:
        weighing.ask_back(self.fresh(key), question, actor=cast.weigher)

    def _reply(self, key: str, text: str) -> None:
        report = self.fresh(key)
        reporting.answer_question(report, text, actor=report.raiser)

    def _withdraw(self, key: str, reason: str) -> None:
        report = self.fresh(key)
        reporting.withdraw_pre_signal(report, reason=reason, actor=report.raiser)

    def _weigh(self, row: dict[str, Any], cast: Cast, outcome: str) -> None:
        report, actor = self.fresh(row["key"]), cast.weigher
        weighing.take_up(report, actor=actor)
        if outcome == PreSignalState.HANDLED_INTERNALLY:
            weighing.settle_internally(report, row["answer"], actor=actor)
        elif outcome == PreSignalState.NOT_A_SIGNAL:
            weighing.refer(
                report, referral=row["referral"], answer=row["answer"], actor=actor
            )
