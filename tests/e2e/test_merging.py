"""Two signals become one and are taken apart, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import DESK, PHONE, click_through, look
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_territory,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.merging import hang, make_report
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ROOMS = (
    "Jongeren die alleen gaan wonen, vinden geen kamer die ze met een leefloon "
    "kunnen betalen. Ze slapen bij kennissen tot dat niet meer kan."
)
STUDIOS = (
    "Alleenstaanden met een laag inkomen vinden geen studio die ze kunnen betalen. "
    "De wachttijd voor een sociale woning is langer dan vier jaar."
)


@pytest.fixture
def here():
    load_reference_data()
    made = make_partnership()
    make_territory(made, "Lokelare", "Wachtbeke")
    return made


@pytest.fixture
def pair(here):
    stays = make_signal(
        here,
        SignalState.PUBLISHED,
        title="Te weinig betaalbare studio's voor alleenstaanden",
        statement=STUDIOS,
    )
    goes = make_signal(
        here,
        SignalState.ANALYSIS,
        title="Jongeren vinden geen betaalbare kamer",
        statement=ROOMS,
        examples="Tien jongeren in een opvanghuis wachten op een kamer.",
    )
    for number, signal in enumerate([stays, stays, goes]):
        make_report(here, signal, email=f"m{number}@durmeland.example")
    hang(stays, "CAW Durmeland")
    hang(goes, "JAC Lokelare")
    return stays, goes


@pytest.fixture
def alice(here):
    return make_member(here, RoleKind.COORDINATOR, name="Alice")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_two_signals_become_one_and_part_again(enter, alice, pair, size):
    page = enter(alice, size=size, language="nl")
    page.goto("/durmeland/signalen/2/")
    click_through(
        page, page.get_by_role("link", name="Samenvoegen met een ander signaal")
    )
    page.get_by_label("Een signaal zoeken").fill("studio")
    page.get_by_role("radio", name="Te weinig betaalbare").check()
    click_through(page, page.get_by_role("button", name="Naast elkaar zetten"))
    page.get_by_role("button", name="Tonen wat er gaat gebeuren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit gaat er gebeuren")
    look(page)
    page.get_by_role("button", name="Samenvoegen").click()
    page.wait_for_url("**/signalen/1/")
    look(page)
    page.goto("/durmeland/signalen/2/")
    page.wait_for_url("**/signalen/1/")
    page.get_by_role("link", name="Samengevoegd uit 1 en 2").click()
    page.get_by_text("2. Jongeren vinden geen betaalbare kamer").click()
    click_through(page, page.get_by_role("link", name="Toch niet samen"))
    page.get_by_role("button", name="Uit elkaar halen").click()
    page.wait_for_url("**/signalen/1/")
    expect(page.get_by_role("link", name="Samengevoegd uit")).to_have_count(0)


def test_it_works_without_javascript(enter, alice, pair):
    page = enter(alice, language="nl", scripts=False)
    page.goto("/durmeland/signalen/2/samenvoegen/")
    page.get_by_label("Een signaal zoeken").fill("studio")
    page.get_by_role("button", name="Zoeken").first.click()
    page.get_by_role("radio", name="Te weinig betaalbare").check()
    page.get_by_role("button", name="Naast elkaar zetten").click()
    page.get_by_role("button", name="Tonen wat er gaat gebeuren").click()
    page.get_by_role("button", name="Samenvoegen").click()
    page.wait_for_url("**/signalen/1/")
    expect(page.get_by_text("Signaal 2 is nu deel van signaal 1.")).to_be_visible()
