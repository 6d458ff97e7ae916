"""Signing in with a passkey, and with a mailed code, in a real browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import expect

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coordinator():
    return make_member(make_partnership(), RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def device(browser, live_server):
    """A browser whose device knows passkeys and says yes to everything asked."""
    context = browser.new_context(viewport={"width": 375, "height": 740})
    context.add_cookies(
        [{"name": "django_language", "value": "nl", "url": live_server.url}]
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page
    context.close()


def look(page):
    """No barrier, and nothing to scroll sideways."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url


def sign_in_by_code(page, live_server, user):
    mail.outbox.clear()
    page.goto(f"{live_server.url}/account/aanmelden/")
    look(page)
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_role("button", name="Stuur me een code").click()
    page.get_by_label("Code").wait_for()
    look(page)
    code = re.search(r"^\s{4}(\S+)$", mail.outbox[0].body, re.MULTILINE)[1]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_text("Je bent aangemeld").wait_for()


def sign_out(page, live_server):
    page.goto(f"{live_server.url}/account/afmelden/")
    page.locator("main").get_by_role("button", name="Afmelden").click()
    page.get_by_text("Je bent afgemeld").wait_for()


def test_a_passkey_is_made_and_signs_in_alone(device, live_server, coordinator):
    page, faults = device, []
    page.on("pageerror", lambda error: faults.append(str(error)))
    sign_in_by_code(page, live_server, coordinator)

    page.goto(f"{live_server.url}/account/veiligheid/")
    look(page)
    page.get_by_role("link", name="Een passkey toevoegen").click()
    look(page)
    page.get_by_role("button", name="De passkey maken").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    look(page)
    assert page.locator(".recovery-codes li").count() == 10
    assert any("passkey" in one.subject.lower() for one in mail.outbox)
    sign_out(page, live_server)

    page.goto(f"{live_server.url}/account/aanmelden/")
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    page.get_by_text("Je bent aangemeld als Alice").wait_for()
    assert faults == []


def test_with_a_passkey_a_mailed_code_is_not_enough(device, live_server, coordinator):
    page = device
    sign_in_by_code(page, live_server, coordinator)
    page.goto(f"{live_server.url}/account/veiligheid/passkeys/nieuw/")
    page.get_by_role("button", name="De passkey maken").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    code = page.locator(".recovery-codes li").first.inner_text()
    sign_out(page, live_server)

    mail.outbox.clear()
    page.goto(f"{live_server.url}/account/aanmelden/")
    page.get_by_label("E-mail").fill(coordinator.email)
    page.get_by_role("button", name="Stuur me een code").click()
    page.get_by_label("Code").fill(
        re.search(r"^\s{4}(\S+)$", mail.outbox[0].body, re.MULTILINE)[1]
    )
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("heading", name="Nog één stap").wait_for()
    look(page)
    page.goto(f"{live_server.url}/durmeland/werk/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Mijn werk")

    page.goto(f"{live_server.url}/account/aanmelden/tweede-stap/")
    page.get_by_label("Code van je app").fill(code)
    page.locator("main").get_by_role("button", name="Aanmelden").click()
    page.get_by_text("Je bent aangemeld als Alice").wait_for()
