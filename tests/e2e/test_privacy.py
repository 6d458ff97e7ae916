"""What is kept about people, in a browser: without faults for axe, and by keyboard."""

from __future__ import annotations

import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from draaischijf.core.tests.visiting import DESK, calm
from draaischijf.notifications import kinds, stops
from draaischijf.notifications.models import Mail, MailStop
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Person
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_person,
)
from draaischijf.privacy.models import RetentionPeriod
from draaischijf.signals import links
from draaischijf.signals.models import PreSignal
from draaischijf.signals.tests.factories import make_pre_signal

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
KIM = "kim@lokelare.example"


@pytest.fixture
def partnership():
    return make_partnership(contact_email="overleg@durmeland.example")


@pytest.fixture
def dora(partnership):
    return make_member(partnership, RoleKind.ADMINISTRATOR, name="Dora")


def faults_of(page):
    calm(page)
    found = Axe().run(page, options=RULES).response["violations"]
    barriers = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    return [*page.faults, *barriers]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_and_none_is_too_wide(
    enter, dora, partnership, width, scheme
):
    report = make_pre_signal(partnership, email=KIM)
    make_person(partnership, name="Kim Peeters", email=KIM)
    page = enter(dora, size={"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    group = kinds.group_named("reports")
    token = stops.token_of(stops.stop_for(KIM, group, partnership.pk))
    here = "/durmeland/privacy"

    faults = {}
    for path in (
        "/privacy/", "/toegankelijkheid/", "/durmeland/toegankelijkheid/",
        f"{here}/", f"{here}/bewaartermijnen/", f"{here}/bewaartermijnen/reporters/",
        f"{here}/aanvragen/", f"{here}/register/", f"{here}/register/aanvullen/",
        "/account/mijn-gegevens/", "/account/mijn-mails/",
        f"/volg/{links.token_of(report)}/gegevens/", f"/mails/stoppen/{token}/",
    ):  # fmt: skip
        page.goto(path)
        wide = page.evaluate(
            "document.documentElement.scrollWidth"
            " > document.documentElement.clientWidth"
        )
        faults[path] = [*faults_of(page), *(["too wide"] if wide else [])]

    assert {path: found for path, found in faults.items() if found} == {}


def test_a_request_is_handled_with_the_keyboard_alone(enter, dora, partnership):
    make_person(partnership, name="Kim Peeters", email=KIM)
    make_pre_signal(partnership, email=KIM)
    page = enter(dora, size=DESK)
    page.goto("/durmeland/privacy/aanvragen/")

    page.focus("[name=email]")
    page.keyboard.type(KIM)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=What is kept here")
    assert faults_of(page) == []
    page.focus("button[value=copy]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert KIM in archive.read("gegevens.html").decode()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_selector("text=were removed")
    assert not Person.objects.filter(email=KIM).exists()
    assert PreSignal.objects.get().email == ""


def test_a_period_that_is_refused_says_so_in_place(enter, dora):
    page = enter(dora, size=DESK)
    page.goto("/durmeland/privacy/bewaartermijnen/reporters/")
    page.fill("[name=days]", "3")
    page.keyboard.press("Enter")
    page.wait_for_selector(".errors")
    assert faults_of(page) == []

    page.fill("[name=days]", "90")
    page.keyboard.press("Enter")

    page.wait_for_selector("text=It counts from tonight")
    assert RetentionPeriod.objects.get().days == 90


def test_mails_are_stopped_from_the_link_in_one_press(enter, partnership):
    group = kinds.group_named("reports")
    token = stops.token_of(stops.stop_for(KIM, group, partnership.pk))
    page = enter(size=DESK)
    page.goto(f"/mails/stoppen/{token}/")

    page.get_by_role("button", name="Stop these mails").click()

    page.wait_for_selector("h1:has-text('These mails are stopped')")
    assert MailStop.objects.count() == 1


def test_an_obstacle_is_told_without_script(enter, partnership):
    page = enter(size=DESK, scripts=False)
    page.goto("/durmeland/toegankelijkheid/")

    page.fill("[name=text]", "De knop is niet te bereiken met het toetsenbord.")
    page.press("[name=page]", "Enter")

    page.wait_for_selector(".alert.success")
    assert Mail.objects.get().to == "overleg@durmeland.example"
