"""The joint forum of the demonstration: two signals, tables, dots, what came of it."""

from __future__ import annotations

import datetime
import uuid
from functools import partial
from typing import Any

from draaischijf.accounts.models import User
from draaischijf.consultation.domain.meetings import (
    MeetingFacts,
    change_meeting_state,
    plan_meeting,
)
from draaischijf.consultation.enums import MeetingKind, MeetingState
from draaischijf.core.dates import is_working_day
from draaischijf.forum.domain import ending, preparing, staging, telling, working
from draaischijf.forum.domain.preparing import ThemeFacts
from draaischijf.forum.domain.working import TrackWords
from draaischijf.forum.enums import ForumRole, ForumStage, Question, WhyChosen
from draaischijf.forum.models import Forum, ForumTable, ForumTheme, SolutionTrack
from draaischijf.plans.models import PlanAction
from draaischijf.signals.models import PolicySignal
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import KEYS, Reports

# Before the day itself, when the themes are chosen.
PREPARED_BEFORE = 30


class ForumStory:
    """One forum, from its planning to its published report."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    def plan(self) -> None:
        """Put the forum and what came of it on the calendar."""
        row, held = self.row, self.row["held_days_ago"]
        self._on(row["planned_days_ago"], self._plan_meeting)
        self._on(held + PREPARED_BEFORE, self._prepare)
        self._on(held, self._hold)
        self._on(held - 1, self._choose)
        for theme in row["themes"]:
            for track in theme["tracks"]:
                if "end" in track:
                    self._on(track["end"]["days_ago"], partial(self._end, track))
            self._on(theme["told_days_ago"], partial(self._tell, theme))
        self._on(row["published_days_ago"], self._publish)

    def _on(self, days_ago: int, work: Any) -> None:
        self.calendar.on(days_ago, self.row["title"], work)

    @property
    def actor(self) -> User:
        return self.cast.user(self.row["actor"]) or self.cast.coordinator

    @property
    def _forum(self) -> Forum:
        rows = Forum.objects.select_related("partnership", "meeting")
        return rows.get(
            partnership=self.cast.partnership, meeting__title=self.row["title"]
        )

    @property
    def _day(self) -> datetime.date:
        """The day it was held, a working day, as the calendar has it."""
        day = self.calendar.day(self.row["held_days_ago"])
        while not is_working_day(day):
            day -= datetime.timedelta(days=1)
        return day

    def _plan_meeting(self) -> None:
        facts = MeetingFacts(
            title=self.row["title"],
            day=self._day,
            kind=MeetingKind.FORUM,
            starts=datetime.time(9, 30),
            ends=datetime.time(16, 0),
            place=self.row["place"],
            about=self.row["about"],
            is_public=True,
        )
        meeting = plan_meeting(self.cast.partnership, facts, actor=self.actor)
        preparing.start_forum(meeting, actor=self.actor)

    # -- Before ----------------------------------------------------------------------

    def _prepare(self) -> None:
        forum, speaker = self._forum, self.row["speaker"]
        preparing.set_dots(forum, self.row["dots"], actor=self.actor)
        preparing.invite(
            forum,
            ForumRole(speaker["role"]),
            actor=self.actor,
            name=speaker["name"],
            email=speaker["email"],
        )
        for row in self.row["themes"]:
            self._prepare_theme(forum, row)

    def _prepare_theme(self, forum: Forum, row: dict[str, Any]) -> None:
        facts = ThemeFacts(
            why=WhyChosen(row["why"]),
            why_text=row["why_text"],
            signal=PolicySignal.objects.get(pk=self.reports.signals[row["signal"]].pk),
        )
        theme = preparing.choose_theme(forum, facts, actor=self.actor)
        for guest in row["invited"]:
            organisation = guest.get("organisation")
            preparing.invite(
                forum,
                ForumRole(guest["role"]),
                actor=self.actor,
                theme=theme,
                person=self.cast.persons.get(guest.get("person", "")),
                organisation=self.cast.organisations.get(organisation or ""),
            )
        for table in row["tables"]:
            moderator = self.cast.persons[table["moderator"]]
            preparing.set_table(theme, actor=self.actor, moderator=moderator)

    # -- The day itself --------------------------------------------------------------

    def _hold(self) -> None:
        forum, actor = self._forum, self.actor
        staging.change_stage(forum, ForumStage.TABLES, actor=actor)
        for row in self.row["themes"]:
            self._write(self._theme(row), row)
        staging.change_stage(forum, ForumStage.WEIGHING, actor=actor)
        for row in self.row["themes"]:
            self._weigh(row)
        change_meeting_state(forum.meeting, MeetingState.HELD, actor=actor)

    def _theme(self, row: dict[str, Any]) -> ForumTheme:
        rows = ForumTheme.objects.select_related("forum__partnership", "signal")
        signal = self.reports.signals[row["signal"]]
        return rows.get(forum=self._forum, signal=signal.pk)

    def _write(self, theme: ForumTheme, row: dict[str, Any]) -> None:
        tables = ForumTable.objects.filter(theme=theme).select_related("theme")
        for table, written in zip(tables, row["tables"], strict=True):
            for question, text in written["notes"].items():
                working.keep_note(table, Question(question), text, version=0)
        by_number = {table.number: table for table in tables}
        for track in row["tracks"]:
            words = {
                name: track.get(name, "") for name in ("title", "what", "who", "needs")
            }
            working.add_track(
                by_number[track["table"]], TrackWords(**words), key=_key(track)
            )

    def _weigh(self, row: dict[str, Any]) -> None:
        """Place the dots, one phone after the other, each with as many as it has."""
        placed = 0
        for track in row["tracks"]:
            found = self._track(track)
            table = ForumTable.objects.select_related("theme").get(tracks=found)
            for _dot in range(track["dots"]):
                phone = f"demo-{placed // self.row['dots']}"
                working.place_dot(table, found, device=phone)
                placed += 1

    def _track(self, row: dict[str, Any]) -> SolutionTrack:
        rows = SolutionTrack.objects.select_related("theme__forum")
        return rows.get(key=_key(row))

    # -- Afterwards --------------------------------------------------------------------

    def _choose(self) -> None:
        staging.change_stage(self._forum, ForumStage.CLOSED, actor=self.actor)
        for theme in self.row["themes"]:
            for row in theme["tracks"]:
                if "owner" in row:
                    track = self._track(row)
                    owner = self.cast.persons[row["owner"]]
                    ending.choose_track(track, actor=self.actor)
                    ending.give_owner(track, actor=self.actor, person=owner)

    def _end(self, row: dict[str, Any]) -> None:
        end, track, actor = row["end"], self._track(row), self.actor
        if end["kind"] == "drop":
            ending.drop_track(track, end["reason"], actor=actor)
        elif end["kind"] == "address":
            ending.end_at_addressee(
                track,
                actor=actor,
                ask=end["ask"],
                addressee=end["to"],
                letter_sent=self.calendar.day(end["letter_days_ago"]),
            )
        else:
            near = PlanAction.objects.select_related("objective__plan__partnership")
            beside = near.get(
                plan__partnership=self.cast.partnership,
                plan__title=end["plan"],
                title__istartswith=end["beside"],
            )
            ending.end_in_action(
                track, actor=actor, objective=beside.objective, title=end["title"]
            )

    def _tell(self, row: dict[str, Any]) -> None:
        theme = telling.tell(self._theme(row), row["told"], actor=self.actor)
        if theme.told:
            # The demonstration does the job of the worker.
            telling.tell_raisers(theme.pk, theme.told)

    def _publish(self) -> None:
        staging.publish_forum(self._forum, actor=self.actor)


def _key(row: dict[str, Any]) -> uuid.UUID:
    return uuid.uuid5(KEYS, f"track-{row['key']}")
