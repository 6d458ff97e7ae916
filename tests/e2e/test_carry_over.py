"""A plan is carried over to the next year by keyboard alone, in a real browser."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import expect

from draaischijf.core.tests.visiting import DESK, calm, look_at_both_sizes
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.models import ActionPlan, CarryOver
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.website import imports

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
MOST_TABS = 80
SEED = "000_7074c72ec048e326.txt"


class Keys:
    """Somebody who has a keyboard and no mouse, on pages that are checked."""

    def __init__(self, page):
        self.page = page

    def go(self, path):
        self.page.goto(path)

    def look_at_both_sizes(self):
        look_at_both_sizes(self.page)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, words):
        """Press Tab until the focus is on something that reads so."""
        calm(self.page)
        for _time in range(MOST_TABS):
            self.press("Tab")
            here = self.page.evaluate(
                "[document.activeElement, ...(document.activeElement.labels ?? [])]"
                ".map(one => one.textContent.replace(/\\s+/g, ' ')).join(' ')"
            )
            if words in here:
                return
        raise AssertionError(f"Tab never came to “{words}”")

    def type(self, words):
        self.page.keyboard.type(words)

    def is_at(self, title):
        """Wait until the page of an action is there, with the focus on its title."""
        self.page.wait_for_function(
            "title => document.activeElement.tagName === 'H1'"
            " && document.activeElement.innerText.includes(title)",
            arg=title,
        )
        calm(self.page)

    def hears(self, words):
        """Wait until the live region says so."""
        self.page.wait_for_function(
            "words => [...document.querySelectorAll('[role=status]')]"
            ".some(one => one.innerText.includes(words))",
            arg=words,
        )
        calm(self.page)

    def reads(self, words):
        self.page.get_by_text(words).first.wait_for()
        calm(self.page)


@pytest.fixture
def partnership():
    load_reference_data()
    return make_partnership()


@pytest.fixture
def alice(partnership):
    return make_member(partnership, RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def keys(enter, alice, work):
    """Alice at her keyboard; `work` lets go of the database at the end."""
    return Keys(enter(alice, size=DESK))


@pytest.fixture
def plan(partnership):
    made = make_plan(partnership, 2026)
    top = make_objective(
        made, "Een dak dat past", code="1", deadline=datetime.date(2026, 12, 31)
    )
    part = make_objective(made, "Sneller een woonst", code="1.1", parent=top)
    house = make_objective(made, "Interne werking", section="internal")
    first = make_action(part, "Woonoverleg", lifecycle="permanent", code="1.1.1")
    make_party(first)
    make_log_entry(first, datetime.date(2026, 3, 5), "Twaalf verhuurders aanwezig")
    make_action(part, "Huurgarantiefonds")
    make_action(
        part, "Proefproject", is_pro_memorie=True, decided_by="Stuurgroep Lokelare"
    )
    make_action(part, "Noodwoningen")
    make_action(part, "Premie voor eigenaars")
    make_action(part, "Gebruikerscolloquium")
    make_action(part, "Oproep 2027")
    make_action(part, "Al gestopt", lifecycle="not_extended", reason="Geen vraag")
    make_action(house, "Nieuwsbrief", lifecycle="permanent")
    make_action(house, "Teamoverleg", lifecycle="permanent")
    return made


def test_a_plan_is_carried_over_by_keyboard_alone(keys, plan):
    keys.go(plan.get_absolute_url())
    keys.tab_to("Start the next plan")
    keys.press("Enter")
    keys.reads("You walk through every action")
    keys.look_at_both_sizes()
    keys.tab_to("Start with the first action")
    keys.press("Enter")

    walk(keys)
    quickly_from_the_overview(keys)
    finish(keys, plan)
    look_at_the_difference(keys)


def walk(keys):
    """Choose for the first seven, each in another way."""
    keys.is_at("Woonoverleg")
    keys.look_at_both_sizes()
    keys.press("1", "Enter")
    keys.is_at("Huurgarantiefonds")
    keys.hears("Saved: “Woonoverleg”: goes on.")

    # With the keys of the browser alone: Tab to the choices, an arrow, Enter.
    keys.tab_to("Goes on")
    keys.press("ArrowDown")
    keys.tab_to("New words")
    keys.press("End")
    keys.type(" voor iedereen")
    keys.look_at_both_sizes()
    keys.press("Control+Enter")
    keys.is_at("Proefproject")

    stop_what_another_body_decides(keys)

    # Merging; first forgetting with what.
    keys.press("4", "Enter")
    keys.reads("Something still has to be put right")
    keys.look_at_both_sizes()
    # The error leads to its field, where a first letter finds the action.
    keys.tab_to("With which action?")
    keys.press("Enter")
    keys.type("1.1.1")
    keys.tab_to("Save and next")
    keys.press("Enter")
    keys.is_at("Premie voor eigenaars")
    keys.hears("Saved: “Noodwoningen”: merged")

    # Digits in a text are text.
    keys.press("6", "Tab")
    keys.type("In 2026 maar 1 aanvraag")
    keys.press("Enter")
    keys.is_at("Gebruikerscolloquium")
    keys.press("5", "Tab")
    keys.type("140 gebruikers")
    keys.press("Enter")
    keys.is_at("Oproep 2027")
    keys.tab_to("Skip for now")
    keys.press("Enter")
    keys.is_at("Nieuwsbrief")


def stop_what_another_body_decides(keys):
    keys.press("6", "Tab")
    keys.type("De stuurgroep stopt ermee")
    keys.look_at_both_sizes()
    keys.tab_to("Decided on")
    # The order of day and month in the field is that of the browser: en-US.
    keys.type("11162025")
    keys.tab_to("Save and next")
    keys.press("Enter")
    keys.is_at("Noodwoningen")


def quickly_from_the_overview(keys):
    # The way to the overview stands just before the heading.
    keys.press("Shift+Tab", "Enter")
    keys.reads("6 of 9 chosen")
    keys.look_at_both_sizes()
    keys.tab_to("Goes on: Nieuwsbrief")
    keys.press("Enter")
    keys.hears("Saved: “Nieuwsbrief”: goes on.")
    keys.reads("7 of 9 chosen")
    # The focus stays in the row: the next press is one Tab away.
    keys.tab_to("Goes on: Teamoverleg")
    keys.press("Enter")
    keys.hears("Saved: “Teamoverleg”: goes on.")


def finish(keys, plan):
    keys.go(f"{plan.get_absolute_url()}vervolg/")
    keys.tab_to("Go on with the next action")
    keys.press("Enter")
    keys.is_at("Oproep 2027")
    keys.press("3", "Tab")
    keys.type("tot de oproep van het najaar")
    keys.press("Enter")
    keys.is_at("Make Jaarplan 2027")
    keys.reads("3 actions go on, 1 goes on adapted, 1 is postponed")
    keys.look_at_both_sizes()
    keys.tab_to("Make Jaarplan 2027")
    keys.press("Enter")
    keys.reads("“Jaarplan 2027” was made from “Jaarplan 2026”.")

    made = ActionPlan.objects.get(predecessor=plan)
    assert [one.title for one in made.plan_actions.order_by("number")] == [
        "Woonoverleg",
        "Huurgarantiefonds voor iedereen",
        "Oproep 2027",
        "Nieuwsbrief",
        "Teamoverleg",
    ]
    ended = plan.plan_actions.filter(lifecycle="not_extended").order_by("number")
    assert [one.reason for one in ended] == [
        "De stuurgroep stopt ermee",
        "Samengevoegd met “Woonoverleg”.",
        "In 2026 maar 1 aanvraag",
        "Geen vraag",
    ]


def look_at_the_difference(keys):
    keys.tab_to("Show the difference with Jaarplan 2026")
    keys.press("Enter")
    keys.reads("Jaarplan 2027 against Jaarplan 2026")
    keys.reads("voor iedereen")
    keys.look_at_both_sizes()
    keys.tab_to("Gone")
    keys.press("Enter")
    keys.reads("De stuurgroep stopt ermee")
    keys.look_at_both_sizes()


def test_the_number_keys_can_be_turned_off_and_stay_off(keys, plan):
    keys.go(plan.get_absolute_url() + "vervolg/starten/")
    keys.tab_to("Start with the first action")
    keys.press("Enter")
    keys.is_at("Woonoverleg")
    keys.tab_to("Turn the number keys off")
    keys.press("Enter")
    keys.reads("The number keys are off.")
    keys.page.reload()
    keys.is_at("Woonoverleg")

    keys.press("1")
    assert keys.page.locator("[name=decision]:checked").count() == 0
    keys.tab_to("Turn the number keys on")
    keys.press("Enter", "2")
    assert keys.page.locator("[name=decision]:checked").input_value() == "adapt"


def test_without_scripts_it_can_be_done_as_well(enter, alice, plan):
    page = enter(alice, scripts=False)
    page.goto(f"{plan.get_absolute_url()}vervolg/starten/")
    page.get_by_role("button", name="Start with the first action").click()
    assert page.locator("h1").inner_text().endswith("Woonoverleg")
    # What belongs to a choice shows when it is chosen, also without scripts.
    expect(page.get_by_label("Why does it stop?")).not_to_be_visible()
    page.get_by_label("Not extended").check()
    page.get_by_label("Why does it stop?").fill("Geen vraag")
    page.get_by_role("button", name="Save and next").click()
    assert page.locator("h1").inner_text() == "Huurgarantiefonds"
    assert "Saved: “Woonoverleg”: not extended." in page.locator("main").inner_text()


def test_the_imported_plan_of_2011_is_carried_over_by_keyboard(
    keys, partnership, alice, seeds
):
    """All 58 actions, one key and Enter each."""
    if "annual_plan" not in {kind.code for kind in imports.kinds_for()}:
        pytest.skip("annual plans cannot be imported yet")
    run = imports.stage_file(
        partnership,
        (seeds / SEED).read_bytes(),
        SEED,
        actor=alice,
        kind="annual_plan",
    )
    imports.commit_run(run, actor=alice)
    plan = ActionPlan.objects.get(partnership=partnership)
    actions = plan.plan_actions.count()
    assert actions == 58
    ended = sum(one.is_over for one in plan.plan_actions.all())

    keys.go(f"{plan.get_absolute_url()}vervolg/starten/")
    keys.tab_to("Start with the first action")
    keys.press("Enter")
    stopped = 0
    for done in range(actions - ended):
        keys.reads(f"{done} of {actions - ended} chosen")
        keys.is_at("")
        is_ours = not keys.page.get_by_text("pro memorie", exact=True).count()
        if done % 10 == 9 and is_ours:
            stopped += 1
            keys.press("6", "Tab")
            keys.type("Geen vraag meer")
        else:
            keys.press("1")
        keys.press("Enter")
    keys.is_at("Make ")
    keys.look_at_both_sizes()
    keys.tab_to("Make ")
    keys.press("Enter")
    keys.reads("was made from")

    made = CarryOver.objects.get().target
    assert stopped > 3
    assert made.start.year == 2012
    assert made.plan_actions.count() == actions - ended - stopped
    assert made.plan_actions.filter(continues__plan=plan).count() == (
        made.plan_actions.count()
    )
    assert made.objectives.filter(section="").count() == (
        plan.objectives.filter(section="").count()
    )
    keys.go(f"{made.get_absolute_url()}verschil/")
    keys.look_at_both_sizes()
