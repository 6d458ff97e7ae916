"""The way to a meeting and back from it: a date, an invitation, a place, the minutes.

Who is asked has no account and reads on a phone, by the link from the mail.
"""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from draaischijf.consultation.models import Meeting
from draaischijf.consultation.tests.factories import (
    make_body,
    make_item,
    make_meeting,
    make_participant,
    make_seat,
)
from draaischijf.core.tests.visiting import DESK, PHONE
from draaischijf.core.tests.walking import Walk
from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
    make_person,
)
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def here():
    load_reference_data()
    return make_partnership(contact_email="info@durmeland.example")


@pytest.fixture
def body(here):
    made = make_body(here, "Werkgroep wonen", per_year=4)
    bo = make_person(here, name="Bo", email="bo@durmeland.example")
    make_seat(made, person=bo)
    make_seat(made, organisation=make_organisation(here, "CAW Durmeland"))
    return made


@pytest.fixture
def walker(enter, work):
    """Return a function that lets somebody walk in, on a phone or at a desk."""
    return lambda size, user=None: Walk(enter(user, size=size), scripts=True, work=work)


@pytest.fixture
def desk(walker, here):
    return walker(DESK, make_member(here, RoleKind.COORDINATOR, name="Alice"))


def link_in(mail, part):
    text = notifications.filled(mail)[0]
    link = next(word for word in text.split() if part in word)
    return f"/{link.split('/', 3)[3]}"


def mailed(kind, **filters):
    return Mail.objects.filter(kind=kind, **filters).latest("pk")


def add_moments(desk):
    """Add a moment in its place; the cursor stands in it, and Enter would send."""
    days = desk.page.locator("[name^=day_]")
    expect(days).to_have_count(3)
    desk.page.get_by_role("button", name="Add a moment").click()
    expect(days).to_have_count(4)
    expect(desk.page.locator("[name=day_4]")).to_be_focused()
    expect(desk.page.locator("[name=starts_2]")).to_have_value("13:30")
    desk.look()


def test_a_date_is_looked_for_chosen_and_answered(walker, desk, body):
    first = timezone.localdate() + datetime.timedelta(days=20)
    desk.go(body.get_absolute_url())
    desk.follow("Look for a date")
    desk.fill(
        title="Wonen in de winter",
        day_1=first.isoformat(), starts_1="09:30",
        day_2=(first + datetime.timedelta(days=1)).isoformat(), starts_2="13:30",
    )  # fmt: skip
    add_moments(desk)
    desk.press("Go on: who gets the mail")
    desk.send()
    meeting = Meeting.objects.get()
    assert meeting.date_options.count() == 2
    phone = walker(PHONE)
    phone.go(link_in(mailed("meeting_poll"), "/vergadering/"))
    for option, suits in zip(meeting.date_options.all(), ("no", "yes"), strict=True):
        phone.choose(**{f"option_{option.pk}": suits})
    phone.send()
    assert meeting.date_options.last().answers.get().answer == "yes"

    desk.go(meeting.get_absolute_url())
    desk.click(desk.page.locator("tfoot .best button"))
    make_item(meeting, "De wachtlijsten")
    desk.go(meeting.get_absolute_url())
    desk.page.locator("#antwoorden a").click()
    desk.send()
    phone.go(link_in(mailed("meeting_invited"), "/vergadering/"))
    phone.reads("De wachtlijsten")
    phone.choose(reply="coming")
    phone.send()
    assert meeting.participants.get(name="Bo").reply == "coming"

    desk.go(meeting.get_absolute_url())
    desk.reads("Bo")
    desk.go("/durmeland/overleg/kalender/")
    desk.press("Make my calendar")
    desk.reads("/kalender/")
    walker(PHONE).go("/durmeland/overleg/kalender/")


def register_on_a_phone(office, day):
    """Register who called, put the name right, and let Lou go: Mo moves up."""
    office.go(f"{day.get_absolute_url()}inschrijvingen/")
    office.follow("Register somebody")
    office.fill(name="Moo", organisation_name="huurdersgroep")
    office.send()
    office.reads("Moo is on the waiting list.")
    office.click(office.page.locator("main a", has_text="Moo"))
    office.fill(name="Mo")
    office.send()
    office.page.locator("summary", has_text="Lou").click()
    office.press("Withdraw the registration of Lou")
    assert day.participants.get().name == "Mo"


def test_a_gathering_gives_its_last_place_and_a_waiting_list(walker, desk, here):
    day = make_meeting(
        here, title="Denkdag wonen", kind="think_day", is_public=True,
        day=timezone.localdate() + datetime.timedelta(days=9),
    )  # fmt: skip
    desk.go(day.get_absolute_url())
    desk.follow("Let people register")
    desk.fill(places="1")
    desk.send()

    phones = []
    for name in ("Kim", "Lou"):
        phone = walker(PHONE)
        phone.go(day.get_absolute_url())
        phone.page.locator(".register-box a").click()
        phone.fill(name=name, email=f"{name}@durmeland.example")
        phone.send()
        phones.append(phone)
    assert list(day.registrations.values_list("name", "state")) == [
        ("Kim", "placed"), ("Lou", "waiting"),
    ]  # fmt: skip
    to = "Kim@durmeland.example"
    phones[0].go(link_in(mailed("meeting_registered", to=to), "/inschrijving/"))
    phones[0].send()

    assert day.registrations.get(name="Lou").state == "placed"
    desk.go(f"{day.get_absolute_url()}inschrijvingen/")
    desk.reads("Lou")
    office = make_member(here, RoleKind.COORDINATOR, name="Dora")
    register_on_a_phone(walker(PHONE, office), day)


def test_minutes_are_sent_remarked_on_and_approved(walker, desk, here, body):
    meeting = make_meeting(
        here, body, timezone.localdate() - datetime.timedelta(days=1), state="held"
    )
    make_item(meeting, "Wonen", notes="De lijst telt 400 gezinnen.")
    make_participant(meeting, "Bo", email="bo@durmeland.example", presence="present")
    minutes = f"{meeting.get_absolute_url()}notulen/"
    desk.go(minutes)
    desk.press("Send")
    phone = walker(PHONE)
    phone.go(link_in(mailed("minutes_sent"), "/notulen/"))
    phone.reads("De lijst telt 400 gezinnen.")
    phone.fill(text="Het zijn er 410.")
    phone.send()

    desk.go(minutes)
    desk.reads("Het zijn er 410.")
    assert not desk.page.get_by_role("button", name="They are approved").count()
    remark = desk.page.locator("#opmerkingen li")
    remark.locator("summary").click()
    remark.locator("select").select_option("taken_over")
    remark.locator("textarea").fill("Dat klopt, het is aangepast.")
    desk.click(remark.get_by_role("button", name="Keep"))
    following = make_meeting(here, body, timezone.localdate(), title="Wonen in juni")
    desk.go(following.get_absolute_url())
    desk.click(desk.page.locator("[name=proposal][value^=minutes-]"))
    desk.press("Approve these together")
    phone.go(link_in(mailed("minutes_sent"), "/notulen/"))
    phone.reads("never change again")
    assert meeting.minutes.approved_in == following
