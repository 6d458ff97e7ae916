"""An edition of signals from its first word to its public page, and beside the last."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from draaischijf.bundles.domain.freezing import freeze_bundle
from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.tests.factories import make_bundle
from draaischijf.core.tests.visiting import (
    DESK,
    PHONE,
    click_through,
    look,
    look_at_both_sizes,
)
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import Agreement
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

BUS, STUDIO, CARE = "Na zes uur rijdt geen bus", "Te weinig studio's", "Geen opvang"


@pytest.fixture
def here():
    load_reference_data()
    return make_partnership()


@pytest.fixture
def alice(here):
    return make_member(here, RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def signals(here):
    house = make_organisation(here, "CAW Durmeland", in_working_group=True)
    bus = make_signal(
        here, SignalState.PUBLISHED, title=BUS, statement="Wie laat werkt, loopt."
    )
    studio = make_signal(
        here, SignalState.ANALYSIS, title=STUDIO, statement="Alleen wonen is duur."
    )
    care = make_signal(
        here, SignalState.PUBLISHED, title=CARE, statement="Voor zes uur is er niets."
    )
    Agreement.objects.create(
        signal=studio,
        organisation=house,
        round=1,
        result="agree_with_remark",
        remark="Noem ook de kamers.",
    )
    return bus, studio, care


@pytest.fixture
def earlier(here, alice, signals):
    bus, _studio, care = signals
    return freeze_bundle(
        make_bundle(here, bus, care, title="Signalen van vorig jaar"), actor=alice
    )


def test_an_edition_is_made_frozen_and_read_by_everybody(enter, alice, earlier):
    desk = enter(alice, size=DESK)
    desk.goto("/durmeland/bundels/")
    start(desk)
    choose(desk, BUS, STUDIO)
    chapters(desk)
    click_through(desk, desk.get_by_role("link", name="Freeze…"))
    expect(desk.get_by_role("heading", name="Becomes public")).to_be_visible()
    click_through(desk, desk.get_by_role("button", name="Freeze it for everybody"))

    reader = enter(size=PHONE)
    reader.goto("/durmeland/bundels/")
    click_through(reader, reader.get_by_role("link", name="Signalen van dit jaar"))
    agreement = reader.locator(".bundle-agreement", has_text="CAW Durmeland")
    agreement.locator("summary").click()
    expect(agreement.get_by_text("agrees, with a remark")).to_be_visible()
    expect(reader.get_by_text("Noem ook de kamers.")).to_have_count(0)
    click_through(reader, reader.get_by_role("link", name="edition 1"))
    for head in ("New", "No longer in it", "In both, in the same words"):
        expect(reader.get_by_role("heading", name=head, exact=True)).to_be_visible()
    made = SignalBundle.objects.get(edition=2)
    assert made.is_frozen
    assert [one.signal.title for one in made.places.all()] == [STUDIO, BUS]
    look_at_both_sizes(reader)


def start(desk):
    click_through(desk, desk.get_by_role("link", name="Start an edition"))
    desk.get_by_label("Title").fill("Signalen van dit jaar")
    desk.get_by_label("Introduction").fill("Voor het nieuwe bestuur.")
    desk.get_by_label("chapters of our own").check()
    click_through(desk, desk.get_by_role("button", name="Start the edition"))


def choose(desk, *titles):
    click_through(desk, desk.get_by_role("link", name="Choose signals").first)
    for title in titles:
        desk.locator(".bundle-choice label", has_text=title).click()
    click_through(desk, desk.get_by_role("button", name="Put them in the edition"))


def chapters(desk):
    """Cut it in two, and put what stood below above: the order is the office's."""
    desk.get_by_label("Title of the chapter").fill("Zwaar")
    click_through(desk, desk.get_by_role("button", name="Add the chapter"))
    click_through(desk, desk.get_by_role("button", name=f"Down: {BUS}"))
    for title in (BUS, STUDIO):
        desk.get_by_label(f"Chapter of {title}").select_option(label="Zwaar")
        row = desk.locator(".bundle-order > li", has_text=title)
        click_through(desk, row.get_by_role("button", name="Put there"))
    look(desk)
