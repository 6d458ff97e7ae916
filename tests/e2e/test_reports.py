"""A year plan as a document: written in, made, taken along, frozen for ever."""

from __future__ import annotations

import re
import threading

import pytest

from draaischijf.core.tests.visiting import DESK, PHONE, click_through, look
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.models import PlanAction
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.reporting.tests.factories import make_full_plan

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FOREWORD = "Beste lezer, dit is wat we samen doen aan wonen."


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def plan(transactional_db):
    return make_full_plan(make_partnership())


@pytest.fixture
def alice(plan):
    return make_member(plan.partnership, RoleKind.COORDINATOR, name="Alice")


def start(page, plan):
    page.goto(plan.get_absolute_url())
    page.get_by_role("button", name="Annual plan", exact=True).click()
    page.wait_for_url("**/verslagen/*/")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_document_is_written_made_taken_along_and_frozen(
    enter, alice, plan, work, size
):
    page = enter(alice, size=size)
    start(page, plan)
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
    click_through(page, page.get_by_role("link", name="Freeze the document"))
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

    page.goto("/durmeland/verslagen/")
    look(page)
    page.goto("/durmeland/verslagen/nieuw/")
    look(page)


def test_without_scripts_a_document_is_made_as_well(enter, alice, plan, work):
    page = enter(alice, size=DESK, scripts=False)
    start(page, plan)

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
