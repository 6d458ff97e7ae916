"""The bodies of the demonstration and their year of meetings.

What a signal, an action or a plan was decided on comes from the meeting of that day:
the other stories ask `meeting_that_day`.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.consultation.domain import (
    agenda,
    attending,
    bodies,
    deciding,
    meetings,
    noting,
    tasking,
)
from draaischijf.consultation.domain.agenda import ItemFacts
from draaischijf.consultation.domain.bodies import BodyFacts
from draaischijf.consultation.domain.deciding import ActionLife, Verdict
from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.domain.welcoming import welcome
from draaischijf.consultation.enums import (
    BodyKind,
    DecisionResult,
    MeetingKind,
    MeetingState,
    MemberFunction,
    Presence,
    TaskState,
    Treatment,
)
from draaischijf.consultation.models import AgendaItem, Body, BodyDecision, Meeting
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.signals.models import PolicySignal
from draaischijf.website.demo.calendar import Calendar
from draaischijf.website.demo.cast import Cast
from draaischijf.website.demo.reports import Reports

FOUNDED_DAYS_AGO = 390
PLANNED_DAYS_BEFORE = 30


def meeting_that_day(cast: Cast, body: str) -> Meeting | None:
    """Return the meeting a body has today, of the day the clock says."""
    rows = cast.partnership.meetings.filter(body__name=body, day=timezone.localdate())
    return rows.select_related("partnership", "body").first()


def put_on(
    meeting: Meeting, facts: ItemFacts, *, actor: User, **about: Any
) -> AgendaItem:
    """Return the item about a thing on an agenda; it is put there where it lacks."""
    known = meeting.items.filter(**about).first()
    return known or agenda.add_item(meeting, facts, actor=actor)


class BodyStory:
    """One body: who sits in it, and every meeting of its year."""

    def __init__(
        self, row: dict[str, Any], cast: Cast, calendar: Calendar, reports: Reports
    ) -> None:
        self.row = row
        self.cast = cast
        self.calendar = calendar
        self.reports = reports

    def plan(self) -> None:
        """Put the body and its meetings on the calendar."""
        self._on(FOUNDED_DAYS_AGO, self._found)
        for told in self.row["meetings"]:
            MeetingStory(self, told).plan()
        if "recognised_by" in self.row:
            self._on(1, self._recognise)
        if "ended_days_ago" in self.row:
            self._on(self.row["ended_days_ago"], self._end)

    def _on(self, days_ago: int, work: Any) -> None:
        self.calendar.on(days_ago, f"{self.row['name']} {days_ago}", work)

    @property
    def actor(self) -> User:
        return self.cast.coordinator

    @property
    def body(self) -> Body:
        return self._named(self.row["name"])

    def _named(self, name: str) -> Body:
        rows = Body.objects.select_related("partnership")
        return rows.get(partnership=self.cast.partnership, name=name)

    def _facts(self, recognised_in: BodyDecision | None = None) -> BodyFacts:
        row = self.row
        return BodyFacts(
            row["name"],
            kind=BodyKind(row["kind"]),
            short_name=row.get("short_name", ""),
            mandate=row["mandate"],
            parent=self.cast.bodies.get(row.get("parent", "")),
            recognised=row.get("recognised", ""),
            recognised_in=recognised_in,
            is_public=row["is_public"],
        )

    def _recognise(self) -> None:
        reference = self.row["recognised_by"]
        decision = self.cast.partnership.body_decisions.get(reference=reference)
        bodies.edit_body(self.body, self._facts(decision), actor=self.actor)

    def _found(self) -> None:
        row, actor = self.row, self.actor
        body = bodies.found_body(self.cast.partnership, self._facts(), actor=actor)
        self.cast.bodies[row["key"]] = body
        if row["per_year"] is not None:
            # Of which no earlier year is told, from this year on.
            since = row["since"] or self.calendar.today.year
            bodies.set_frequency(body, row["per_year"], since=since, actor=actor)
        for person, organisation, *function in row["seats"]:
            bodies.seat_member(
                body,
                actor=actor,
                person=self.cast.persons.get(person),
                organisation=self.cast.organisations.get(organisation),
                function=MemberFunction(*(function or ["member"])),
            )
        for written in row.get("written_seats", []):
            bodies.seat_member(body, actor=actor, **self._written(written))

    def _written(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return the seat of somebody who is not known here; days are days ago."""
        seat = row | {"function": MemberFunction(row["function"])}
        for name in ("since", "until"):
            if name in row:
                seat[name] = self.calendar.day(row[name])
        return seat

    def _end(self) -> None:
        bodies.end_body(self.body, timezone.localdate(), actor=self.actor)


