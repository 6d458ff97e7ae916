"""Members of a body: put right, not known here, and who was one."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain import bodies as domain
from draaischijf.consultation.domain.meetings import MeetingFacts, plan_meeting
from draaischijf.consultation.enums import MemberFunction
from draaischijf.consultation.models import BodyMember
from draaischijf.consultation.tests.factories import make_body, make_seat
from draaischijf.history.models import Entry
from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db

D = datetime.date


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def test_the_term_is_put_right_once_and_history_tells_it(body, house, alice):
    seat = make_seat(body, organisation=house, since=D(2025, 1, 1))
    right = {
        "function": MemberFunction.BY_EXPERIENCE,
        "since": D(2024, 9, 1),
        "until": D(2026, 8, 31),
    }

    for _time in range(2):
        domain.correct_seat(seat, actor=alice, **right)

    seat.refresh_from_db()
    assert (seat.function, seat.since, seat.until) == tuple(right.values())
    (entry,) = Entry.objects.filter(verb="seat_corrected")
    assert entry.data["who"] == "CAW Durmeland"
    assert entry.data["before"] == {
        "function": "member", "since": "2025-01-01", "until": "",
    }  # fmt: skip
    assert entry.data["after"]["function"] == "by_experience"


def test_a_wrong_correction_changes_nothing(body, house, alice, bob):
    seat = make_seat(body, organisation=house, since=D(2025, 1, 1))
    written = make_seat(body, name="Rosa Claes")
    term = {"function": MemberFunction.CHAIR, "since": D(2025, 1, 1)}

    with pytest.raises(TransitionDenied):
        domain.correct_seat(seat, until=D(2024, 1, 1), actor=alice, **term)
    with pytest.raises(TransitionDenied):
        domain.correct_seat(seat, until=None, actor=bob, **term)
    with pytest.raises(TransitionDenied):
        domain.correct_seat(written, until=None, name=" ", actor=alice, **term)

    assert {one.function for one in body.members.all()} == {"member"}
    assert not Entry.objects.filter(verb="seat_corrected").exists()


def test_who_is_not_known_here_is_a_member_once_and_is_asked(partnership, body, alice):
    rosa = {"name": "Rosa Claes", "organisation_name": "huurdersgroep"}
    seat = domain.seat_member(
        body, function=MemberFunction.BY_EXPERIENCE, actor=alice, **rosa
    )
    again = domain.seat_member(
        body, function=MemberFunction.BY_EXPERIENCE, actor=alice, **rosa
    )
    domain.seat_member(body, organisation_name="Straatkrant", actor=alice)
    domain.seat_member(body, name="Jo", actor=alice)

    day = timezone.localdate() + datetime.timedelta(days=20)
    meeting = plan_meeting(partnership, MeetingFacts("M", day), actor=alice, body=body)

    assert again == seat
    assert str(seat) == "Rosa Claes, huurdersgroep"
    assert {one.name for one in meeting.participants.all()} == {
        "Rosa Claes", "Straatkrant", "Jo",
    }  # fmt: skip
    # A name of somebody is in no history.
    told = [str(one.data) for one in Entry.objects.filter(verb="member_seated")]
    assert len(told) == 3
    assert not any("Rosa" in one or "Jo" in one for one in told)


def test_somebody_for_a_known_house_and_the_house_itself_are_two(
    partnership, body, house, alice
):
    domain.seat_member(body, name="Rosa", organisation=house, actor=alice)
    domain.seat_member(body, organisation=house, actor=alice)
    day = timezone.localdate() + datetime.timedelta(days=20)

    meeting = plan_meeting(partnership, MeetingFacts("M", day), actor=alice, body=body)

    assert {one.name for one in meeting.participants.all()} == {
        "Rosa", "CAW Durmeland",
    }  # fmt: skip


def test_a_seat_that_begins_later_is_given_once(body, house, alice):
    later = timezone.localdate() + datetime.timedelta(days=40)
    first = domain.seat_member(body, organisation=house, since=later, actor=alice)

    again = domain.seat_member(body, organisation=house, since=later, actor=alice)

    assert again == first


def test_nobody_is_chosen_and_written_at_once(partnership, body, house, alice):
    jef = make_person(partnership, name="Jef")
    with pytest.raises(TransitionDenied):
        domain.seat_member(body, person=jef, name="Jef", actor=alice)
    with pytest.raises(TransitionDenied):
        domain.seat_member(
            body, organisation=house, organisation_name="CAW", actor=alice
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyMember.objects.create(body=body)


def test_an_office_writes_corrects_and_reads_members(body, house, alice, reading):
    client = reading(alice)
    sent = {
        "name": "Rosa Claes", "organisation_name": "caw durmeland",
        "function": "by_experience",
    }  # fmt: skip

    client.post(address("member_seat", body.pk), sent)
    seat = body.members.get()
    # The organisation was written, and is known.
    assert (seat.organisation, seat.organisation_name) == (house, "")
    page = address("member_correct", body.pk, seat.pk)
    itself = make_seat(body, organisation=house)
    its_page = client.get(address("member_correct", body.pk, itself.pk))
    assert b'name="name"' not in its_page.content
    assert page in client.get(body.get_absolute_url()).content.decode()
    assert b'name="organisation_name"' not in client.get(page).content
    client.post(
        page,
        {"name": "Rosa Claes-Maes", "function": "expert", "until": str(ago(1))},
    )

    seat.refresh_from_db()
    assert (seat.name, seat.function) == ("Rosa Claes-Maes", "expert")
    shown = client.get(body.get_absolute_url()).content.decode()
    assert "1 former member" in shown
    assert "was expert until" in shown


def test_an_organisation_that_holds_a_client_is_shown_first(body, alice, reading):
    words = "cliënt Jan Peeters, 85.07.30-033.28"
    sent = {"organisation_name": words, "function": "member"}

    answer = reading(alice).post(address("member_seat", body.pk), sent)

    assert answer.status_code == 422
    assert "screening" in answer.content.decode()
    assert not body.members.exists()


def test_who_was_a_member_stands_apart_and_who_will_be_is_told(
    body, house, partnership, bob, reading
):
    make_seat(body, name="Was Lid", since=ago(700), until=ago(30))
    make_seat(body, organisation=house, since=ago(-40))
    make_seat(body, organisation=make_organisation(partnership, "OCMW Lokelare"))

    shown = reading(bob).get(body.get_absolute_url()).content.decode()
    outside = reading().get(body.get_absolute_url()).content.decode()

    now, former = shown.split("1 former member")
    assert "Was Lid" not in now
    assert "was member from" in former
    assert "member from" in now
    assert "Was Lid" not in outside
    # For everybody: who sits there today.
    assert "OCMW Lokelare" in outside
    assert "CAW Durmeland" not in outside


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_asks_as_much_for_many_members(
    partnership, alice, reading, count, django_assert_num_queries
):
    body = make_body(partnership)
    for number in range(count):
        make_seat(body, organisation=make_organisation(partnership, f"O{number}"))
        make_seat(body, name=f"N{number}", until=ago(number + 1))
    client = reading(alice)
    client.get(body.get_absolute_url())

    with django_assert_num_queries(14):
        client.get(body.get_absolute_url())
