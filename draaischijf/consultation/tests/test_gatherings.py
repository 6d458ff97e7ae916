"""Gatherings one registers for: places, the waiting list, and leaving again."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from draaischijf.consultation import links
from draaischijf.consultation.domain import gathering as domain
from draaischijf.consultation.domain import meetings, moving
from draaischijf.consultation.domain.meetings import MeetingFacts
from draaischijf.consultation.domain.moving import Moment
from draaischijf.consultation.enums import (
    MeetingKind,
    MeetingState,
    Presence,
    RegistrationState,
    Reply,
)
from draaischijf.consultation.models import Meeting, Registration
from draaischijf.consultation.tests.calendars import read_one
from draaischijf.consultation.tests.factories import make_meeting
from draaischijf.notifications.calendars import calendar_of
from draaischijf.notifications.models import Mail
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(partnership):
    """A think day for everybody, still to come."""
    return make_meeting(
        partnership, title="Denkdag", kind=MeetingKind.THINK_DAY, is_public=True
    )


@pytest.fixture
def small(day, alice):
    """The same one, with two places."""
    domain.open_gathering(day, actor=alice, places=2)
    return day


def signed_up(meeting, *names):
    return [
        domain.register(meeting, name=name, email=f"{name}@x.example") for name in names
    ]


def states(meeting):
    return dict(meeting.registrations.values_list("name", "state"))


def told(name):
    mails = Mail.objects.filter(to=f"{name}@x.example").order_by("pk")
    return [
        key.split("-registration")[0] for key in mails.values_list("key", flat=True)
    ]


def test_the_third_of_two_waits_and_is_told(small):
    signed_up(small, "an", "bo", "cis")

    assert states(small) == {"an": "placed", "bo": "placed", "cis": "waiting"}
    assert [one.name for one in small.participants.all()] == ["an", "bo"]
    assert told("an") == ["meeting-registered"]
    with_file = Mail.objects.exclude(calendar_path="")
    assert sorted(with_file.values_list("to", flat=True)) == [
        "an@x.example", "bo@x.example",
    ]  # fmt: skip


def test_the_same_address_is_once(small):
    (first,) = signed_up(small, "an")

    again = domain.register(small, name="An", email="AN@x.example")

    assert again == first
    assert told("an") == ["meeting-registered"]


def test_who_leaves_lets_the_longest_waiting_move_up(small):
    an, _bo, _cis, _dirk = signed_up(small, "an", "bo", "cis", "dirk")

    domain.withdraw(an)
    domain.withdraw(an)

    assert states(small) == {
        "an": "withdrawn", "bo": "placed", "cis": "placed", "dirk": "waiting",
    }  # fmt: skip
    assert told("cis") == ["meeting-registered", "meeting-moved-up"]
    assert told("dirk") == ["meeting-registered"]
    assert sorted(one.name for one in small.participants.all()) == ["bo", "cis"]


def test_who_withdrew_can_come_back_at_the_end_of_the_line(small):
    an, _bo, _cis = signed_up(small, "an", "bo", "cis")
    domain.withdraw(an)

    (again,) = signed_up(small, "an")

    assert again.state == RegistrationState.WAITING


def test_more_places_let_the_list_move_up(small, alice):
    signed_up(small, "an", "bo", "cis", "dirk")

    domain.open_gathering(small, actor=alice, places=3)

    assert states(small)["cis"] == "placed"
    assert states(small)["dirk"] == "waiting"


def test_fewer_places_take_nobodys_away(small, alice):
    signed_up(small, "an", "bo")

    domain.open_gathering(small, actor=alice, places=1)

    assert set(states(small).values()) == {"placed"}


def test_after_the_last_day_nobody_registers(day, alice, client):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    domain.open_gathering(day, actor=alice, until=yesterday)

    with pytest.raises(TransitionDenied):
        signed_up(day, "an")
    page = client.get(reverse("consultation:register", args=["durmeland", day.pk]))
    assert b'name="email"' not in page.content


def test_a_regular_meeting_is_not_open(meeting, partnership, alice):
    coming = make_meeting(partnership)

    with pytest.raises(TransitionDenied):
        domain.open_gathering(coming, actor=alice)


def test_everybody_registers_on_a_public_page_and_withdraws_by_link(small, reading):
    client = reading()
    address = reverse("consultation:register", args=["durmeland", small.pk])

    assert address in client.get(small.get_absolute_url()).content.decode()
    client.post(address, {"name": "An", "email": "an@x.example"})
    registration = Registration.objects.get()
    own = reverse(
        "consultation:registration", args=[links.registration_token_of(registration)]
    )
    page = client.get(own)
    client.post(f"{own}weg/")

    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    registration.refresh_from_db()
    assert registration.state == RegistrationState.WITHDRAWN


def test_names_are_for_who_convenes(small, reading, alice):
    signed_up(small, "Annemie")
    address = reverse("consultation:gathering_open", args=["durmeland", small.pk])

    assert b"Annemie" not in reading().get(small.get_absolute_url()).content
    assert b"Annemie" in reading(alice).get(address).content


def test_an_organisation_that_holds_a_client_is_shown_first(small, reading):
    address = reverse("consultation:register", args=["durmeland", small.pk])
    sent = {
        "name": "An", "email": "an@x.example",
        "organisation_name": "cliënt Jan Peeters, 85.07.30-033.28",
    }  # fmt: skip

    assert reading().post(address, sent).status_code == 422
    assert not Registration.objects.exists()


def test_too_many_from_one_connection_wait(small, reading):
    address = reverse("consultation:register", args=["durmeland", small.pk])
    client = reading()

    answers = [
        client.post(address, {"name": "An", "email": f"{number}@x.example"}).status_code
        for number in range(31)
    ]

    assert answers == [302] * 30 + [429]


def test_who_registers_in_english_is_written_to_in_english(small):
    with translation.override("en"):
        domain.register(small, name="Kate", email="kate@x.example")
    domain.register(small, name="An", email="an@x.example")

    subjects = dict(Mail.objects.values_list("to", "subject"))
    assert subjects["kate@x.example"].startswith("You are registered: ")
    assert subjects["an@x.example"].startswith("Je bent ingeschreven: ")


def test_a_gathering_that_moved_keeps_places_and_is_told(small, alice):
    signed_up(small, "an", "bo", "cis")
    Mail.objects.all().delete()

    later = Moment(small.day + datetime.timedelta(days=7))
    moving.move_meeting(small, later, actor=alice)

    assert sorted(Mail.objects.values_list("kind", "to")) == [
        ("meeting_invited", "an@x.example"), ("meeting_invited", "bo@x.example"),
        ("meeting_registered", "cis@x.example"),
    ]  # fmt: skip
    assert "wachtlijst" in Mail.objects.get(to="cis@x.example").text
    replies = small.participants.values_list("reply", flat=True)
    assert set(replies) == {Reply.COMING}


def test_a_gathering_that_is_cancelled_is_told_to_all(small, alice):
    signed_up(small, "an", "bo", "cis")
    Mail.objects.all().delete()

    meetings.change_meeting_state(
        small, MeetingState.CANCELLED, actor=alice, reason="Te weinig volk."
    )

    assert sorted(Mail.objects.values_list("to", flat=True)) == [
        "an@x.example", "bo@x.example", "cis@x.example",
    ]  # fmt: skip


def test_who_was_there_stays_on_the_list(small, yesterday):
    an, _bo = signed_up(small, "an", "bo")
    small.participants.filter(name="an").update(presence=Presence.PRESENT)

    domain.withdraw(Registration.objects.get(pk=an.pk))

    assert small.participants.filter(name="an").exists()


def test_the_link_of_the_invitation_leads_to_the_registration(small, reading):
    (an,) = signed_up(small, "an")
    token = links.token_of(an.participant.invitation)

    answer = reading().get(f"/vergadering/{token}/")

    assert answer["Location"] == reverse(
        "consultation:registration", args=[links.registration_token_of(an)]
    )


def postponed(meeting, alice):
    meetings.change_meeting_state(
        meeting, MeetingState.POSTPONED, actor=alice, reason="Ziek."
    )


def test_a_place_that_came_free_while_postponed_goes_to_who_waits(small, alice):
    an, *_others = signed_up(small, "an", "bo", "cis", "dirk")
    postponed(small, alice)
    domain.withdraw(an)
    Mail.objects.all().delete()

    later = Moment(small.day + datetime.timedelta(days=30))
    moving.move_meeting(small, later, actor=alice)
    signed_up(small, "els")

    assert states(small) == {
        "an": "withdrawn", "bo": "placed", "cis": "placed", "dirk": "waiting",
        "els": "waiting",
    }  # fmt: skip
    # One mail each: of the move, of the place, of the move while waiting.
    assert {name: len(told(name)) for name in ("an", "bo", "cis", "dirk")} == {
        "an": 0, "bo": 1, "cis": 1, "dirk": 1,
    }  # fmt: skip
    assert told("cis") == ["meeting-moved-up"]


def test_who_registers_goes_behind_who_waits(small):
    signed_up(small, "an", "bo", "cis")
    # A place that came free in a way nobody was moved up by.
    small.registrations.filter(name="an").update(state=RegistrationState.WITHDRAWN)

    signed_up(small, "dirk")

    assert states(small) == {
        "an": "withdrawn", "bo": "placed", "cis": "placed", "dirk": "waiting",
    }  # fmt: skip


def test_who_waits_hears_of_another_place(small, alice):
    signed_up(small, "an", "bo", "cis")
    Mail.objects.all().delete()
    facts = MeetingFacts(
        small.title, small.day, kind=MeetingKind.THINK_DAY, place="Zaal 9"
    )

    meetings.edit_meeting(small, facts, actor=alice)
    meetings.edit_meeting(small, facts, actor=alice)

    (mail,) = Mail.objects.filter(to="cis@x.example")
    assert "Zaal 9" in mail.text
    assert "wachtlijst" in mail.text
    assert Mail.objects.count() == 3


def day_went_by(meeting):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Meeting.objects.filter(pk=meeting.pk).update(day=yesterday, year=yesterday.year)
    meeting.refresh_from_db()


def test_a_postponed_one_is_not_over_when_its_old_day_is(small, alice, reading):
    an, *_others = signed_up(small, "an", "bo", "cis")
    postponed(small, alice)
    day_went_by(small)
    own = reverse("consultation:registration", args=[links.registration_token_of(an)])

    assert b"weg/" in reading().get(own).content
    domain.withdraw(an)
    Mail.objects.all().delete()
    meetings.change_meeting_state(
        small, MeetingState.CANCELLED, actor=alice, reason="Te weinig volk."
    )

    assert states(small)["an"] == "withdrawn"
    assert sorted(Mail.objects.values_list("to", flat=True)) == [
        "bo@x.example", "cis@x.example",
    ]  # fmt: skip


def test_a_planned_one_of_which_the_day_went_by_is_over(small, alice):
    (an,) = signed_up(small, "an")
    day_went_by(small)
    Mail.objects.all().delete()

    with pytest.raises(TransitionDenied):
        domain.withdraw(an)
    meetings.change_meeting_state(
        small, MeetingState.CANCELLED, actor=alice, reason="Er was niemand."
    )

    assert not Mail.objects.exists()


def test_who_withdraws_loses_the_event_from_the_calendar(small):
    (an,) = signed_up(small, "an")
    asked, _other = read_one(calendar_of(Mail.objects.get()).text)

    domain.withdraw(an)
    domain.withdraw(Registration.objects.get(pk=an.pk))

    assert told("an") == ["meeting-registered", "meeting-withdrawn"]
    assert not small.participants.exists()
    mail = Mail.objects.latest("pk")
    assert "niet meer ingeschreven" in mail.text
    part = calendar_of(mail)
    event, other = read_one(part.text)
    assert part.method == "CANCEL"
    assert "METHOD:CANCEL" in part.text
    assert str(event["uid"]) == other.uid.value == str(asked["uid"])
    assert event["sequence"] >= asked["sequence"]
    assert str(event["status"]) == other.status.value == "CANCELLED"
    assert str(event["attendee"]) == other.attendee.value == "mailto:an@x.example"
    small.refresh_from_db()
    assert small.state == MeetingState.PLANNED


def test_who_comes_back_gets_the_event_back(small):
    (an,) = signed_up(small, "an")
    domain.withdraw(an)
    gone, _other = read_one(calendar_of(Mail.objects.latest("pk")).text)

    signed_up(small, "an")

    part = calendar_of(Mail.objects.latest("pk"))
    event, _other = read_one(part.text)
    assert part.method == "REQUEST"
    assert event["sequence"] >= gone["sequence"]
    assert event["dtstamp"].dt >= gone["dtstamp"].dt


def test_who_waited_and_withdraws_has_no_event_to_lose(small):
    *_placed, cis = signed_up(small, "an", "bo", "cis")

    domain.withdraw(cis)

    mail = Mail.objects.latest("pk")
    assert (mail.to, mail.calendar_path) == ("cis@x.example", "")
    assert "wachtlijst" in mail.text
