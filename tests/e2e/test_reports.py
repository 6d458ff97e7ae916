"""A year plan as a document: written in, made, taken along, frozen for ever."""

from __future__ import annotations

import re
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.models import PlanAction
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.reporting.tests.factories import make_full_plan

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SIZES = {"phone": (375, 740), "desk": (1280, 900)}
FOREWORD = "Beste lezer, dit is wat we samen doen aan wonen."


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def plan(transactional_db):
    return make_full_plan(make_partnership())


@pytest.fixture
def visit(browser, live_server, plan):
    """Return a function that opens a browser as a coordinator, who reads English."""
    contexts = []

    def open_as_coordinator(size, *, scripts=True):
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        contexts.append(context)
        client = Client()
        client.force_login(
            make_member(plan.partnership, RoleKind.COORDINATOR, name="Alice"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        cookies = {
            "django_language": "en",
            "sessionid": client.cookies["sessionid"].value,
        }
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        return page

    yield open_as_coordinator
    for context in contexts:
        context.close()


def look(page):
    """Judge the page one is on: no barrier, no fault, nothing wider than the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.faults == []
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url


def start(page, plan, live_server):
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.get_by_role("button", name="Annual plan", exact=True).click()
    page.wait_for_url("**/verslagen/*/")


@pytest.mark.parametrize("size", SIZES)
def test_a_document_is_written_made_taken_along_and_frozen(
    visit, plan, live_server, work, size
):
    page = visit(size)
    start(page, plan, live_server)
    look(page)

    # Write in its place.
    page.get_by_role("link", name=re.compile("Write.*Foreword")).click()
    page.get_by_label("Text").fill(FOREWORD)
    page.get_by_role("button", name="Keep the text").click()
    page.get_by_role("link", name=re.compile("Change.*Foreword")).wait_for()
    assert FOREWORD in page.locator("main").inner_text()
    look(page)

    # Make a PDF and see how far it is.
    page.get_by_role("button", name="PDF").click()
    page.get_by_text("waits for its turn").wait_for()
    look(page)
    working = threading.Thread(target=work)
    working.start()
    link = page.get_by_role("link", name="jaarplan-2027.pdf")
    link.wait_for()
    working.join()
    look(page)
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == "jaarplan-2027.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")

    # Freeze it; what changes afterwards changes nothing here.
    page.get_by_role("link", name="Freeze the document").click()
    look(page)
    page.get_by_role("button", name="Freeze it for good").click()
    page.wait_for_url("**/verslagen/*/")
    PlanAction.objects.update(title="Heel iets anders")
    page.reload()
    shown = page.locator("main").inner_text()
    assert "Huurtafel met het CAW" in shown
    assert FOREWORD in shown
    assert "Heel iets anders" not in shown
    assert page.get_by_role("link", name=re.compile("Change.*Foreword")).count() == 0
    look(page)

    # Make it public: everybody gets a PDF.
    page.get_by_role("button", name="Make it public").click()
    page.get_by_text("Everybody can read this report now.").wait_for()
    work()
    assert Report.objects.get().is_public
    page.get_by_text("public edition").last.wait_for()
    assert MadeDocument.objects.filter(is_public=True, state="ready").exists()

    page.goto(f"{live_server.url}/durmeland/verslagen/")
    look(page)
    page.goto(f"{live_server.url}/durmeland/verslagen/nieuw/")
    look(page)


def test_without_scripts_a_document_is_made_as_well(visit, plan, live_server, work):
    page = visit("desk", scripts=False)
    start(page, plan, live_server)

    page.get_by_role("link", name=re.compile("Write.*Foreword")).click()
    page.get_by_label("Text").fill(FOREWORD)
    page.get_by_role("button", name="Keep the text").click()
    assert FOREWORD in page.locator("main").inner_text()

    page.get_by_role("button", name="PDF").click()
    assert "Your document is being made" in page.locator("main").inner_text()
    work()
    page.get_by_role("link", name="Look again").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="jaarplan-2027.pdf").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
