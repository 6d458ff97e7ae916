"""Getting people to a meeting: a date, invitations that move, and open gatherings."""

from __future__ import annotations

import datetime
from typing import Any

from draaischijf.consultation.domain import (
    agenda,
    bodies,
    gathering,
    inviting,
    meetings,
    moving,
    noting,
    polling,
    registering,
)
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.domain.bodies import BodyFacts
from draaischijf.consultation.domain.gathering import Registrant
from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.domain.moving import Moment
from draaischijf.consultation.enums import (
    BodyKind,
    DateAnswerKind,
    MeetingKind,
    MeetingState,
    Presence,
    Reply,
)
from draaischijf.consultation.models import Body, Meeting
from draaischijf.core.dates import is_working_day
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports


class GatheringsStory:
    """One body: a date that is looked for, a meeting that moved, and two gatherings."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        del reports
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.actor = cast.coordinator

    def plan(self) -> None:
        """Put what happens on the calendar."""
        row, on = self.row, self.calendar.on
        on(60, row["body"], self._found)
        on(row["training"]["days_ago"], row["training"]["title"], self._train)
        held = row["training"]["days_ago_held"] - 1
        on(held, "gehouden " + row["training"]["title"], self._hold)
        on(row["meeting"]["days_ago"], row["meeting"]["title"], self._invite)
        on(row["meeting"]["moved_days_ago"], "ander moment", self._move)
        on(row["gathering"]["days_ago"], row["gathering"]["title"], self._gather)
        on(row["poll"]["days_ago"], "datum " + row["poll"]["title"], self._poll)

    def _found(self) -> None:
        facts = BodyFacts(self.row["body"], BodyKind(self.row["kind"]))
        made = bodies.found_body(self.cast.partnership, facts, actor=self.actor)
        year = self.calendar.today.year
        bodies.set_frequency(made, self.row["per_year"], since=year, actor=self.actor)
        for key in self.row["organisations"]:
            organisation = self.cast.organisations[key]
            bodies.seat_member(made, organisation=organisation, actor=self.actor)

    @property
    def _body(self) -> Body:
        return self.cast.partnership.bodies.get(name=self.row["body"])

    def _named(self, part: str) -> Meeting:
        return self.cast.partnership.meetings.get(title=self.row[part]["title"])

    def _facts(self, part: str, day: datetime.date, kind: MeetingKind) -> MeetingFacts:
        row = self.row[part]
        return MeetingFacts(
            title=row["title"],
            day=day,
            kind=kind,
            starts=_clock(row["starts"]),
            ends=_clock(row["ends"]),
            place=row["place"],
            about=row.get("about", ""),
            is_public=kind != MeetingKind.REGULAR,
        )

    def _ahead(self, days: int) -> datetime.date:
        """Return the first working day from so many days ahead on."""
        day = self.calendar.day(-days)
        while not is_working_day(day):
            day += datetime.timedelta(days=1)
        return day

    def _addresses(self, meeting: Meeting) -> dict[int, str]:
        """Give each seat of an organisation somebody to write to."""
        rows = meeting.participants.order_by("pk")
        return {one.pk: f"overleg{one.pk}@durmeland.example" for one in rows}

    def _invite(self) -> None:
        row = self.row["meeting"]
        day = self._ahead(row["in_days"])
        facts = self._facts("meeting", day, MeetingKind.REGULAR)
        made = meetings.plan_meeting(
            self.cast.partnership, facts, actor=self.actor, body=self._body
        )
        for title in row["items"]:
            agenda.add_item(made, ItemFacts(title), actor=self.actor)
        inviting.invite(made, actor=self.actor, addresses=self._addresses(made))

    def _move(self) -> None:
        row, meeting = self.row["meeting"], self._named("meeting")
        moment = Moment(
            self._ahead(row["moved_to_in_days"]), meeting.starts, meeting.ends
        )
        moving.move_meeting(meeting, moment, actor=self.actor, reason=row["reason"])
        for invitation, reply in zip(
            inviting.invited_to(meeting), row["replies"], strict=False
        ):
            inviting.take_reply(invitation, Reply(reply))

    def _gather(self) -> None:
        row = self.row["gathering"]
        day = self._ahead(row["in_days"])
        facts = self._facts("gathering", day, MeetingKind(row["kind"]))
        made = meetings.plan_meeting(self.cast.partnership, facts, actor=self.actor)
        gathering.open_gathering(
            made,
            actor=self.actor,
            places=row["places"],
            until=self._ahead(row["until_in_days"]),
        )
        for who, house in row["people"]:
            gathering.register(
                made, name=who, email=_mail(who), organisation_name=house
            )
        for who, house in row["by_phone"]:
            caller = Registrant(who, organisation_name=house)
            registering.register_for(made, caller, actor=self.actor)

    def _train(self) -> None:
        row = self.row["training"]
        day = self.calendar.day(row["days_ago_held"])
        facts = self._facts("training", day, MeetingKind.TRAINING)
        made = meetings.plan_meeting(self.cast.partnership, facts, actor=self.actor)
        gathering.open_gathering(made, actor=self.actor)
        for who in row["people"]:
            gathering.register(made, name=who, email=_mail(who))

    def _hold(self) -> None:
        found = self._named("training")
        for one in found.participants.all():
            noting.note_presence(one, Presence.PRESENT, actor=self.actor)
        meetings.change_meeting_state(found, MeetingState.HELD, actor=self.actor)

    def _poll(self) -> None:
        row = self.row["poll"]
        moments = [
            Moment(self._ahead(one), _clock(row["starts"]), _clock(row["ends"]))
            for one in row["in_days"]
        ]
        made = polling.start_poll(
            self._body, row["title"], moments, actor=self.actor, place=row["place"]
        )
        polling.ask_for_dates(made, actor=self.actor, addresses=self._addresses(made))
        asked = [one.invitation for one in made.participants.order_by("pk")]
        options = list(made.date_options.all())
        for invitation, said in zip(asked, row["answers"], strict=False):
            answers = {
                option.pk: DateAnswerKind(one)
                for option, one in zip(options, said, strict=True)
            }
            polling.answer_dates(invitation, answers)


def _clock(words: str) -> datetime.time:
    return datetime.time.fromisoformat(words)


def _mail(name: str) -> str:
    first = name.split(maxsplit=1)[0].lower()
    return f"{first}@durmeland.example"
