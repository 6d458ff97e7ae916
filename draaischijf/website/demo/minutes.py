"""The minutes of the demonstration: approved ones, ones with remarks, and tasks.

It works with the meetings that are there; where no story told of any, it has a steering
group of its own.
"""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.consultation.domain import agenda, bodies, deciding, noting, tasking
from draaischijf.consultation.domain import meetings as planning
from draaischijf.consultation.domain import minutes as domain
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.domain.bodies import BodyFacts
from draaischijf.consultation.domain.consenting import pass_by_consent
from draaischijf.consultation.domain.deciding import Verdict
from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.domain.proposing import take_up
from draaischijf.consultation.enums import (
    BodyKind,
    MeetingState,
    Presence,
    RemarkOutcome,
    Treatment,
)
from draaischijf.consultation.models import Meeting
from draaischijf.consultation.queries.proposals import minutes_to_approve
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast, read

FOUNDED_DAYS_AGO = 70
SEATS = 6
FROM, UNTIL = datetime.time(9, 30), datetime.time(11, 0)


class MinutesStory:
    """What a secretary did with the minutes of the last meetings."""

    def __init__(self, cast: Cast, calendar: Calendar) -> None:
        self.cast = cast
        self.calendar = calendar
        self.told = read("minutes")

    def plan(self) -> None:
        """Put it on the calendar."""
        self._on(FOUNDED_DAYS_AGO, "founded", self._found_where_none_is)
        for told in self.told["meetings"]:
            if told["days_ago"] > 0:
                self._on(told["days_ago"], "held", partial(self._hold, told))
        self._on(30, "first sent", self._send)
        self._on(8, "second approves the first", self._approve)
        self._on(7, "second sent", self._send)
        self._on(4, "remarks", self._remark)
        self._on(2, "agenda", self._propose)

    def _on(self, days_ago: int, key: str, work: Any) -> None:
        self.calendar.on(days_ago, f"minutes: {key}", work)

    @property
    def actor(self) -> User:
        return self.cast.coordinator

    def _held(self) -> list[Meeting]:
        """The meetings of bodies that were held by now, the newest first."""
        rows = self.cast.partnership.meetings.filter(
            state=MeetingState.HELD, body__isnull=False, day__lte=timezone.localdate()
        )
        return list(rows.select_related("partnership", "body").order_by("-day", "pk"))

    def _found_where_none_is(self) -> None:
        if self.cast.partnership.bodies.exists():
            return
        body = bodies.found_body(
            self.cast.partnership,
            BodyFacts(
                self.told["body"],
                kind=BodyKind.STEERING_GROUP,
                mandate=self.told["mandate"],
            ),
            actor=self.actor,
        )
        bodies.set_frequency(body, 6, since=timezone.localdate().year, actor=self.actor)
        for person in [one for one in self.cast.persons.values() if one.user][:SEATS]:
            bodies.seat_member(body, person=person, actor=self.actor)
        for told in self.told["meetings"]:
            facts = MeetingFacts(
                self.told["body"],
                self.calendar.day(told["days_ago"]),
                starts=FROM,
                ends=UNTIL,
                place=self.told["place"],
                is_public=True,
            )
            meeting = planning.plan_meeting(
                self.cast.partnership, facts, body=body, actor=self.actor
            )
            for item in told["items"]:
                facts_of_item = ItemFacts(
                    item["title"],
                    treatment=Treatment(item["treatment"]),
                    minutes=item["minutes"],
                )
                agenda.add_item(meeting, facts_of_item, actor=self.actor)

    def _hold(self, told: dict[str, Any]) -> None:
        day = self.calendar.day(told["days_ago"])
        rows = self.cast.partnership.meetings.filter(day=day)
        meeting = rows.filter(body__name=self.told["body"]).first()
        if meeting is None:
            return
        for place, one in enumerate(meeting.participants.all()):
            presence = Presence.EXCUSED if place == SEATS - 1 else Presence.PRESENT
            noting.note_presence(one, presence, actor=self.actor)
        for item in told["items"]:
            self._note(meeting, item)
        pass_by_consent(meeting, actor=self.actor)
        planning.change_meeting_state(meeting, MeetingState.HELD, actor=self.actor)

    def _note(self, meeting: Meeting, told: dict[str, Any]) -> None:
        item = meeting.items.select_related("meeting").get(title=told["title"])
        noting.keep_notes(item, told["notes"], version=0, actor=self.actor)
        if "decision" in told:
            verdict = Verdict(told["decision"], is_public=True)
            deciding.decide(item, verdict, actor=self.actor)
        if "task" in told:
            owner = meeting.participants.exclude(person=None).first()
            tasking.give_task(
                meeting,
                told["task"],
                owner=owner.person if owner else None,
                owner_name="" if owner else self.actor.name,
                due=self.calendar.day(-told["due_in"]),
                item=item,
                actor=self.actor,
            )

    def _send(self) -> None:
        """Send the minutes of the newest meeting that has none."""
        for meeting in self._held()[:1]:
            until = timezone.localdate() + datetime.timedelta(days=domain.USUAL_DAYS)
            domain.send_minutes(meeting, until, actor=self.actor)

    def _approve(self) -> None:
        """Approve by consent, in the newest meeting, what was sent before it."""
        for meeting in self._held()[:1]:
            if meeting.body is None:
                continue
            for minutes in minutes_to_approve(meeting.body, meeting):
                take_up(meeting, "minutes", minutes.pk, actor=self.actor)
            pass_by_consent(meeting, actor=self.actor)

    def _remark(self) -> None:
        for meeting in self._held()[:1]:
            readers = list(meeting.minutes.readers.all())
            for reader, told in zip(readers, self.told["remarks"], strict=False):
                made = domain.remark(reader, told["text"], item_number=told["item"])
                if "outcome" in told:
                    outcome = RemarkOutcome(told["outcome"])
                    domain.answer_remark(
                        made, outcome, told["answer"], actor=self.actor
                    )

    def _propose(self) -> None:
        """Take what waits on the agenda of the next meeting of that body."""
        for meeting in self._held()[:1]:
            coming = self.cast.partnership.meetings.filter(
                body=meeting.body, state=MeetingState.PLANNED
            ).select_related("partnership", "body")
            for following in coming.order_by("day")[:1]:
                take_up(following, "minutes", meeting.minutes.pk, actor=self.actor)
