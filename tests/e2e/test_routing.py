"""Rules that say who gets which report: made, tried, and what no rule catches."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import DESK, PHONE, click_through
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_territory,
)
from draaischijf.signals.models import PreSignal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

RENT = "Wie een huurwoning zoekt, staat jaren op de wachtlijst."
BUS = "Na zes uur rijdt er geen bus meer naar de wijk."


@pytest.fixture
def here():
    load_reference_data()
    made = make_partnership()
    make_territory(made, "Lokelare", "Wachtbeke")
    return made


@pytest.fixture
def nina(here):
    user = make_member(here, RoleKind.SIGNAL_COORDINATOR, name="Nina")
    return user.persons.get()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_rule_is_tried_and_what_none_catches_waits(enter, here, nina, size):
    alice = make_member(here, RoleKind.COORDINATOR, name="Alice")
    desk = enter(alice, size=size)
    desk.goto("/durmeland/meldingen/verdeling/")
    click_through(desk, desk.get_by_role("link", name="Add a rule").first)
    desk.get_by_label("Who takes it").select_option(f"person-{nina.pk}")
    desk.get_by_label("Words in the text").fill("wachtlijst")
    click_through(desk, desk.get_by_role("button", name="Keep the rule"))

    click_through(desk, desk.get_by_role("link", name="Try a text"))
    for text, head in ((RENT, "It goes to Nina"), (BUS, "It is nobody's yet")):
        desk.get_by_label("What somebody could report").fill(text)
        click_through(desk, desk.get_by_role("button", name="See who gets it"))
        expect(desk.get_by_role("heading", name=head)).to_be_visible()

    for text in (RENT, BUS):
        report(enter(size=PHONE), text)
    assert takers() == ["Nina", None]

    desk.goto("/durmeland/meldingen/?whose=nobody")
    rows = desk.locator("main .rows")
    expect(rows.get_by_text(BUS)).to_be_visible()
    expect(rows.get_by_text(RENT)).to_have_count(0)
    click_through(desk, rows.get_by_role("link", name=BUS))
    click_through(desk, desk.get_by_role("button", name="Make it mine"))
    assert takers() == ["Nina", "Alice"]


def takers():
    return list(
        PreSignal.objects.order_by("pk").values_list("assignee__name", flat=True)
    )


def report(raiser, text):
    raiser.goto("/durmeland/signaleren/")
    raiser.locator("main [name=problem]").fill(text)
    raiser.get_by_label("Lokelare").check()
    click_through(raiser, raiser.get_by_role("button", name="Send").first)
