"""Somebody walks into a meeting: noted in the room as present, and taken off again."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain import inviting
from draaischijf.consultation.domain.meetings import add_participant
from draaischijf.consultation.domain.minutes import approve_minutes
from draaischijf.consultation.domain.noting import keep_notes
from draaischijf.consultation.domain.taking_off import take_off
from draaischijf.consultation.domain.welcoming import welcome
from draaischijf.consultation.enums import MeetingState, Presence
from draaischijf.consultation.models import Meeting, Participant
from draaischijf.consultation.tests.factories import (
    make_item,
    make_meeting,
    make_minutes,
    make_participant,
    make_registration,
)
from draaischijf.history.models import Entry
from draaischijf.people.tests.factories import (
    make_organisation,
    make_partnership,
    make_person,
)
from draaischijf.signals.tests.stages import at_once
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
PIECE = {"HX-Request": "true"}


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


def test_a_guest_is_noted_as_present_and_nothing_else_comes_along(
    meeting, house, alice, reading
):
    item = make_item(meeting)
    where = address("room_welcome", meeting.pk)
    given = {"name": " An  Claes ", "organisation": house.pk}

    answer = reading(alice).post(where, given, headers=PIECE)

    text = answer.content.decode()
    row = meeting.participants.get()
    assert (row.name, row.organisation, row.is_guest) == ("An Claes", house, True)
    assert row.presence == Presence.PRESENT
    assert "An Claes is noted as present." in text
    # The list in its place, and an empty form: the notes stay as they are being typed.
    assert 'aria-live="polite" hx-swap-oob="true"' in text
    assert text.count('id="wie"') == 1
    assert address("participant_remove", meeting.pk, row.pk) in text
    assert 'value=" An' not in text
    assert "<html" not in text
    assert f"punt-{item.pk}" not in text


def test_without_script_a_button_notes_the_guest_and_one_stays(meeting, alice, reading):
    office = reading(alice)
    where = address("room_welcome", meeting.pk)

    page = office.get(address("room", meeting.pk)).content.decode()
    kept = office.post(where, {"name": "An Claes"})
    empty = office.post(where, {})

    assert f'action="{where}"' in page
    assert kept.url == address("room", meeting.pk) + "#wie"
    assert empty.status_code == 422
    assert "<h1>In the meeting</h1>" in empty.content.decode()
    assert '<details class="walks-in" open>' in empty.content.decode()
    assert "Write a name, or choose somebody." in empty.content.decode()


def test_a_name_and_a_person_together_are_asked_again(
    meeting, partnership, alice, reading
):
    person = make_person(partnership, name="Bo")
    given = {"name": "An Claes", "person": person.pk}

    answer = reading(alice).post(
        address("room_welcome", meeting.pk), given, headers=PIECE
    )

    assert answer.status_code == 422
    assert "not both" in answer.content.decode()
    assert 'value="An Claes"' in answer.content.decode()
    assert not meeting.participants.exists()


def test_somebody_of_the_partnership_is_found_where_they_are_on_the_list(
    meeting, partnership, house, alice
):
    bo = make_person(partnership, name="Bo", email="bo@durmeland.example")
    member = make_participant(meeting, "Bo", person=bo, organisation=house)
    an = make_person(partnership, name="An", email="an@durmeland.example")

    found = welcome(meeting, actor=alice, person=bo)
    added = welcome(meeting, actor=alice, person=an)
    again = welcome(meeting, actor=alice, person=an, organisation=house)

    assert (found, added.is_guest) == (member, True)
    assert again == added
    # What was not known yet of who walked in is filled in.
    assert (again.organisation, again.email) == (house, an.email)
    assert {one.presence for one in meeting.participants.all()} == {Presence.PRESENT}


def test_a_name_on_the_list_is_that_one_and_a_namesake_of_elsewhere_is_not(
    meeting, partnership, house, alice
):
    member = make_participant(meeting, "An Claes", organisation=house)
    other = make_organisation(partnership, "OCMW Lokelare")

    assert welcome(meeting, actor=alice, name="an claes") == member
    namesake = welcome(meeting, actor=alice, name="An Claes", organisation=other)

    assert namesake != member
    assert meeting.participants.count() == 2


def test_who_scanned_the_code_and_is_chosen_too_is_one(meeting, partnership, alice):
    scanned = make_participant(meeting, "An Claes", is_guest=True)
    person = make_person(partnership, name="An Claes", email="an@durmeland.example")

    row = welcome(meeting, actor=alice, person=person)

    assert row == scanned
    # So the minutes reach them.
    assert (row.person, row.email) == (person, person.email)


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_note_the_same_guest_once(meeting, alice, dora):
    answers = at_once(
        lambda: welcome(meeting, actor=alice, name="An Claes"),
        lambda: welcome(meeting, actor=dora, name="An Claes"),
    )

    assert answers[0] == answers[1]
    assert [one.name for one in meeting.participants.all()] == ["An Claes"]
    assert Entry.objects.about(meeting).filter(verb="participant_added").count() == 1


def test_a_guest_does_not_touch_the_notes(meeting, alice):
    item = make_item(meeting)
    keep_notes(item, "Half getypt", version=0, actor=alice)

    welcome(meeting, actor=alice, name="An Claes")

    item.refresh_from_db()
    assert (item.notes, item.notes_version) == ("Half getypt", 1)


def test_what_cannot_be_noted_is_said_in_the_form(meeting, alice, reading):
    approve_minutes(make_minutes(meeting, remarks_until=meeting.day), actor=alice)
    where = address("room_welcome", meeting.pk)

    answer = reading(alice).post(where, {"name": "An Claes"}, headers=PIECE)

    assert answer.status_code == 422
    assert "they never change" in answer.content.decode()
    assert 'value="An Claes"' in answer.content.decode()


def test_nobody_of_another_partnership_walks_in(meeting, alice, bob):
    elsewhere = make_partnership("Scheldekant")

    for given in (
        {"person": make_person(elsewhere)},
        {"name": "An", "organisation": make_organisation(elsewhere, "CAW Elders")},
    ):
        with pytest.raises(TransitionDenied):
            welcome(meeting, actor=alice, **given)
    with pytest.raises(TransitionDenied):
        welcome(meeting, actor=bob, name="An")
    assert not meeting.participants.exists()


def test_a_wrong_guest_is_taken_off_in_the_room(meeting, alice, reading):
    wrong = welcome(meeting, actor=alice, name="An Klaas")
    where = address("participant_remove", meeting.pk, wrong.pk)
    office = reading(alice)

    answer = office.post(where, {"from": "room"}, headers=PIECE)
    shown = office.get(answer.url, headers=PIECE).content.decode()

    assert answer.url == address("room", meeting.pk) + "#wie"
    # Said in the list itself, which is what the screen takes of the answer.
    assert "An Klaas is no longer on the list." in shown.partition('id="wie"')[2]
    assert not meeting.participants.exists()


def test_only_who_walked_in_is_taken_off_in_the_room(meeting, alice, reading):
    member = make_participant(meeting, "Bo")
    asked = make_participant(meeting, "Jef", is_guest=True)
    inviting.link_for(asked)
    registered = make_participant(meeting, "Kim", is_guest=True)
    make_registration(meeting, participant=registered)
    walked_in = welcome(meeting, actor=alice, name="An")

    page = reading(alice).get(address("room", meeting.pk)).content.decode()

    for one in (member, asked, registered, walked_in):
        offered = address("participant_remove", meeting.pk, one.pk) in page
        assert offered == (one == walked_in)


def test_once_it_was_held_a_guest_noted_by_mistake_still_goes(meeting, alice):
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
    asked = make_participant(meeting, "Jef", is_guest=True)
    inviting.link_for(asked)

    take_off(welcome(meeting, actor=alice, name="An Klaas"), actor=alice)
    with pytest.raises(TransitionDenied):
        take_off(asked, actor=alice)

    assert list(meeting.participants.all()) == [asked]


def test_a_person_who_is_on_the_list_is_added_once(partnership, house, alice):
    meeting = make_meeting(partnership, day=timezone.localdate())
    bo = make_person(partnership, name="Bo")
    row = make_participant(meeting, "Bo", person=bo, organisation=house)

    assert add_participant(meeting, actor=alice, person=bo) == row
    assert Participant.objects.count() == 1
