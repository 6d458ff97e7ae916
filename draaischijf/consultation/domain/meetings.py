"""Planning a meeting, changing when and where, and saying that it was held."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain import gathering, inviting, moving
from draaischijf.consultation.domain.locking import (
    check_convenes,
    lock_meeting,
    lock_open_meeting,
)
from draaischijf.consultation.enums import MeetingKind, MeetingState
from draaischijf.consultation.models import Body, Headcount, Meeting, Participant
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Partnership, Person
from draaischijf.plans.domain.planning import change_fields
from draaischijf.signals.workflow import TransitionDenied, not_here

# A change of one of these is told to who is invited, and to their calendars.
TOLD = frozenset({"title", "day", "starts", "ends", "place", "video_link"})
# What a meeting has none of while a date is looked for: a moment is chosen for it.
WHEN = ("day", "starts", "ends")


@dataclass(frozen=True)
class MeetingFacts:
    """What is known of a meeting; without hours it takes the day.

    A day it needs, unless a date is looked for.
    """

    title: str
    day: datetime.date | None
    kind: MeetingKind = MeetingKind.REGULAR
    starts: datetime.time | None = None
    ends: datetime.time | None = None
    place: str = ""
    video_link: str = ""
    about: str = ""
    is_public: bool = False


@transaction.atomic
def plan_meeting(
    partnership: Partnership,
    facts: MeetingFacts,
    *,
    actor: User,
    body: Body | None = None,
) -> Meeting:
    """Plan a meeting and return it, with who sits in its body that day as participants.

    The same title on the same day at the same hour is once. Raises TransitionDenied
    without the right to convene, for a body elsewhere, without a day, and for hours out
    of order.
    """
    check_convenes(actor, partnership)
    day = _day_of(facts)
    _check_hours(facts)
    if body and body.partnership_id != partnership.pk:
        raise TransitionDenied([not_here()])
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    given = _fields(facts)
    known = partnership.meetings.filter(
        body=body, title=given["title"], day=day, starts=facts.starts
    ).first()
    if known:
        return known
    meeting = Meeting.objects.create(
        partnership=partnership, body=body, year=day.year, **given
    )
    if body:
        ask_members(meeting)
    record(
        meeting,
        "meeting_planned",
        actor=actor,
        is_public=meeting.is_public,
        day=day.isoformat(),
    )
    return meeting


@transaction.atomic
def edit_meeting(meeting: Meeting, facts: MeetingFacts, *, actor: User) -> Meeting:
    """Change a meeting and return it; who is invited is told what counts to them.

    While a date is looked for it gets no day or hours by this: one of the moments is
    chosen. Where the day is put right, what was decided that day gets the new one too;
    its number stays. Raises TransitionDenied without the right to convene, once it was
    cancelled, without a day otherwise, for hours out of order, and for a day to come of
    what was held.
    """
    locked = lock_meeting(meeting, actor)
    workflow.check_goes_on(locked.state)
    _check_hours(facts)
    given = _fields(facts)
    if locked.state == MeetingState.PROPOSED:
        given = {name: value for name, value in given.items() if name not in WHEN}
    else:
        given["year"] = _day_of(facts).year
    was, day = moving.moment_of(locked), locked.day
    before, after = change_fields(locked, given, tuple(given))
    if not after:
        return locked
    if "day" in after:
        _put_decisions_right(locked, day, actor)
    if TOLD & set(after):
        locked.sequence += 1
        locked.save(update_fields=["sequence"])
    record(locked, "meeting_edited", actor=actor, before=before, after=after)
    _tell_edited(locked, was, set(after))
    return locked


def _put_decisions_right(
    meeting: Meeting, before: datetime.date | None, actor: User
) -> None:
    """Give the decisions of a meeting its new day, where they had the old one."""
    decided = meeting.decisions.defer("search").select_for_update(of=("self",))
    rows = list(decided.filter(day=before) if before else [])
    if rows or meeting.state == MeetingState.HELD:
        workflow.check_was(meeting.day, timezone.localdate())
    for one in rows:
        was, after = change_fields(one, {"day": meeting.day}, ("day",))
        record(one, "decision_day_put_right", actor=actor, before=was, after=after)


def _tell_edited(
    meeting: Meeting, was: moving.Moment | None, changed: set[str]
) -> None:
    """Remember another moment; who is invited hears of it, while it is to come.

    Of a meeting that was held a date is only put right.
    """
    if meeting.state != MeetingState.PLANNED:
        return
    now = moving.moment_of(meeting)
    moving.keep_move(meeting, was, now)
    if not meeting.is_over and TOLD & changed:
        inviting.tell_changed(meeting, moved=was != now)
        gathering.go_on_waiting(meeting, moved=was != now)


def _fields(facts: MeetingFacts) -> dict[str, Any]:
    given = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return given | {
        name: given[name].strip() for name in ("title", "place", "video_link", "about")
    }


def _day_of(facts: MeetingFacts) -> datetime.date:
    if facts.day is None:
        raise TransitionDenied([_t("Choose a day.")])
    return facts.day


def _check_hours(facts: MeetingFacts) -> None:
    if facts.ends and (facts.starts is None or facts.ends <= facts.starts):
        raise TransitionDenied([_t("The meeting ends before it starts.")])


@transaction.atomic
def change_meeting_state(
    meeting: Meeting, state: MeetingState, *, actor: User, reason: str = ""
) -> Meeting:
    """Say what became of a meeting, and return it; twice is once.

    Raises TransitionDenied without the right to convene, for a step that cannot be
    (`workflow.MOVES`), when it would be held and is to come, and without a reason why
    it does not go on.
    """
    locked = lock_meeting(meeting, actor)
    if locked.state == state:
        return locked
    workflow.check_moves(locked.state, state)
    if state == MeetingState.HELD:
        workflow.check_was(locked.day, timezone.localdate())
    elif not reason.strip():
        raise TransitionDenied([_t("Say in a few words why it does not go on.")])
    was_over = locked.is_over
    locked.state = state
    locked.sequence += 1
    locked.save(update_fields=["state", "sequence", "updated"])
    record(
        locked,
        f"meeting_{MeetingState(state).value}",
        actor=actor,
        note=reason.strip(),
        is_public=locked.is_public,
        day=locked.day.isoformat() if locked.day else "",
    )
    if state != MeetingState.HELD:
        was = moving.moment_of(locked)
        moving.keep_move(locked, was, None, reason=reason.strip())
        if not was_over:
            inviting.tell_stopped(locked, reason=reason.strip())
            gathering.tell_waiting_stopped(locked, reason=reason.strip())
    return locked


# -- Who is asked, and how many came -------------------------------------------------


def ask_members(meeting: Meeting) -> list[Participant]:
    """Make the members of its body participants of a meeting; who is there stays once.

    A seat without a person stands for the organisation: somebody of it can come. Who is
    not known here is asked by the name of the seat.
    """
    if meeting.body is None:
        return []
    seats = meeting.body.members.current(meeting.day).select_related(
        "person", "organisation"
    )
    asked = list(meeting.participants.all())
    there = {(one.person_id, one.organisation_id) for one in asked}
    named = {(one.organisation_id, one.name) for one in asked if not one.person_id}
    persons = {one.person_id for one in asked if one.person_id}
    made = []
    for seat in seats.order_by("pk"):
        name = seat.who or seat.house
        if seat.is_known:
            key = (seat.person_id, seat.organisation_id)
            if key in there or (seat.person_id and seat.person_id in persons):
                continue
            there.add(key)
        elif (seat.organisation_id, name) in named:
            continue
        named.add((seat.organisation_id, name))
        persons |= {seat.person_id} if seat.person_id else set()
        made.append(
            Participant(
                meeting=meeting,
                person=seat.person,
                organisation=seat.organisation,
                name=name,
                email=seat.person.email if seat.person else "",
            )
        )
    return Participant.objects.bulk_create(made)


@transaction.atomic
def add_participant(
    meeting: Meeting,
    *,
    actor: User,
    name: str = "",
    person: Person | None = None,
    organisation: Organisation | None = None,
    email: str = "",
    is_guest: bool = True,
) -> Participant:
    """Add a guest, or somebody who came along, and return them; twice is once.

    A person of the partnership is on a list once, for whichever organisation. Raises
    TransitionDenied without the right to convene, once it was cancelled, once its
    minutes are approved, for nobody, and for somebody of another partnership.
    """
    locked = lock_open_meeting(meeting, actor)
    workflow.check_goes_on(locked.state)
    check_is_here(locked, person, organisation)
    called = person.name if person else name.strip() or str(organisation or "")
    if not called:
        raise TransitionDenied([_t("Name an organisation, a person, or both.")])
    same: dict[str, Any] = {"person": person}
    if person is None:
        same |= {"organisation": organisation, "name": called}
    known = locked.participants.filter(**same).first()
    if known:
        return known
    made = Participant.objects.create(
        meeting=locked,
        person=person,
        organisation=organisation,
        name=called,
        email=email.strip() or (person.email if person else ""),
        is_guest=is_guest,
    )
    record(locked, "participant_added", actor=actor)
    return made


def check_is_here(
    meeting: Meeting, person: Person | None, organisation: Organisation | None
) -> None:
    """Raise TransitionDenied for somebody of another partnership."""
    for one in (person, organisation):
        if one and one.partnership_id != meeting.partnership_id:
            raise TransitionDenied([not_here()])


@transaction.atomic
def count_heads(
    meeting: Meeting,
    *,
    actor: User,
    city: int = 0,
    ocmw: int = 0,
    private: int = 0,
    other: int = 0,
    organisations: int | None = None,
) -> Headcount:
    """Keep how many there were, split as reports ask for it, and return the count.

    Also once the minutes are approved: they do not hold it, and reports ask it later.
    Raises TransitionDenied without the right to convene.
    """
    locked = lock_meeting(meeting, actor)
    count, _is_new = Headcount.objects.update_or_create(
        meeting=locked,
        defaults={
            "city": city,
            "ocmw": ocmw,
            "private": private,
            "other": other,
            "organisations": organisations,
        },
    )
    record(locked, "heads_counted", actor=actor, count=count.total)
    return count
