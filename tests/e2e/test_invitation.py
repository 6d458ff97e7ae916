"""An administrator invites, somebody comes in, and access ends: in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

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


@pytest.fixture
def open_page(browser, live_server):
    """Return a function that opens a browser of its own, signed in or not."""
    contexts = []

    def take(user=None, width=375):
        context = browser.new_context(viewport={"width": width, "height": 740})
        contexts.append(context)
        cookies = {"django_language": "nl"}
        if user:
            client = Client()
            client.force_login(
                user, backend="django.contrib.auth.backends.ModelBackend"
            )
            cookies["sessionid"] = client.cookies["sessionid"].value
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield take
    for context in contexts:
        context.close()


def look(page):
    """No barrier, and nothing to scroll sideways."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url


def test_somebody_is_invited_comes_in_and_leaves(open_page, live_server, partnership):
    dora = make_member(partnership, RoleKind.ADMINISTRATOR, name="Dora")
    desk = open_page(dora, width=1280)
    desk.goto(f"{live_server.url}/durmeland/mensen/")
    look(desk)
    desk.get_by_role("link", name="Iemand uitnodigen").click()
    look(desk)
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
    phone = open_page()
    phone.goto(f"{live_server.url}/{path}")
    look(phone)
    phone.get_by_role("button", name="Ja, ik doe mee").click()
    phone.get_by_role("heading", name="Wat ik hier zie en doe").wait_for()
    phone.get_by_text("Je steunt een signaal").wait_for()
    look(phone)

    desk.goto(f"{live_server.url}/durmeland/mensen/")
    desk.get_by_role("link", name="Kim Vermeersch").click()
    look(desk)
    desk.get_by_role("link", name="Elke toegang beëindigen").click()
    look(desk)
    desk.get_by_role("button", name="Elke toegang beëindigen").click()
    desk.get_by_text("Kim Vermeersch heeft geen toegang meer.").wait_for()

    phone.goto(f"{live_server.url}/durmeland/mijn-toegang/")
    phone.get_by_role("heading", name="Aanmelden").wait_for()
