"""The small scripts of the report and of the page behind the personal link."""

from __future__ import annotations

import pytest

from draaischijf.core.tests.visiting import DESK, PHONE, calm
from draaischijf.people.tests.factories import make_partnership, make_territory
from draaischijf.signals import links
from draaischijf.signals.tests.factories import make_pre_signal

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def partnership():
    made = make_partnership()
    make_territory(made, "Lokelare", "Wachtbeke")
    return made


@pytest.fixture
def page(enter, partnership):
    """What a visitor at a desk looks at."""
    return enter(size=DESK)


def test_the_explanation_is_open_where_there_is_room(page):
    page.goto("/durmeland/signaleren/")
    at_a_desk = page.is_visible("text=Four questions")
    page.set_viewport_size(PHONE)
    page.goto("/durmeland/signaleren/")
    on_a_phone = page.is_visible("text=Four questions")
    page.click("summary:has-text('What is a signal')")

    assert at_a_desk
    assert not on_a_phone
    assert page.is_visible("text=Four questions")


def test_a_text_is_read_over_when_it_is_left(page):
    page.goto("/durmeland/signaleren/")
    page.fill("[name=problem]", "Mevrouw Verdonck vindt geen studio.")
    page.focus("[name=for_whom]")

    page.wait_for_selector("#screening-problem mark")
    calm(page)
    assert page.inner_text("#screening-problem mark >> nth=0") == "Mevrouw Verdonck"
    page.fill("[name=problem]", "Een alleenstaande vindt geen studio.")
    page.focus("[name=for_whom]")
    page.wait_for_selector("#screening-problem mark", state="detached")


def test_a_button_puts_the_proposal_in_the_text(page):
    page.goto("/durmeland/signaleren/")
    page.fill("[name=problem]", "Mevrouw Verdonck wacht, haar zoontje Milan ook.")
    page.focus("[name=for_whom]")
    page.wait_for_selector("#screening-problem mark")
    calm(page)

    page.click("#screening-problem [data-replace]:visible >> nth=0")
    page.wait_for_selector(
        "#screening-problem [data-finding]:nth-child(2)", state="detached"
    )
    # The text that was changed is read over, and brings a note of its own.
    calm(page)
    page.wait_for_selector("#screening-problem [data-replace]:visible")
    page.click("#screening-problem [data-replace]:visible")

    page.wait_for_selector("#screening-problem mark", state="detached")
    calm(page)
    assert page.input_value("[name=problem]") == (
        "A woman we support wacht, haar zoontje ook."
    )
    assert page.evaluate("document.activeElement.name") == "problem"


def test_the_personal_link_is_copied(page, partnership):
    report = make_pre_signal(partnership)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(links.follow_path(report))

    page.get_by_role("button", name="Copy the link").click()

    page.wait_for_selector("text=Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == links.follow_url(nonce=report.follow_nonce)


def test_where_the_browser_refuses_the_link_stands_selected(page, partnership):
    report = make_pre_signal(partnership)
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    )
    page.goto(links.follow_path(report))

    page.get_by_role("button", name="Copy the link").click()

    page.wait_for_selector("text=Press Ctrl+C")
    assert page.evaluate("String(getSelection())").endswith("/")


def test_the_forms_behind_the_link_are_not_refused_as_forged(page, partnership):
    """What the browser says of where it comes from is enough, and never the link."""
    report = make_pre_signal(partnership)
    told = []
    page.on("request", lambda one: told.append(one.headers.get("referer", "")))
    page.goto(links.follow_path(report))

    page.fill("[name=example]", "Vorige week opnieuw gezien.")
    page.get_by_role("button", name="Add it").click()

    page.wait_for_selector("text=Your example was added.")
    assert report.messages.get().text == "Vorige week opnieuw gezien."
    assert any(told)
    assert not any("/volg/" in one for one in told)
