"""Signing in with a passkey, and with a mailed code, in a real browser."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import click_through, look
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coordinator():
    return make_member(make_partnership(), RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def device(enter):
    """A browser whose device knows passkeys and says yes to everything asked."""
    page = enter(language="nl")
    tools = page.context.new_cdp_session(page)
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
    return page


def send_code(page, user):
    """Ask for a code, and send the one that the mail brings."""
    mail.outbox.clear()
    page.goto("/account/aanmelden/")
    look(page)
    page.get_by_label("E-mail").fill(user.email)
    click_through(page, page.get_by_role("button", name="Stuur me een code"))
    code = re.search(r"^\s{4}(\S+)$", mail.outbox[0].body, re.MULTILINE)[1]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Aanmelden").click()


def sign_in_by_code(page, user):
    send_code(page, user)
    page.get_by_text("Je bent aangemeld").wait_for()


def sign_out(page):
    page.goto("/account/afmelden/")
    page.locator("main").get_by_role("button", name="Afmelden").click()
    page.get_by_text("Je bent afgemeld").wait_for()


def test_a_passkey_is_made_and_signs_in_alone(device, coordinator):
    page = device
    sign_in_by_code(page, coordinator)

    page.goto("/account/veiligheid/")
    look(page)
    click_through(page, page.get_by_role("link", name="Een passkey toevoegen"))
    page.get_by_role("button", name="De passkey maken").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    look(page)
    assert page.locator(".recovery-codes li").count() == 10
    assert any("passkey" in one.subject.lower() for one in mail.outbox)
    sign_out(page)

    page.goto("/account/aanmelden/")
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    page.get_by_text("Je bent aangemeld als Alice").wait_for()
    look(page)


def test_with_a_passkey_a_mailed_code_is_not_enough(device, coordinator):
    page = device
    sign_in_by_code(page, coordinator)
    page.goto("/account/veiligheid/passkeys/nieuw/")
    page.get_by_role("button", name="De passkey maken").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    code = page.locator(".recovery-codes li").first.inner_text()
    sign_out(page)

    send_code(page, coordinator)
    page.get_by_role("heading", name="Nog één stap").wait_for()
    look(page)
    page.goto("/durmeland/werk/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Mijn werk")

    page.goto("/account/aanmelden/tweede-stap/")
    page.get_by_label("Code van je app").fill(code)
    page.locator("main").get_by_role("button", name="Aanmelden").click()
    page.get_by_text("Je bent aangemeld als Alice").wait_for()
