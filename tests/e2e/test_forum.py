"""A joint forum in a browser: two phones at one table, and choosing afterwards."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import DESK, calm
from draaischijf.forum import links
from draaischijf.forum.models import SolutionTrack
from draaischijf.forum.tests.factories import (
    make_forum,
    make_table,
    make_theme,
    make_track,
)
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_person,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# The list is asked anew every five seconds; on a busy machine that takes longer.
ASKED_ANEW = 20_000
SMALL = {"width": 375, "height": 800}


@pytest.fixture
def partnership():
    return make_partnership()


@pytest.fixture
def forum(partnership):
    return make_forum(partnership, timezone.localdate(), stage="weighing")


@pytest.fixture
def table(forum):
    table = make_table(make_theme(forum, why_text="Iedereen wacht op elkaar."))
    make_track(table.theme, "Een loket", table=table, what="In elke gemeente.")
    return table


def faults_of(page):
    calm(page)
    found = Axe().run(page, options=RULES).response["violations"]
    barriers = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*page.faults, *barriers, *(["too wide"] if width > 0 else [])]


def test_two_phones_at_one_table_write_and_weigh_together(enter, table):
    address = reverse("forum:table", args=[links.token_of(table)])
    one, other = (enter(size=SMALL) for _phone in range(2))
    for page in (one, other):
        page.goto(address)

    one.get_by_label("What do we see?").fill("Zes weken wachten.")
    expect(one.locator("#said-sees")).to_contain_text("Kept")
    # The other phone is not typing: what the first kept appears there by itself.
    expect(other.get_by_label("What do we see?")).to_have_value(
        "Zes weken wachten.", timeout=ASKED_ANEW
    )
    # One that typed on an older text is shown both.
    other.evaluate("document.getElementById('version-sees').value = 0")
    other.get_by_label("What do we see?").fill("Niemand neemt op.")
    other.get_by_role("button", name="Put mine under it").click()
    expect(other.get_by_label("What do we see?")).to_have_value(
        "Zes weken wachten.\n\nNiemand neemt op."
    )

    for page in (one, other):
        page.get_by_role("button", name="Place a dot on “Een loket”").click()
        expect(page.get_by_text("You have 2 dots left.")).to_be_visible()
    expect(one.locator(".dot-count strong")).to_have_text("2", timeout=ASKED_ANEW)
    one.get_by_role("button", name="Take a dot back from “Een loket”").click()
    expect(one.get_by_text("You have 3 dots left.")).to_be_visible()

    assert SolutionTrack.objects.get().dots.count() == 1
    assert [faults_of(page) for page in (one, other)] == [[], []]


def test_afterwards_a_track_is_chosen_and_gets_an_owner(
    enter, table, forum, partnership
):
    forum.stage = "closed"
    forum.save()
    make_person(partnership, name="Els Windwijzer")
    karim = make_member(partnership, RoleKind.THEME_DIRECTOR, name="Karim")
    page = enter(karim, size=DESK)
    page.goto(forum.get_absolute_url())
    page.get_by_role("button", name="Choose it").click()

    page.get_by_role("link", name="Who takes it on?").click()
    page.get_by_label("Who takes it on?").select_option("Els Windwijzer")
    page.get_by_role("button", name="Keep it").click()

    expect(page.get_by_text("Els Windwijzer")).to_be_visible()
    assert faults_of(page) == []
    page.goto(forum.get_absolute_url())
    assert faults_of(page) == []
    assert SolutionTrack.objects.get().owner.name == "Els Windwijzer"