class MeetingStory:
    """One meeting: planned a month before, then held, put off or cancelled."""

    def __init__(self, of: BodyStory, told: dict[str, Any]) -> None:
        self.of = of
        self.told = told
        self.calendar = of.calendar
        self.cast = of.cast

    def plan(self) -> None:
        """Put the meeting on the calendar."""
        held = self.told["days_ago"]
        planned = max(held, 0) + PLANNED_DAYS_BEFORE
        self._on(planned, self._plan)
        state = MeetingState(self.told.get("state", "held" if held >= 0 else "planned"))
        if state == MeetingState.HELD:
            self._on(held, self._hold)
        elif state == MeetingState.PLANNED:
            # Once what it is about is there.
            self._on(1, self._fill)
        else:
            # Known a few days before.
            self._on(held + 4, self._fill)
            self._on(held + 3, lambda: self._stop(state))

    def _on(self, days_ago: int, work: Any) -> None:
        key = f"{self.of.row['name']} {self.told['days_ago']}"
        self.calendar.on(days_ago, key, work)

    @property
    def actor(self) -> User:
        return self.cast.coordinator

    @property
    def day(self) -> datetime.date:
        return self.calendar.working_day(self.told["days_ago"])

    @property
    def meeting(self) -> Meeting:
        rows = Meeting.objects.select_related("partnership", "body")
        return rows.get(body=self.of.body, day=self.day)

    def _plan(self) -> None:
        row, told = self.of.row, self.told
        starts, ends = (
            datetime.time.fromisoformat(one) if one else None for one in row["time"]
        )
        facts = MeetingFacts(
            told.get("title", row["name"]),
            self.day,
            kind=MeetingKind(told.get("kind", "regular")),
            starts=starts,
            ends=ends,
            place=row["place"],
            about=told.get("about", ""),
            is_public=row["is_public"],
        )
        meetings.plan_meeting(
            self.cast.partnership, facts, actor=self.actor, body=self.of.body
        )

    def _fill(self) -> None:
        for told in self.told["items"]:
            agenda.add_item(self.meeting, self._facts(told), actor=self.actor)

    def _facts(self, told: dict[str, Any]) -> ItemFacts:
        signal = self.of.reports.signals.get(told.get("signal", ""))
        return ItemFacts(
            told["title"],
            treatment=Treatment(told["treatment"]),
            minutes=told.get("minutes"),
            signal=signal and PolicySignal.objects.get(pk=signal.pk),
            plan_action=self._action(told.get("action", "")),
            plan=self._plan_named(told.get("plan", "")),
        )

    def _plan_named(self, title: str) -> ActionPlan | None:
        rows = ActionPlan.objects.select_related("partnership")
        found = rows.filter(partnership=self.cast.partnership, title=title)
        return found.get() if title else None

    def _action(self, begins: str) -> PlanAction | None:
        if not begins:
            return None
        rows = PlanAction.objects.select_related("plan__partnership", "objective")
        return rows.filter(
            plan__partnership=self.cast.partnership, title__istartswith=begins
        ).earliest("pk")

    def _hold(self) -> None:
        meeting, actor = self.meeting, self.actor
        meetings.change_meeting_state(meeting, MeetingState.HELD, actor=actor)
        attending.note_everybody(meeting, self._presences(meeting), actor=actor)
        for name, house in self.told.get("walks_in", []):
            organisation = self.cast.organisations[house]
            welcome(meeting, actor=actor, name=name, organisation=organisation)
        if "heads" in self.told:
            meetings.count_heads(meeting, actor=actor, **self.told["heads"])
        for told in self.told["items"]:
            self._treat(meeting, told)
        for what, owner, within, state in self.told.get("tasks", []):
            self._give_task(meeting, what, owner, within, state)

    def _presences(self, meeting: Meeting) -> dict[int, Presence]:
        """Everybody is there, but for who is told not to be."""
        away = {
            **{self._person(one): Presence.EXCUSED for one in self._told("excused")},
            **{self._person(one): Presence.ABSENT for one in self._told("absent")},
        }
        houses = {
            self.cast.organisations[one].pk
            for one in self._told("absent_organisations")
        }
        return {
            one.pk: Presence.ABSENT
            if one.person_id is None and one.organisation_id in houses
            else away.get(one.person_id, Presence.PRESENT)
            for one in meeting.participants.all()
        }

    def _told(self, name: str) -> list[str]:
        return list(self.told.get(name, []))

    def _person(self, key: str) -> int | None:
        return self.cast.persons[key].pk

    def _treat(self, meeting: Meeting, told: dict[str, Any]) -> None:
        item = agenda.add_item(meeting, self._facts(told), actor=self.actor)
        if told.get("notes"):
            noting.keep_notes(item, told["notes"], version=0, actor=self.actor)
        decision = told.get("decision")
        if decision is None:
            return
        votes = dict(
            zip(
                ("in_favour", "against", "abstained"),
                decision.get("votes", []),
                strict=False,
            )
        )
        life = None
        if "lifecycle" in decision:
            life = ActionLife(Lifecycle(decision["lifecycle"]), decision["reason"])
        deciding.decide(
            item,
            Verdict(
                decision["text"],
                result=DecisionResult(decision["result"]),
                reference=decision.get("reference", ""),
                is_public=self.of.row["is_public"],
                **votes,
            ),
            actor=self.actor,
            life=life,
        )

    def _give_task(
        self, meeting: Meeting, what: str, owner: str, within: int, state: str
    ) -> None:
        task = tasking.give_task(
            meeting,
            what,
            actor=self.actor,
            owner=self.cast.persons[owner],
            due=self.day + datetime.timedelta(days=within),
        )
        if state:
            tasking.close_task(task, actor=self.actor, state=TaskState(state))

    def _stop(self, state: MeetingState) -> None:
        meetings.change_meeting_state(
            self.meeting, state, actor=self.actor, reason=self.told["reason"]
        )
