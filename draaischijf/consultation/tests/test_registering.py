"""Registrations by who organises it: by phone, put right, withdrawn, as a file."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain import gathering, registering
from draaischijf.consultation.domain.gathering import Registrant
from draaischijf.consultation.enums import MeetingKind, MeetingState
from draaischijf.consultation.models import Meeting, Registration
from draaischijf.consultation.tests.factories import (
    make_meeting,
    make_minutes,
    make_participant,
)
from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(partnership, alice):
    """A think day for everybody, still to come, with two places."""
    made = make_meeting(
        partnership, title="Denkdag", kind=MeetingKind.THINK_DAY, is_public=True
    )
    gathering.open_gathering(made, actor=alice, places=2)
    return made


def on_page(meeting, *names):
    return [
        gathering.register(meeting, name=name, email=f"{name}@x.example")
        for name in names
    ]


def called(meeting, actor, name, **more):
    return registering.register_for(meeting, Registrant(name, **more), actor=actor)


def states(meeting):
    return dict(meeting.registrations.values_list("name", "state"))


def address(name, meeting, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", meeting.pk, *rest])


def test_who_calls_counts_as_who_registers_on_the_page(small, alice):
    on_page(small, "an")

    called(small, alice, "Bo", organisation_name="OCMW")
    called(small, alice, "Cis")
    on_page(small, "dirk")

    assert states(small) == {
        "an": "placed", "Bo": "placed", "Cis": "waiting", "dirk": "waiting",
    }  # fmt: skip
    # Without an address nobody is written to, and nothing is left in the outbox.
    assert not Mail.objects.filter(to="").exists()
    assert Mail.objects.count() == 2


def test_who_has_an_address_gets_the_mail_of_the_page_in_their_language(small, alice):
    on_page(small, "an")
    called(small, alice, "Kate", email="kate@x.example", language="en")
    called(small, alice, "Cis", email="cis@x.example", language="nl")

    mails = {one.to: one for one in Mail.objects.all()}
    assert mails["an@x.example"].subject.startswith("Je bent ingeschreven: Denkdag")
    assert mails["kate@x.example"].subject.startswith("You are registered: Denkdag")
    assert mails["cis@x.example"].subject.startswith("Op de wachtlijst: Denkdag")
    assert mails["kate@x.example"].calendar_path
    assert mails["kate@x.example"].link_path == mails["an@x.example"].link_path


def test_twice_is_once_by_address_or_by_name_and_organisation(small, alice):
    (an,) = on_page(small, "an")

    assert called(small, alice, "An B", email="AN@x.example") == an
    bo = called(small, alice, "Bo", organisation_name="CAW")
    assert called(small, alice, "bo ", organisation_name="caw") == bo
    assert called(small, alice, "Bo", organisation_name="OCMW") != bo
    assert Entry.objects.filter(verb="registered_for").count() == 2


def test_a_place_that_comes_free_goes_to_who_called_without_a_mail(small, alice):
    an, _bo = on_page(small, "an", "bo")
    called(small, alice, "Cis")

    gathering.withdraw(an)

    assert states(small)["Cis"] == "placed"
    assert not Mail.objects.filter(to="").exists()
    assert small.participants.filter(name="Cis", email="").exists()


def test_the_last_day_to_register_does_not_bind_who_organises(small, alice):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    gathering.open_gathering(small, actor=alice, places=2, until=yesterday)

    assert called(small, alice, "Bo").state == "placed"
    with pytest.raises(TransitionDenied):
        on_page(small, "an")


def test_nobody_is_added_to_what_is_over_or_not_open(small, partnership, alice, bob):
    closed = make_meeting(partnership, kind=MeetingKind.THINK_DAY)
    with pytest.raises(TransitionDenied):
        called(closed, alice, "Bo")
    with pytest.raises(TransitionDenied):
        called(small, bob, "Bo")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Meeting.objects.filter(pk=small.pk).update(day=yesterday)
    with pytest.raises(TransitionDenied):
        called(small, alice, "Bo")


def test_a_name_is_put_right_on_every_list(small, alice):
    (made,) = on_page(small, "jef")
    before = Mail.objects.count()

    for _time in range(2):
        registering.correct_registration(
            made, name="Jef Claes", organisation_name="CAW", actor=alice
        )

    made.refresh_from_db()
    assert (made.name, made.organisation_name) == ("Jef Claes", "CAW")
    assert made.participant.name == "Jef Claes"
    assert Mail.objects.count() == before
    (entry,) = Entry.objects.filter(verb="registration_corrected")
    assert "Claes" not in str(entry.data)


def test_what_was_withdrawn_approved_or_cancelled_is_not_corrected(small, alice, bob):
    an, bo = on_page(small, "an", "bo")
    correct = {"name": "X", "organisation_name": ""}
    with pytest.raises(TransitionDenied):
        registering.correct_registration(an, actor=bob, **correct)
    gathering.withdraw(an)
    with pytest.raises(TransitionDenied):
        registering.correct_registration(an, actor=alice, **correct)
    make_minutes(
        small, state="approved", approved=timezone.now(), content={}, sha256="a" * 64
    )
    with pytest.raises(TransitionDenied):
        registering.correct_registration(bo, actor=alice, **correct)


def test_who_is_withdrawn_hears_it_and_the_next_moves_up(small, alice, bob):
    an, _bo, _cis = on_page(small, "an", "bo", "cis")
    Mail.objects.all().delete()
    with pytest.raises(TransitionDenied):
        registering.withdraw_for(an, actor=bob)

    registering.withdraw_for(an, actor=alice)
    registering.withdraw_for(an, actor=alice)

    assert states(small) == {"an": "withdrawn", "bo": "placed", "cis": "placed"}
    told = {one.to: one.subject for one in Mail.objects.all()}
    assert set(told) == {"an@x.example", "cis@x.example"}
    assert told["cis@x.example"].startswith("Er is een plaats voor je")
    assert Entry.objects.filter(verb="registration_withdrawn_for").count() == 1


def test_who_organises_does_it_all_on_the_pages(small, reading, alice):
    client = reading(alice)
    page = address("gathering_open", small)
    assert address("registration_add", small) in client.get(page).content.decode()

    sent = {"name": "Bo", "organisation_name": "CAW", "email": "", "language": "nl"}
    answer = client.post(address("registration_add", small), sent, follow=True)
    assert "Bo has a place." in answer.content.decode()
    made = Registration.objects.get()
    edit = address("registration_edit", small, made.pk)
    assert edit in answer.content.decode()
    client.post(edit, {"name": "Bo Claes", "organisation_name": "CAW"})
    made.refresh_from_db()
    assert made.name == "Bo Claes"
    answer = client.post(address("registration_remove", small, made.pk), follow=True)
    assert "Bo Claes is no longer registered." in answer.content.decode()
    assert client.get(edit).status_code == 404


def test_an_organisation_that_holds_a_client_is_shown_first(small, reading, alice):
    sent = {
        "name": "An", "language": "nl",
        "organisation_name": "cliënt Jan Peeters, 85.07.30-033.28",
    }  # fmt: skip

    answer = reading(alice).post(address("registration_add", small), sent)

    assert answer.status_code == 422
    assert not Registration.objects.exists()


def test_afterwards_the_list_is_still_there_and_nothing_can_be_taken_from_it(
    small, reading, alice
):
    (made,) = on_page(small, "an")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Meeting.objects.filter(pk=small.pk).update(day=yesterday, state=MeetingState.HELD)
    client = reading(alice)
    page = client.get(address("gathering_open", small)).content.decode()

    assert (
        address("gathering_open", small)
        in client.get(small.get_absolute_url()).content.decode()
    )
    assert address("registration_edit", small, made.pk) in page
    assert address("registration_remove", small, made.pk) not in page
    assert address("registration_add", small) not in page


def test_the_file_holds_names_and_the_waiting_list_and_no_address(
    small, reading, alice
):
    on_page(small, "an", "bo", "cis")
    gathering.withdraw(small.registrations.get(name="bo"))
    called(small, alice, "=Dirk", organisation_name="OCMW")

    answer = reading(alice).get(address("registrations_export", small, "xlsx"))

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.values)
    assert rows[0] == ("Name", "Organisation", "State", "Registered on")
    assert [row[0] for row in rows[1:]] == ["an", "cis", "=Dirk"]
    assert {row[2] for row in rows[1:]} == {"has a place", "on the waiting list"}
    assert "x.example" not in str(rows)
    assert answer["Cache-Control"] == "private, no-store"


def test_who_does_not_convene_finds_nothing(small, reading, bob):
    (made,) = on_page(small, "Annemie")
    client = reading(bob)
    for name, rest in (
        ("registration_add", ()), ("registration_edit", (made.pk,)),
        ("registrations_export", ("xlsx",)), ("gathering_open", ()),
    ):  # fmt: skip
        assert client.get(address(name, small, *rest)).status_code == 404
    removing = address("registration_remove", small, made.pk)
    assert client.post(removing).status_code == 404


def test_partners_read_how_many_come_and_only_who_organises_who(
    small, house, reading, bob, alice
):
    make_participant(small, "CAW Durmeland", organisation=house)
    on_page(small, "Annemie", "Boudewijn")
    page = small.get_absolute_url()

    for _time in range(2):
        partner = reading(bob).get(page).content.decode()
        assert "CAW Durmeland" in partner
        assert "2 people who registered or were asked" in partner
        assert "Annemie" not in partner
        office = reading(alice).get(page).content.decode()
        assert "Annemie" in office
        assert "who registered or" not in office
        # Also once nothing tells any more that they registered.
        Registration.objects.all().delete()


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_asks_as_much_however_many_registered(
    small, reading, alice, count, django_assert_num_queries
):
    on_page(small, *"abcdef"[:count])
    client = reading(alice)
    client.get(address("gathering_open", small))
    with django_assert_num_queries(9):
        client.get(address("gathering_open", small))
