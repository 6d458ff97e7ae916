"""Taking somebody off one meeting: who hears it, and what stays."""

from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.consultation.domain import gathering, inviting, meetings
from draaischijf.consultation.domain.taking_off import take_off
from draaischijf.consultation.enums import MeetingKind, MeetingState
from draaischijf.consultation.models import Meeting
from draaischijf.consultation.tests.calendars import read_one
from draaischijf.consultation.tests.factories import (
    make_meeting,
    make_participant,
    make_seat,
)
from draaischijf.history.models import Entry
from draaischijf.notifications.calendars import calendar_of
from draaischijf.notifications.models import Mail
from draaischijf.people.tests.factories import make_person
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(partnership, body):
    """A meeting to come of a body: Bo sits in it, Jef is a guest."""
    bo = make_person(partnership, name="Bo", email="bo@durmeland.example")
    make_seat(body, person=bo)
    found = make_meeting(partnership, body)
    make_participant(found, "Bo", person=bo, email=bo.email)
    make_participant(found, "Jef", email="jef@durmeland.example", is_guest=True)
    return found


def address(participant):
    return reverse(
        "consultation:participant_remove",
        args=["durmeland", participant.meeting_id, participant.pk],
    )


def test_a_wrong_guest_loses_the_event_and_gets_no_more_mail(coming, reading, alice):
    inviting.invite(coming, actor=alice)
    guest = coming.participants.get(name="Jef")
    asked, _other = read_one(calendar_of(Mail.objects.get(to=guest.email)).text)
    client = reading(alice)

    assert address(guest) in client.get(coming.get_absolute_url()).content.decode()
    answer = client.post(address(guest))

    assert answer["Location"] == f"{coming.get_absolute_url()}#wie"
    assert [one.name for one in coming.participants.all()] == ["Bo"]
    mail = Mail.objects.filter(to=guest.email).latest("pk")
    assert (mail.kind, mail.calendar_arguments) == (
        "meeting_stopped", {"meeting": coming.pk},
    )  # fmt: skip
    part = calendar_of(mail)
    event, other = read_one(part.text)
    assert part.method == "CANCEL"
    assert "METHOD:CANCEL" in part.text
    assert str(event["uid"]) == other.uid.value == str(asked["uid"])
    assert event["sequence"] >= asked["sequence"]
    assert str(event["status"]) == other.status.value == "CANCELLED"
    assert str(event["attendee"]) == other.attendee.value == f"mailto:{guest.email}"
    told = Mail.objects.count()
    meetings.change_meeting_state(
        coming, MeetingState.CANCELLED, actor=alice, reason="Toch niet."
    )
    assert [one.to for one in Mail.objects.order_by("pk")[told:]] == [
        "bo@durmeland.example"
    ]


def test_a_member_is_taken_off_this_meeting_and_keeps_the_seat(
    coming, partnership, body, alice
):
    inviting.invite(coming, actor=alice)
    member = coming.participants.get(name="Bo")

    take_off(member, actor=alice)
    take_off(member, actor=alice)

    assert Mail.objects.filter(kind="meeting_stopped").count() == 1
    assert body.members.current().count() == 1
    assert inviting.invite(coming, actor=alice) == 0
    assert [one.name for one in coming.participants.all()] == ["Jef"]


def test_history_names_nobody(coming, alice):
    take_off(coming.participants.get(name="Jef"), actor=alice)

    (entry,) = Entry.objects.filter(verb="participant_removed")
    assert "Jef" not in f"{entry.data}{entry.note}"


def test_who_was_not_asked_hears_nothing(coming, alice):
    take_off(coming.participants.get(name="Jef"), actor=alice)

    assert not Mail.objects.exists()


def test_who_was_asked_for_a_date_only_has_no_event_to_lose(coming, alice):
    Meeting.objects.filter(pk=coming.pk).update(state=MeetingState.PROPOSED, day=None)
    guest = coming.participants.get(name="Jef")
    inviting.link_for(guest)
    guest.invitation.__class__.objects.update(polled=coming.created)

    take_off(guest, actor=alice)

    mail = Mail.objects.get()
    assert (mail.to, mail.calendar_path) == (guest.email, "")


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_the_list_of_what_was_held_or_cancelled_stays(coming, reading, alice, state):
    inviting.invite(coming, actor=alice)
    Meeting.objects.filter(pk=coming.pk).update(state=state)
    guest = coming.participants.get(name="Jef")
    client = reading(alice)

    page = client.get(coming.get_absolute_url()).content.decode()
    with pytest.raises(TransitionDenied):
        take_off(guest, actor=alice)

    assert address(guest) not in page
    assert coming.participants.count() == 2


def test_who_does_not_convene_takes_nobody_off(coming, bob):
    with pytest.raises(TransitionDenied):
        take_off(coming.participants.get(name="Jef"), actor=bob)


def test_who_registered_gives_the_place_to_who_waits(partnership, alice):
    day = make_meeting(
        partnership, title="Denkdag", kind=MeetingKind.THINK_DAY, is_public=True
    )
    gathering.open_gathering(day, actor=alice, places=1)
    for name in ("an", "bo"):
        gathering.register(day, name=name, email=f"{name}@x.example")
    Mail.objects.all().delete()

    take_off(day.participants.get(name="an"), actor=alice)

    assert dict(day.registrations.values_list("name", "state")) == {
        "an": "withdrawn", "bo": "placed",
    }  # fmt: skip
    assert [one.name for one in day.participants.all()] == ["bo"]
    assert calendar_of(Mail.objects.get(to="an@x.example")).method == "CANCEL"
    assert calendar_of(Mail.objects.get(to="bo@x.example")).method == "REQUEST"
