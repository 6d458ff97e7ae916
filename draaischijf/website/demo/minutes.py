"""The minutes of the demonstration: approved ones, and ones with remarks.

Of the meetings that the bodies of the demonstration have (`consulting.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.consultation.domain import minutes as domain
from draaischijf.consultation.domain.consenting import pass_by_consent
from draaischijf.consultation.domain.proposing import take_up
from draaischijf.consultation.enums import MeetingState, RemarkOutcome
from draaischijf.consultation.models import Body, Meeting
from draaischijf.consultation.queries.proposals import minutes_to_approve
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast, read


class MinutesStory:
    """What a secretary did with the minutes of the last meetings of a body."""

    def __init__(self, cast: Cast, calendar: Calendar) -> None:
        self.cast = cast
        self.calendar = calendar
        self.told = read("minutes")

    def plan(self) -> None:
        """Put it on the calendar: the last meeting but one, and the last one."""
        self._on(130, "first sent", self._send)
        self._on(25, "second approves the first", self._approve)
        self._on(24, "second sent", self._send)
        self._on(19, "remarks", self._remark)
        self._on(2, "agenda", self._propose)

    def _on(self, days_ago: int, key: str, work: Callable[[], None]) -> None:
        self.calendar.on(days_ago, f"minutes: {key}", work)

    @property
    def actor(self) -> User:
        return self.cast.coordinator

    @property
    def body(self) -> Body:
        return self.cast.partnership.bodies.get(name=self.told["body"])

    def _meetings(self, state: MeetingState) -> QuerySet[Meeting]:
        rows = self.body.meetings.filter(state=state)
        return rows.select_related("partnership", "body")

    def _last(self) -> Meeting:
        """The meeting that was held last, by now."""
        return self._meetings(MeetingState.HELD).order_by("-day", "-pk")[0]

    def _send(self) -> None:
        until = timezone.localdate() + datetime.timedelta(days=domain.USUAL_DAYS)
        domain.send_minutes(self._last(), until, actor=self.actor)

    def _approve(self) -> None:
        """Approve by consent, in the last meeting, what was sent before it."""
        meeting = self._last()
        for minutes in minutes_to_approve(self.body, meeting):
            take_up(meeting, "minutes", minutes.pk, actor=self.actor)
        pass_by_consent(meeting, actor=self.actor)

    def _remark(self) -> None:
        readers = self._last().minutes.readers.all()
        for reader, told in zip(readers, self.told["remarks"], strict=False):
            made = domain.remark(reader, told["text"], item_number=told["item"])
            if "outcome" in told:
                outcome = RemarkOutcome(told["outcome"])
                domain.answer_remark(made, outcome, told["answer"], actor=self.actor)

    def _propose(self) -> None:
        """Put the minutes on the agenda of the next meeting."""
        following = self._meetings(MeetingState.PLANNED).order_by("day")[0]
        minutes = self._last().minutes
        take_up(following, "minutes", minutes.pk, actor=self.actor)
