"""A plan of six years through its bodies, adopted, amended, version 1 read again."""

from __future__ import annotations

import datetime

import pytest

from draaischijf.core.tests.visiting import DESK, PHONE, click_through, look
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.domain import trajectory
from draaischijf.plans.enums import PlanKind
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PLAN = "/durmeland/plannen/beleidsplan/"
APPROVAL = f"{PLAN}goedkeuring/"
OLD = "Huurgarantiefonds voor alleenstaanden"
NEW = "Huurgarantiefonds voor wie alleen woont"


@pytest.fixture
def plan():
    load_reference_data()
    made = make_plan(
        make_partnership(),
        2020,
        kind=PlanKind.SIX_YEAR_PLAN,
        title="Lokaal sociaal beleidsplan",
        slug="beleidsplan",
        end=datetime.date(2025, 12, 31),
    )
    make_action(make_objective(made, code="1"), OLD, code="1.1")
    for number in range(5):
        trajectory.add_step(
            made, f"Ronde tafel {number}", actor=None, source="x", with_ocmw=True
        )
    return made


class Desk:
    """A coordinator in the browser; every page is looked at for barriers."""

    def __init__(self, page):
        self.page, self.main = page, page.locator("main")

    def go(self, path):
        assert self.page.goto(path).status == 200, path
        look(self.page)

    def follow(self, name):
        click_through(self.page, self.main.get_by_role("link", name=name).first)

    def press(self, name):
        click_through(self.page, self.main.get_by_role("button", name=name).first)

    def fill(self, **fields):
        for name, value in fields.items():
            self.main.locator(f"[name={name}]").fill(value)

    def choose(self, value):
        self.main.locator(f'[name=result][value="{value}"]').check()

    def reads(self, text):
        assert text in self.main.inner_text(), text


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def desk(request, enter, plan):
    alice = make_member(plan.partnership, RoleKind.COORDINATOR, name="Alice")
    return Desk(enter(alice, size=request.param))


def note(desk, body, result, day, **more):
    desk.follow(body)
    if result != "sent":
        desk.choose(result)
    desk.fill(date=day, **more)
    desk.press("Note it")


def test_a_plan_of_six_years_is_adopted_amended_and_read_again(desk, plan):
    desk.go(APPROVAL)
    desk.press("Put the usual bodies")
    desk.follow("Submit for approval")
    desk.press("Submit")
    note(
        desk, "Note the answer of Advisory councils", "with_remarks", "2020-02-03",
        remark="Meer aandacht voor jongeren",
    )  # fmt: skip
    desk.reads("0 of 5 are there")
    for part in ("context", "vision", "multi-year", "who does what", "inhabitants"):
        desk.follow("Fill in")
        desk.fill(note=f"Deel 2: {part}")
        desk.press("Keep it")
    desk.reads("5 of 5 are there")
    note(desk, "Note the answer of Council for", "approved", "2020-03-02")
    note(desk, "Note the answer of Municipal", "approved", "2020-03-09")
    desk.follow("Adopt the plan")
    desk.press("Adopt")
    note(desk, "Note that it was sent to Flemish", "sent", "2020-03-10")

    amend(desk)

    desk.go(f"{PLAN}versies/")
    desk.follow("Version 1")
    desk.reads(OLD)
    desk.go(f"{PLAN}versies/2/")
    desk.reads(NEW)
    desk.follow("What changed since version 1")
    desk.reads(NEW)
    for path in (PLAN, f"{PLAN}traject/", f"{PLAN}traject/?weergave=tabel"):
        desk.go(path)
    assert ActionPlan.objects.get().status == "adopted"


def amend(desk):
    desk.follow("Amend the plan")
    desk.fill(reason="Nieuwe middelen van Vlaanderen")
    desk.press("Start the amendment")
    PlanAction.objects.update(title=NEW)
    note(desk, "Note the answer of Advisory councils", "approved", "2021-02-03")
    note(desk, "Note the answer of Council for", "approved", "2021-03-02")
    note(desk, "Note the answer of Municipal", "approved", "2021-03-09")
    desk.follow("Adopt the plan")
    desk.fill(note="Ruimer voor wie alleen woont")
    desk.press("Adopt")
