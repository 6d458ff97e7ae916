"""The calls for input of the demonstration: one closed, one that is running."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from draaischijf.calls.domain import answering, arranging, running
from draaischijf.calls.domain.answering import Point
from draaischijf.calls.domain.arranging import Words
from draaischijf.calls.models import Call, Invited
from draaischijf.signals.domain import weighing
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import KEYS, YES, Reports


class CallStory:
    """One call: who is asked, who answers what, and what becomes of it."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    def plan(self) -> None:
        """Put the call, the answers and what became of them on the calendar."""
        row = self.row
        self._on(row["days_ago"], self._open)
        for given in row["answers"]:
            self._on(given["days_ago"], partial(self._answer, given))
            for point in given["points"]:
                if point["outcome"]:
                    self._on(point["weighed_days_ago"], partial(self._weigh, point))
        for kept in row["kept"]:
            self._on(kept["days_ago"], partial(self._keep, kept))
        if row["closed_days_ago"] is not None:
            self._on(row["closed_days_ago"], self._close)

    def _on(self, days_ago: int, work: Any) -> None:
        self.calendar.on(days_ago, self.row["title"], work)

    @property
    def _call(self) -> Call:
        return Call.objects.select_related("partnership").get(title=self.row["title"])

    def _open(self) -> None:
        row, actor = self.row, self.cast.weigher
        call = arranging.start_call(
            self.cast.partnership,
            Words(
                title=row["title"],
                why=row["why"],
                deadline=self.calendar.day(row["deadline_days_ago"]),
                questions=row["questions"],
            ),
            actor=actor,
        )
        for key, email in row["invited"]:
            organisation = self.cast.organisations[key] if key else None
            arranging.invite(call, email, organisation=organisation, actor=actor)
        running.open_call(call, actor=actor)

    def _close(self) -> None:
        running.close_call(self._call, actor=self.cast.weigher)

    def _invited(self, email: str) -> Invited:
        rows = Invited.objects.select_related("call__partnership", "organisation")
        return rows.get(call=self._call, email=email)

    def _answer(self, given: dict[str, Any]) -> None:
        points = [self._point(one) for one in given["points"]]
        answering.send_points(self._invited(given["email"]), points)

    def _keep(self, kept: dict[str, Any]) -> None:
        answering.keep_points(self._invited(kept["email"]), [self._point(kept)])

    def _point(self, given: dict[str, Any]) -> Point:
        return Point(
            question=self._call.questions.get(position=given["question"]),
            key=uuid.uuid5(KEYS, given["text"]),
            text=given["text"],
            area=self.cast.areas[given["area"]] if given.get("area") else None,
            people=given.get("people", "unknown"),
        )

    def _weigh(self, point: dict[str, Any]) -> None:
        key = uuid.uuid5(KEYS, point["text"])
        report, actor = PreSignal.objects.get(submission_key=key), self.cast.weigher
        outcome, _colon, target = point["outcome"].partition(":")
        if outcome == PreSignalState.LINKED:
            weighing.weigh(report, YES, actor=actor)
            signal = PolicySignal.objects.get(pk=self.reports.signals[target].pk)
            weighing.link_to_signal(report, signal, actor=actor)
            return
        weighing.take_up(report, actor=actor)
        answer = point["answer"]
        if outcome == PreSignalState.HANDLED_INTERNALLY:
            weighing.settle_internally(report, answer, actor=actor)
        else:
            referral = point["referral"]
            weighing.refer(report, referral=referral, answer=answer, actor=actor)
