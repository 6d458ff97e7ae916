"""A lead notes what happened, on a phone, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import calm, look
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal, make_support

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TEXT = "Overleg met twaalf verhuurders."


@pytest.fixture
def lead():
    return make_member(make_partnership(), RoleKind.LEAD, name="Lena")


@pytest.fixture
def action(lead):
    partnership = lead.persons.get().partnership
    objective = make_objective(make_plan(partnership), code="1.1")
    made = make_action(objective, code="1.1.1", remark="Het overleg loopt.")
    make_party(made, person=lead.persons.get(), text="Lena")
    make_action(objective, "Affiche voor de wachtzalen", code="1.1.2")
    make_log_entry(made, text="Voorbereiding", attendance=4)
    signal = make_signal(partnership, SignalState.PUBLISHED)
    make_support(signal, email="mo@durmeland.example")
    made.signals.add(signal)
    return made


@pytest.fixture
def phone(enter, lead):
    """Return a function that gives a page of a phone on which the lead signed in."""
    return lambda *, scripts: enter(lead, language="nl", scripts=scripts)


def test_a_lead_notes_a_line_in_four_steps(phone, action):
    page = phone(scripts=True)
    page.goto(action.get_absolute_url())
    look(page)

    page.get_by_role("link", name="Noteer iets").click()
    page.get_by_label("Wanneer").wait_for()
    calm(page)
    page.get_by_label("Wanneer").clear()
    page.get_by_label("Wanneer").press_sequentially("najaar 2027", delay=20)
    page.keyboard.press("Tab")
    read = "van 1 september 2027 tot 30 november 2027"
    expect(page.locator("#read-date")).to_contain_text(read, timeout=30_000)
    look(page)
    page.locator("#id_attendance").fill("12")
    page.locator("#id_text").fill(TEXT)
    page.get_by_role("button", name="Noteren").click()
    page.get_by_text("Het is genoteerd.").wait_for()

    log = page.locator(".log").inner_text()
    assert log.index("najaar 2027 · 12 aanwezigen") < log.index("Voorbereiding")
    look(page)
    entry = action.log_entries.get(text=TEXT)
    assert (entry.date_text, entry.attendance) == ("najaar 2027", 12)


def test_a_line_of_before_is_repeated_and_changed_in_place(phone, action):
    page = phone(scripts=True)
    page.goto(action.get_absolute_url())

    page.get_by_role("link", name="Noteer iets").click()
    page.get_by_text("Een eerdere regel hernemen").click()
    page.get_by_role("link", name="Voorbereiding").click()
    expect(page.locator("#id_attendance")).to_have_value("4")
    page.get_by_label("Vertel het de melders").check()
    page.get_by_role("button", name="Toon eerst de mail").click()
    page.get_by_text("Er is iets gedaan aan je signaal").wait_for()
    look(page)
    page.get_by_role("button", name="Noteren").click()
    page.get_by_text("de melders kregen bericht").wait_for()

    lines = page.get_by_role("listitem")
    lines.get_by_role("link", name="Aanpassen").first.click()
    page.locator("li .task").wait_for()
    look(page)
    page.locator("#id_text").fill("Tweede voorbereiding")
    page.get_by_role("button", name="Wijzigingen bewaren").click()
    page.get_by_text("De regel is gewijzigd.").wait_for()

    told = action.log_entries.get(text="Tweede voorbereiding")
    assert told.tells_raisers
    assert action.log_entries.count() == 2


def test_without_scripts_it_is_a_page(phone, action):
    page = phone(scripts=False)
    page.goto(action.get_absolute_url())

    page.get_by_role("link", name="Noteer iets").click()
    page.wait_for_url("**/noteren/")
    page.get_by_label("Wanneer").fill("ooit")
    page.get_by_role("button", name="Noteren").click()
    page.get_by_text("Deze datum kunnen we niet lezen").first.wait_for()
    page.get_by_label("Wanneer").fill("maart-april 2027")
    page.locator("#id_attendance").fill("12")
    page.locator("#id_text").fill(TEXT)
    page.get_by_role("button", name="Noteren").click()
    page.wait_for_url("**/acties/1/#follow-up")

    assert "Het is genoteerd." in page.locator("main").inner_text()
    assert action.log_entries.get(text=TEXT).attendance == 12


def test_the_page_of_the_form_has_no_barrier(phone, action):
    page = phone(scripts=True)

    page.goto(f"{action.get_absolute_url()}noteren/")
    expect(page.locator("#id_text")).to_be_focused()
    page.get_by_text("Meer: bijlagen").click()

    look(page)
