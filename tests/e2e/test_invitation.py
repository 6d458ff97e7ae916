"""An administrator invites, somebody comes in, and access ends: in a real browser."""

from __future__ import annotations

import pytest

from draaischijf.core.tests.visiting import DESK, click_through, look
from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def partnership():
    made = make_partnership()
    make_organisation(made, "CAW Durmeland")
    return made


def test_somebody_is_invited_comes_in_and_leaves(enter, partnership):
    dora = make_member(partnership, RoleKind.ADMINISTRATOR, name="Dora")
    desk = enter(dora, size=DESK, language="nl")
    desk.goto("/durmeland/mensen/")
    look(desk)
    click_through(desk, desk.get_by_role("link", name="Iemand uitnodigen"))
    desk.get_by_label("Naam").fill("Kim Vermeersch")
    desk.get_by_label("E-mail").fill("kim@caw.example")
    desk.get_by_label("Voor welke organisatie").select_option("CAW Durmeland")
    desk.get_by_label("Basiswerker.").check()
    desk.get_by_role("button", name="De uitnodiging versturen").click()
    desk.get_by_text("De uitnodiging is onderweg naar kim@caw.example.").wait_for()
    look(desk)

    text = notifications.filled(Mail.objects.get())[0]
    link = next(word for word in text.split() if "/uitnodiging/" in word)
    path = link.split("/", 3)[3]
    phone = enter(language="nl")
    phone.goto(f"/{path}")
    look(phone)
    phone.get_by_role("button", name="Ja, ik doe mee").click()
    phone.get_by_role("heading", name="Wat ik hier zie en doe").wait_for()
    phone.get_by_text("Je steunt een signaal").wait_for()
    look(phone)

    desk.goto("/durmeland/mensen/")
    click_through(desk, desk.get_by_role("link", name="Kim Vermeersch"))
    click_through(desk, desk.get_by_role("link", name="Alle toegang beëindigen"))
    desk.get_by_role("button", name="Alle toegang beëindigen").click()
    desk.get_by_text("Kim Vermeersch heeft geen toegang meer.").wait_for()

    phone.goto("/durmeland/mijn-toegang/")
    phone.get_by_role("heading", name="Aanmelden").wait_for()
