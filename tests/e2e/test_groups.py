"""Groups of reports in the inbox: renamed, split, and taken together to one signal."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import DESK, PHONE, click_through
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.models import PolicySignal, ReportGroup
from draaischijf.signals.tests.factories import make_group, make_pre_signal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WAITS = "Geen plaats bij de tandarts, wachtlijst"


@pytest.fixture
def group():
    load_reference_data()
    here = make_partnership()
    reports = [
        make_pre_signal(here, problem=f"{WAITS} {number}") for number in range(5)
    ]
    return make_group(*reports, words="tandarts, plaats")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_group_is_renamed_split_and_becomes_a_signal(enter, group, size):
    alice = make_member(group.partnership, RoleKind.COORDINATOR, name="Alice")
    desk = enter(alice, size=size)
    desk.goto("/durmeland/meldingen/")
    click_through(desk, desk.get_by_role("link", name="group").first)
    click_through(desk, desk.get_by_role("link", name="Another title"))
    desk.get_by_label("Title").fill("Wachten op een tandarts")
    click_through(desk, desk.get_by_role("button", name="Keep"))

    tick(desk, 0, 1)
    own = desk.get_by_role("button", name="The ticked ones are a group")
    click_through(desk, own)
    expect(desk.locator(".report-group")).to_have_count(2)

    big = desk.locator(".report-group", has_text="Wachten op een tandarts").filter(
        has_text="3 reports"
    )
    click_through(desk, big.get_by_role("button", name="Start a signal"))
    expect(desk.get_by_label("Title")).to_have_value("Wachten op een tandarts")
    desk.locator("main [name=statement]").fill("Wie een tandarts zoekt, wacht.")
    click_through(desk, desk.locator("main button[value=preview]").first)
    click_through(desk, desk.locator("main button[value=send]"))

    signal = PolicySignal.objects.get()
    assert signal.title == "Wachten op een tandarts"
    assert signal.pre_signals.count() == 3
    desk.goto("/durmeland/meldingen/groepen/")
    [left] = ReportGroup.objects.standing()
    expect(desk.locator(".report-group")).to_have_count(1)
    assert left.members.count() == 2


def tick(desk, *numbers):
    for number in numbers:
        row = desk.locator(".report-group li", has_text=f"{WAITS} {number}")
        row.locator("input[name=report]").check()
