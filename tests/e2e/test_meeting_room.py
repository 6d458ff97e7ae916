"""The screen of the secretary in a browser: two hands, a lost connection, a phone."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from draaischijf.consultation.models import AgendaItem
from draaischijf.consultation.tests.factories import (
    make_body,
    make_item,
    make_meeting,
    make_participant,
)
from draaischijf.core.tests.visiting import DESK, PHONE, calm, look
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting():
    load_reference_data()
    partnership = make_partnership()
    made = make_meeting(
        partnership,
        make_body(partnership),
        timezone.localdate(),
        starts=datetime.time(9, 30),
    )
    make_item(made, "Wonen", minutes=20)
    make_item(made, "Vervoer", minutes=10)
    make_item(made, "Varia")
    make_participant(made, "Jef")
    return made


@pytest.fixture
def alice(meeting):
    return make_member(meeting.partnership, RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def dora(meeting):
    return make_member(meeting.partnership, RoleKind.ADMINISTRATOR, name="Dora")


class Hand:
    """One secretary in the room."""

    def __init__(self, page, meeting):
        self.page = page
        self.item = meeting.items.get(title="Wonen")
        page.goto(f"{meeting.get_absolute_url()}verslag/")
        calm(page)
        self.part = page.locator(f"#punt-{self.item.pk}")
        self.field = self.part.get_by_role("textbox", name="Notes")

    def says(self, what):
        self.part.locator(f'[data-autosave-status][data-now="{what}"]').wait_for()

    def press(self, name):
        self.part.get_by_role("button", name=name).click()

    @property
    def kept(self):
        return AgendaItem.objects.get(pk=self.item.pk).notes


def test_two_secretaries_lose_nothing(enter, meeting, alice, dora):
    first = Hand(enter(alice, size=DESK), meeting)
    second = Hand(enter(dora, size=PHONE), meeting)
    look(second.page)

    first.field.fill("Van Alice.")
    first.says("kept")
    second.field.fill("Van Dora.")
    second.says("conflict")
    # The console tells of every refusal; of the second hand this one is meant.
    second.page.wait_for_timeout(500)
    assert [one for one in second.page.faults if "409" not in one] == []
    second.page.faults.clear()
    look(second.page)
    assert first.kept == "Van Alice."
    second.press("Put both under each other")
    second.says("kept")

    assert second.kept == "Van Alice.\n\nVan Dora."
    # What the other hand kept comes in by itself.
    first.says("others")
    assert first.field.input_value() == "Van Alice.\n\nVan Dora."
    look(first.page)


def test_a_text_survives_a_lost_connection_and_a_closed_page(enter, meeting, alice):
    hand = Hand(enter(alice, size=PHONE), meeting)
    hand.page.context.set_offline(True)
    hand.field.fill("Zonder verbinding.")
    hand.says("waiting")
    assert hand.kept == ""

    hand.page.context.set_offline(False)
    hand.says("kept")
    assert hand.kept == "Zonder verbinding."

    hand.page.context.set_offline(True)
    hand.field.fill("En toen ging het blad dicht.")
    hand.says("waiting")
    hand.page.goto("about:blank")
    hand.page.context.set_offline(False)
    again = Hand(hand.page, meeting)
    expect(again.field).to_have_value("En toen ging het blad dicht.")
    # The browser may have sent it while the page closed; else it is sent now.
    for _second in range(20):
        if again.kept == "En toen ging het blad dicht.":
            break
        again.page.wait_for_timeout(1000)
    assert again.kept == "En toen ging het blad dicht."


def test_decisions_and_tasks_are_noted_in_their_place(enter, meeting, alice):
    hand = Hand(enter(alice, size=PHONE), meeting)
    hand.part.get_by_role("link", name="Note a decision").click()
    hand.part.locator(".in-place [name=text]").fill("We schrijven een brief.")
    look(hand.page)
    hand.part.locator(".in-place").get_by_role(
        "button", name="Keep", exact=True
    ).click()
    hand.part.get_by_text("We schrijven een brief.").wait_for()
    hand.part.get_by_role("link", name="Note a task").click()
    hand.part.locator(".in-place [name=what]").fill("De brief schrijven")
    hand.part.locator(".in-place [name=owner_name]").fill("Mia")
    hand.part.locator(".in-place").get_by_role(
        "button", name="Keep", exact=True
    ).click()
    hand.part.get_by_text("De brief schrijven").wait_for()
    hand.page.get_by_role("button", name="Present: Jef").click()
    hand.page.locator('[aria-pressed="true"][aria-label="Present: Jef"]').wait_for()

    look(hand.page)
    assert meeting.participants.get().presence == "present"
    assert meeting.decisions.count() == meeting.tasks.count() == 1


def test_an_agenda_is_ordered_by_keyboard_and_by_drag(enter, meeting, alice):
    page = enter(alice, size=DESK)
    page.goto(meeting.get_absolute_url())
    look(page)

    def order():
        return [one.title for one in meeting.items.all()]

    page.get_by_role("button", name="Move Wonen").press("Alt+ArrowDown")
    page.locator("#agenda h3").first.get_by_text("Vervoer").wait_for()
    calm(page)
    assert order() == ["Vervoer", "Wonen", "Varia"]
    assert page.evaluate("document.activeElement.ariaLabel").startswith("Move Wonen")

    handle = page.get_by_role("button", name="Move Varia").bounding_box()
    onto = page.locator("#agenda li").first.bounding_box()
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(onto["x"] + 40, onto["y"] + 20, steps=5)
    page.mouse.up()
    page.locator("#agenda h3").first.get_by_text("Varia").wait_for()
    calm(page)

    assert order() == ["Varia", "Vervoer", "Wonen"]
    assert page.faults == []


def test_who_walks_in_and_what_comes_up_leaves_the_notes_alone(
    enter, meeting, alice, dora
):
    first = Hand(enter(alice, size=DESK), meeting)
    second = Hand(enter(dora, size=PHONE), meeting)
    page = first.page
    first.field.fill("Half getypt")

    page.get_by_text("Somebody walks in").click()
    page.get_by_role("textbox", name="Name").fill("An Claes")
    page.get_by_role("button", name="Note as present").click()
    page.get_by_text("An Claes is noted as present.").wait_for()
    calm(page)
    # The next name can be typed at once.
    assert page.evaluate("document.activeElement.id") == "welcome_name"
    page.get_by_text("Something else came up").click()
    page.get_by_role("textbox", name="What is it about").fill("Rookmelders")
    look(page)
    page.get_by_role("button", name="Put at the end of the agenda").click()
    page.get_by_role("heading", name="4. Rookmelders").wait_for()
    calm(page)
    page.keyboard.type("In elke sociale woning.")

    new = meeting.items.get(title="Rookmelders")
    page.locator(f'#punt-{new.pk} [data-now="kept"]').wait_for()
    new.refresh_from_db()
    assert new.notes == "In elke sociale woning."
    assert first.field.input_value() == "Half getypt"
    first.says("kept")
    assert first.kept == "Half getypt"
    look(page)

    # The other hand sees both by itself, and takes the guest off again.
    other = second.page
    other.get_by_role("heading", name="4. Rookmelders").wait_for()
    other.get_by_role("button", name="Take An Claes off the list").click()
    other.get_by_text("An Claes is no longer on the list.").wait_for()
    look(other)
    page.get_by_role("button", name="Take An Claes off the list").wait_for(
        state="detached"
    )
    assert [one.name for one in meeting.participants.all()] == ["Jef"]
    assert page.faults == other.faults == []


def test_without_scripts_the_screen_takes_guests_and_items(enter, meeting, alice):
    page = enter(alice, size=PHONE, scripts=False)
    page.goto(f"{meeting.get_absolute_url()}verslag/")
    page.get_by_text("Somebody walks in").click()
    page.get_by_role("textbox", name="Name").fill("An Claes")
    page.get_by_role("button", name="Note as present").click()
    page.get_by_text("Something else came up").click()
    page.get_by_role("textbox", name="What is it about").fill("Rookmelders")
    page.get_by_role("button", name="Put at the end of the agenda").click()

    page.get_by_role("heading", name="4. Rookmelders").wait_for()
    assert meeting.participants.get(name="An Claes").presence == "present"
