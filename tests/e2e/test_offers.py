"""A signal goes up to the partnership above: taken up with news back, or refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import DESK, PHONE, click_through
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain.movement import change_state
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.tests.factories import make_link, make_pre_signal, make_signal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

BUS = "Na zes uur rijdt er geen bus"
NOTE = "De bus is van het Vlaamse net."
SIGNAL = "/lokelare/signalen/1/"
WAITING = "/durmeland/signalen/aangeboden/"


@pytest.fixture
def region():
    load_reference_data()
    return make_partnership(agreement_required=False)


@pytest.fixture
def signal(region):
    child = make_partnership("lokelare", name="Sociaal beleid Lokelare", parent=region)
    made = make_signal(
        child, SignalState.ANALYSIS, title=BUS, statement="Wie laat werkt, loopt."
    )
    raiser = make_pre_signal(child, email="bo@lokelare.example", state="linked")
    make_link(raiser, made)
    return made


@pytest.fixture
def alice(region):
    return make_member(region, RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def tine(signal):
    return make_member(signal.partnership, RoleKind.COORDINATOR, name="Tine")


def offer(desk):
    desk.goto(SIGNAL)
    click_through(desk, desk.get_by_role("link", name="Offer it to"))
    desk.get_by_label("Why you put it to them").fill(NOTE)
    click_through(desk, desk.get_by_role("button", name="Offer it"))


def test_an_offer_is_taken_up_and_its_news_comes_back(
    enter, signal, alice, tine, work, mailoutbox
):
    below = enter(tine, size=PHONE)
    offer(below)

    above = enter(alice, size=DESK)
    above.goto(WAITING)
    click_through(above, above.get_by_role("link", name=BUS))
    expect(above.get_by_text(NOTE)).to_be_visible()
    above.get_by_label("Take it up as a new signal").check()
    click_through(above, above.get_by_role("button", name="Send the answer"))
    expect(above.get_by_text("One partnership put this forward")).to_be_visible()
    work()
    publish(alice)
    work()

    below.goto(SIGNAL)
    with_others = below.get_by_role("region", name="With other partnerships")
    expect(with_others.get_by_text("published")).to_be_visible()
    told = [one.body for one in mailoutbox if one.to == ["bo@lokelare.example"]]
    assert "Welzijnsoverleg Durmeland" in told[-1]


def publish(actor):
    """The steps above are those of every signal, and walked in another journey."""
    taken = PolicySignal.objects.get(partnership__slug="durmeland")
    for test in ("clear", "neutral", "recognised", "shared"):
        setattr(taken, f"test_{test}", "yes")
    taken.save()
    for target in (SignalState.ANALYSIS, SignalState.PUBLISHED):
        change_state(taken, target, actor=actor)


def test_an_offer_is_refused_with_a_reason(enter, signal, alice, tine):
    below = enter(tine, size=DESK)
    offer(below)

    above = enter(alice, size=PHONE)
    above.goto(WAITING)
    click_through(above, above.get_by_role("link", name=BUS))
    above.get_by_label("Refuse it, with a reason").check()
    click_through(above, above.get_by_role("button", name="Send the answer"))
    expect(above.get_by_text("Write in a few words why not.").first).to_be_visible()
    above.get_by_label("Why you refuse it").fill("Dit hoort bij de vervoerregio.")
    click_through(above, above.get_by_role("button", name="Send the answer"))

    below.goto(SIGNAL)
    with_others = below.get_by_role("region", name="With other partnerships")
    expect(with_others.get_by_text("vervoerregio")).to_be_visible()
    assert not PolicySignal.objects.filter(partnership__slug="durmeland").exists()
