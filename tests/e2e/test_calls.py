"""A call for input: made at a desk, answered on a phone, and read by question."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import DESK, PHONE, click_through, look
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
    make_territory,
)
from draaischijf.signals.models import PreSignal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NIGHTS = "Wie uit de nachtopvang komt, vindt nergens een kamer."
RENTS = "De huurprijs stijgt sneller dan het leefloon."


@pytest.fixture
def alice():
    load_reference_data()
    here = make_partnership(contact_email="info@durmeland.example")
    make_territory(here, "Lokelare", "Wachtbeke")
    make_organisation(here, "CAW Durmeland")
    return make_member(here, RoleKind.COORDINATOR, name="Alice")


def test_a_call_is_made_answered_and_becomes_reports(enter, alice, work, mailoutbox):
    desk = enter(alice, size=DESK)
    make(desk)
    work()
    [mail] = [one for one in mailoutbox if one.to == ["jef@caw.example"]]
    link = next(one for one in mail.body.split() if "/bevraging/" in one)

    invited = enter(size=PHONE)
    answer(invited, urlsplit(link).path)

    assert [one.problem for one in PreSignal.objects.order_by("pk")] == [NIGHTS, RENTS]
    desk.reload()
    look(desk)
    for text in (NIGHTS, RENTS):
        expect(desk.get_by_text(text)).to_be_visible()
    for kind, start in (("Word", b"PK"), ("PDF", b"%PDF")):
        with desk.expect_download() as got:
            desk.locator("main").get_by_role("link", name=kind).click()
        assert got.value.path().read_bytes().startswith(start), kind
    click_through(desk, desk.get_by_role("link", name="Report 1"))
    expect(desk.get_by_text("Came in as an answer to the call")).to_be_visible()


def make(desk):
    desk.goto("/durmeland/bevragingen/")
    click_through(desk, desk.get_by_role("link", name="Start a call").first)
    desk.get_by_label("Title").fill("Wat merk je rond wonen?")
    desk.get_by_label("Why do you ask this?").fill("We maken het jaarplan.")
    desk.get_by_label("Questions").fill("Wie vindt geen woning?\nWat kost te veel?")
    until = timezone.localdate() + datetime.timedelta(days=30)
    desk.get_by_label("Last day to answer").fill(until.isoformat())
    click_through(desk, desk.get_by_role("button", name="Keep it"))
    desk.get_by_label("Organisation").select_option(label="CAW Durmeland")
    desk.get_by_label("E-mail address").fill("jef@caw.example")
    click_through(desk, desk.get_by_role("button", name="Invite"))
    click_through(desk, desk.get_by_role("button", name="Open the call"))


def answer(invited, path):
    """Keep a first point, go on later with the same link, and send both."""
    invited.goto(path)
    look(invited)
    first, second = (invited.locator(f"#vraag-{number}") for number in (1, 2))
    first.get_by_label("What do you notice?").fill(NIGHTS)
    first.get_by_label("Where?").select_option(label="Lokelare")
    click_through(invited, first.get_by_role("button", name="Keep, and one more"))
    invited.goto(path)
    expect(first.get_by_label("What do you notice?").first).to_have_value(NIGHTS)
    second.get_by_label("What do you notice?").fill("Mevrouw Janssens betaalt te veel.")
    click_through(invited, invited.get_by_role("button", name="Send my points"))
    expect(invited.get_by_text("Janssens").first).to_be_visible()
    second.get_by_label("What do you notice?").fill(RENTS)
    click_through(invited, invited.get_by_role("button", name="Send my points"))
    expect(invited.get_by_text("2 points were sent")).to_be_visible()
    expect(invited.get_by_role("link", name="Follow what happens")).to_have_count(2)
