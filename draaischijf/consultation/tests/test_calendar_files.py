"""Calendar files: invite, update and cancel, read by two independent programs."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draaischijf.consultation import calendar_files
from draaischijf.consultation.enums import MeetingState, Reply
from draaischijf.consultation.models import Meeting, Participant
from draaischijf.consultation.tests.calendars import moment, read_by_both, read_one
from draaischijf.people.models import Partnership

HOURS = {"starts": datetime.time(14), "ends": datetime.time(16, 30)}


def a_meeting(day=datetime.date(2027, 3, 4), **fields):
    fields.setdefault("title", "Stuurgroep")
    partnership = Partnership(
        slug="durmeland", name="Welzijnsoverleg", contact_email="info@durmeland.example"
    )
    now = datetime.datetime(2027, 1, 2, tzinfo=datetime.UTC)
    return Meeting(
        pk=3, partnership=partnership, day=day, year=day.year, updated=now, **fields
    )


def asked(meeting, **fields):
    fields = {"name": "Jef Janssens", "email": "jef@durmeland.example", **fields}
    return Participant(meeting=meeting, **fields)


def text_of(meeting, **fields):
    return calendar_files.invitation_text(meeting, asked(meeting, **fields))


def test_an_invitation_says_what_an_invitation_has_to():
    meeting = a_meeting(place="Zaal 2", **HOURS)

    event, other = read_one(text_of(meeting))

    assert calendar_files.method_of(meeting) == "REQUEST"
    assert "METHOD:REQUEST" in text_of(meeting)
    assert str(event["uid"]) == other.uid.value == f"{meeting.uid}@draaischijf"
    assert (event["sequence"], other.sequence.value) == (0, "0")
    assert str(event["summary"]) == other.summary.value == "Stuurgroep"
    assert str(event["location"]) == other.location.value == "Zaal 2"
    assert str(event["status"]) == "CONFIRMED"
    assert str(event["organizer"]) == "mailto:info@durmeland.example"
    assert event["organizer"].params["CN"] == "Welzijnsoverleg"
    assert str(event["attendee"]) == "mailto:jef@durmeland.example"
    assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply.COMING, "ACCEPTED"),
        (Reply.MAYBE, "TENTATIVE"),
        (Reply.NOT_COMING, "DECLINED"),
    ],
)
def test_what_somebody_replied_stands_in_it(reply, said):
    event, _other = read_one(text_of(a_meeting(**HOURS), reply=reply))

    assert event["attendee"].params["PARTSTAT"] == said


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.POSTPONED])
def test_what_does_not_take_place_leaves_the_calendar(state):
    meeting = a_meeting(state=state, sequence=2, **HOURS)

    event, other = read_one(text_of(meeting))

    assert "METHOD:CANCEL" in text_of(meeting)
    assert str(event["status"]) == other.status.value == "CANCELLED"
    assert event["sequence"] == 2


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        ((2027, 3, 27), 1),
        ((2027, 3, 28), 2),
        ((2027, 10, 30), 2),
        ((2027, 10, 31), 1),
    ],
)
def test_the_hour_is_that_of_the_clock_here_around_a_change_of_it(day, offset):
    event, other = read_one(text_of(a_meeting(datetime.date(*day), **HOURS)))

    for start, end in (
        (event["dtstart"].dt, event["dtend"].dt),
        (other.dtstart.value, other.dtend.value),
    ):
        assert start == moment(day, 14)
        assert end == moment(day, 16, 30)
        assert start.utcoffset() == datetime.timedelta(hours=offset)


def test_the_zone_is_described_in_the_file():
    text = text_of(a_meeting(**HOURS))

    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels" in text
    assert "DTSTART;TZID=Europe/Brussels:20270304T140000" in text


def test_without_hours_it_takes_the_day():
    event, other = read_one(text_of(a_meeting()))

    assert event["dtstart"].dt == other.dtstart.value == datetime.date(2027, 3, 4)
    assert event["dtend"].dt == other.dtend.value == datetime.date(2027, 3, 5)
    assert str(event["transp"]) == "TRANSPARENT"


def test_without_an_end_it_takes_an_hour():
    event, other = read_one(text_of(a_meeting(starts=datetime.time(9))))

    assert event["dtend"].dt == other.dtend.value == moment((2027, 3, 4), 10)


def test_signs_and_long_lines_come_through():
    title = "Überleg „Wonen“; kosten, 1\\2: " + "zorg voor ieders ë " * 12
    meeting = a_meeting(title=title, about="Eén\r\n\r\nTwee;\n\x07drie", **HOURS)

    event, other = read_one(text_of(meeting, name='Zoë "de" Müller; CAW, Lokelare'))

    assert str(event["summary"]) == other.summary.value == title.strip()
    assert str(event["description"]) == other.description.value
    assert other.description.value == "Eén\n\nTwee;\ndrie"
    assert event["attendee"].params["CN"] == "Zoë 'de' Müller; CAW, Lokelare"


def test_nobody_else_is_named():
    meeting = a_meeting(**HOURS)

    assert text_of(meeting).count("mailto:") == 2
    feed = calendar_files.feed_text(
        calendar_files.Feed("Overleg", meeting.partnership), [meeting]
    )
    assert "mailto:" not in feed


def test_a_calendar_of_many_says_what_became_of_each():
    rows = [a_meeting(**HOURS), a_meeting(state=MeetingState.CANCELLED), a_meeting()]
    feed = calendar_files.Feed("Overleg Durmeland", rows[0].partnership)

    pairs = read_by_both(calendar_files.feed_text(feed, rows))

    assert [str(event["status"]) for event, _other in pairs] == [
        "CONFIRMED", "CANCELLED", "CONFIRMED",
    ]  # fmt: skip


def test_a_calendar_of_nothing_is_one():
    partnership = a_meeting().partnership
    feed = calendar_files.Feed("Overleg", partnership)

    assert "BEGIN:VCALENDAR" in calendar_files.feed_text(feed, [])


words = st.text(max_size=200)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    title=st.text(min_size=1, max_size=200).filter(calendar_files._clean),
    name=st.text(min_size=1, max_size=200),
    place=words,
    about=words,
    day=st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)),
    starts=st.none() | st.times().map(lambda one: one.replace(microsecond=0)),
    sequence=st.integers(0, 10**6),
    state=st.sampled_from(MeetingState),
)
def test_whatever_is_typed_two_programs_read_the_same(
    title, name, place, about, day, starts, sequence, state
):
    meeting = a_meeting(
        day, title=title, place=place, about=about, starts=starts,
        sequence=sequence, state=state,
    )  # fmt: skip

    event, other = read_one(text_of(meeting, name=name))

    assert str(event["summary"]) == calendar_files._clean(title)
    assert other.summary.value == calendar_files._clean(title)
    assert str(event.get("description", "")) == calendar_files._clean(about)
    assert str(event["uid"]) == other.uid.value
    assert event["sequence"] == int(other.sequence.value) == sequence
    # By the clock on the wall: in the hour that comes twice Python calls no two equal.
    assert f"{event['dtstart'].dt:%Y%m%d%H%M}" == f"{other.dtstart.value:%Y%m%d%H%M}"
