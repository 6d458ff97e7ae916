"""Once minutes are approved what they tell stays; what changed before is all shown."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone, translation

from draaischijf.consultation.domain import agenda, attending, meetings
from draaischijf.consultation.domain import minutes as domain
from draaischijf.consultation.domain.presence import say_present
from draaischijf.consultation.enums import MeetingState, Presence, Treatment
from draaischijf.consultation.minutes import (
    Attended,
    Decided,
    Given,
    MeetingMinutes,
    MinutedItem,
)
from draaischijf.consultation.queries.minutes import changes_between, minutes_now
from draaischijf.consultation.tests.factories import (
    make_decision,
    make_item,
    make_meeting,
    make_minutes,
    make_participant,
)
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(partnership, body, alice):
    """A meeting of today with approved minutes, an item and a member."""
    meeting = make_meeting(
        partnership, body, timezone.localdate(), state=MeetingState.HELD
    )
    make_participant(meeting, "Jef")
    make_item(meeting, treatment=Treatment.CONSENT)
    make_minutes(meeting, remarks_until=meeting.day - datetime.timedelta(days=1))
    domain.approve_minutes(meeting.minutes, actor=alice)
    return meeting


@pytest.mark.parametrize(
    "does",
    [
        lambda meeting, alice: say_present(meeting, "Jef"),
        lambda meeting, alice: meetings.add_participant(
            meeting, actor=alice, name="Nieuw"
        ),
        lambda meeting, alice: agenda.ask_to_discuss(meeting.items.get(), actor=alice),
        lambda meeting, alice: attending.note_everybody(
            meeting, {meeting.participants.get().pk: Presence.PRESENT}, actor=alice
        ),
    ],
    ids=["present", "participant", "item", "everybody"],
)
def test_who_was_there_and_what_was_treated_stays(kept, alice, in_english, does):
    with pytest.raises(TransitionDenied, match="never change"):
        does(kept, alice)

    assert [(one.name, one.presence) for one in kept.participants.all()] == [
        ("Jef", Presence.UNKNOWN)
    ]
    assert kept.items.get().treatment == Treatment.CONSENT


def test_heads_are_still_counted(kept, alice):
    assert meetings.count_heads(kept, actor=alice, city=3, private=4).total == 7


# -- What changed since they were sent -----------------------------------------------

DECIDED = Decided("2026/4", "Akkoord.", "adopted", votes="3 in favour")
TASK = Given("Jef", "Bellen", "2026-03-02")


def minutes(*items, **facts):
    return MeetingMinutes("Stuurgroep", "", "2026-03-01", items=items, **facts)


def item(title="Varia", number=1, **fields):
    return MinutedItem(number, title, **fields)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (minutes(hours="09:00"), minutes(hours="10:00")),
        (minutes(place="Zaal 1"), minutes(place="Zaal 2")),
        (minutes(tasks=(TASK,)), minutes()),
        (minutes(tasks=(TASK,)), minutes(tasks=(Given("Jef", "Bellen"),))),
        (
            minutes(present=(Attended("Jef", "CAW"),)),
            minutes(present=(Attended("Jef", "OCMW"),)),
        ),
        (
            minutes(item(decisions=(DECIDED,))),
            minutes(item(decisions=(Decided("2026/4", "Akkoord.", "rejected"),))),
        ),
        (
            minutes(item(decisions=(Decided("2026/4", "Ja.", "adopted"),))),
            minutes(item(decisions=(Decided("2026/4", "Ja.", "adopted", "2-1"),))),
        ),
        (minutes(item(notes="een"), item()), minutes(item(notes="twee"), item())),
    ],
    ids=["hours", "place", "task", "due", "house", "result", "votes", "same title"],
)
def test_every_change_since_they_were_sent_is_told(before, after):
    assert len(changes_between(before, after)) == 1
    assert changes_between(before, before) == []


def test_minutes_kept_in_another_language_did_not_change_by_that(meeting, alice):
    one = make_item(meeting)
    make_decision(
        meeting.partnership, meeting=meeting, item=one, in_favour=3, against=1
    )
    with translation.override("nl"):
        was = minutes_now(meeting)
    with translation.override("en"):
        told = changes_between(was, minutes_now(meeting))

    assert was.items[0].decisions[0].result == "goedgekeurd"
    assert told == []


def test_an_item_that_came_in_between_changes_no_other():
    a, b = item("Wonen", notes="a"), item("Werk", 2, notes="b")
    moved = item("Werk", 3, notes="b")

    told = changes_between(minutes(a, b), minutes(a, item("Zorg", 2, notes="z"), moved))

    assert [(one.label, one.before, one.after) for one in told] == [("Zorg", "", "z")]
