"""Building and reading a plan in a real browser: order, edit in place, no barriers."""

from __future__ import annotations

import pytest

from draaischijf.core.tests.visiting import DESK, PHONE, calm, look
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.plans.enums import Lifecycle, PartyRole, SectionKind
from draaischijf.plans.models import PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PAGE = "/durmeland/plannen/jaarplan-2027/"
OUTLINE = f"{PAGE}?weergave=overzicht"


@pytest.fixture
def plan():
    here = make_partnership()
    made = make_plan(here, intro="Wonen eerst.")
    top = make_objective(made, "Wonen", code="1")
    rent = make_objective(made, "Huren", parent=top, code="1.1", explanation="Meer.")
    make_objective(made, "Interne werking", section=SectionKind.INTERNAL)
    work = make_objective(made, "Werk", code="2")
    make_objective(made, "Leeg", parent=work, code="2.1")
    for number, title in enumerate(("Fonds", "Overleg", "Opvang"), 1):
        action = make_action(rent, title, code=f"1.1.{number}", start_year=2020)
        make_party(action, PartyRole.LEAD, "Dienst Wonen")
        make_party(action, PartyRole.PARTNER, "Verhuurders")
    make_action(
        rent,
        "Noodwoningen",
        lifecycle=Lifecycle.NOT_EXTENDED,
        reason="Te weinig vraag",
        is_pro_memorie=True,
        decided_by="De woonmaatschappij van de hele regio",
    )
    return made


@pytest.fixture
def alice(plan):
    return make_member(plan.partnership, RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def opened(enter, alice):
    """Return a function that opens an address for alice."""

    def go(address, size=DESK, *, scripts=True):
        page = enter(alice, size=size, language="nl", scripts=scripts)
        page.goto(address)
        return page

    return go


def order(plan):
    rows = PlanAction.objects.filter(plan=plan, objective__code="1.1")
    return list(rows.order_by("position").values_list("title", flat=True))


def said(page, words):
    page.locator("#order-said").get_by_text(words).wait_for()
    calm(page)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "address",
    [
        "/durmeland/plannen/",
        "/durmeland/plannen/nieuw/",
        PAGE,
        f"{PAGE}?weergave=tabel",
        OUTLINE,
        f"{PAGE}?lifecycle=not_extended&q=noodwoningen",
        f"{PAGE}bewerken/",
        f"{PAGE}codes/",
        f"{PAGE}doelstellingen/nieuw/",
        f"{PAGE}delen/nieuw/",
        f"{PAGE}acties/1/veld/remark/",
        f"{PAGE}acties/1/verwijderen/",
        f"{PAGE}acties/1/verplaatsen/",
    ],
)
def test_pages_have_no_barriers_and_do_not_scroll_sideways(opened, plan, size, address):
    look(opened(address, size))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_form_of_an_action_has_no_barriers(opened, plan, size):
    objective = plan.objectives.get(title="Huren")
    page = opened(f"{PAGE}doelstellingen/{objective.pk}/acties/nieuw/", size)
    page.get_by_text("Meer", exact=True).click()

    look(page)


def test_order_by_keyboard_keeps_the_focus_and_says_where_it_stands(opened, plan):
    page = opened(OUTLINE)
    handle = page.locator("#greep-actie-1")
    handle.focus()
    page.keyboard.press("Alt+ArrowDown")
    said(page, "Actie “Fonds” staat nu op plaats 2 van 4.")
    focus = page.evaluate("document.activeElement.id")
    page.keyboard.press("Alt+ArrowDown")
    said(page, "Actie “Fonds” staat nu op plaats 3 van 4.")
    page.keyboard.press("Alt+ArrowUp")
    said(page, "Actie “Fonds” staat nu op plaats 2 van 4.")

    assert focus == "greep-actie-1"
    assert order(plan) == ["Overleg", "Fonds", "Opvang", "Noodwoningen"]
    look(page)


def test_order_by_buttons_keeps_the_focus(opened, plan):
    page = opened(OUTLINE)
    page.locator("#op-actie-3").focus()
    page.keyboard.press("Enter")
    said(page, "Actie “Opvang” staat nu op plaats 2 van 4.")

    assert page.evaluate("document.activeElement.id") == "op-actie-3"
    assert order(plan) == ["Fonds", "Opvang", "Overleg", "Noodwoningen"]


def test_order_without_scripts(opened, plan):
    page = opened(OUTLINE, scripts=False)
    page.locator("#neer-actie-1").click()
    page.get_by_text("Actie “Fonds” staat nu op plaats 2 van 4.").wait_for()

    assert page.url.endswith("#actie-1")
    assert not page.locator("#greep-actie-1").is_visible()
    assert order(plan) == ["Overleg", "Fonds", "Opvang", "Noodwoningen"]


def drag(page, handle, target, part):
    """Press the handle, go to a part of the target's height, and let go."""
    # In the middle of the window: near its edges the page would scroll along.
    page.locator(target).evaluate("node => node.scrollIntoView({block: 'center'})")
    start = page.locator(handle).bounding_box()
    end = page.locator(target).bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, start["y"] + 30, steps=3)
    page.mouse.move(end["x"] + 120, end["y"] + end["height"] * part, steps=6)
    page.mouse.up()


def test_order_by_dragging(opened, plan):
    page = opened(OUTLINE)
    drag(page, "#greep-actie-1", "#actie-3", 0.8)
    said(page, "Actie “Fonds” staat nu op plaats 3 van 4.")
    down = order(plan)
    drag(page, "#greep-actie-4", "#actie-2", 0.2)
    said(page, "Actie “Noodwoningen” staat nu op plaats 1 van 4.")

    assert down == ["Overleg", "Opvang", "Fonds", "Noodwoningen"]
    assert order(plan) == ["Noodwoningen", "Overleg", "Opvang", "Fonds"]
    look(page)


def test_drag_to_another_objective_that_is_empty(opened, plan):
    empty = plan.objectives.get(title="Leeg")
    page = opened(OUTLINE)
    drag(page, "#greep-actie-2", f"[data-objective='{empty.pk}']", 0.5)
    said(page, "Actie “Overleg” staat nu op plaats 1 van 1.")

    assert order(plan) == ["Fonds", "Opvang", "Noodwoningen"]
    assert empty.plan_actions.get().title == "Overleg"


def test_drag_of_an_objective_with_all_under_it(opened, plan):
    top, work = plan.objectives.get(title="Wonen"), plan.objectives.get(title="Werk")
    page = opened(OUTLINE)
    drag(page, f"#greep-doel-{work.pk}", f"#doel-{top.pk} > details > summary", 0.2)
    said(page, "Doelstelling “Werk” staat nu op plaats 1 van 2.")

    flat = list(plan.objectives.order_by("position").values_list("title", flat=True))
    assert flat == ["Werk", "Leeg", "Wonen", "Huren", "Interne werking"]


def test_escape_and_a_press_without_moving_change_nothing(opened, plan):
    page = opened(OUTLINE)
    page.locator("#greep-actie-1").click()
    start = page.locator("#greep-actie-1").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, start["y"] + 90, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    page.reload()

    assert order(plan) == ["Fonds", "Overleg", "Opvang", "Noodwoningen"]


def test_edit_in_place_keeps_and_gives_the_focus_back(opened, plan):
    page = opened(PAGE)
    page.locator("#actie-1-remark .pencil").click()
    page.locator("textarea[name=value]").wait_for()
    calm(page)
    page.locator("textarea[name=value]").fill("Reglement ligt voor.")
    look(page)
    page.keyboard.press("Control+Enter")
    page.locator("#actie-1-remark").get_by_text("bewaard").wait_for()
    calm(page)

    assert "Reglement ligt voor." in page.locator("#actie-1-remark").inner_text()
    assert page.evaluate("document.activeElement.className") == "pencil"
    assert PlanAction.objects.get(plan=plan, number=1).remark == "Reglement ligt voor."
    look(page)


def test_escape_leaves_the_field_as_it_was(opened, plan):
    page = opened(PAGE)
    page.locator("#actie-2-title .pencil").click()
    page.locator("textarea[name=value]").wait_for()
    calm(page)
    page.locator("textarea[name=value]").fill("Iets anders")
    page.keyboard.press("Escape")
    page.locator("#actie-2-title .pencil").wait_for()
    calm(page)

    assert "Overleg" in page.locator("#actie-2-title").inner_text()
    assert page.evaluate("document.activeElement.className") == "pencil"
    assert PlanAction.objects.get(plan=plan, number=2).title == "Overleg"


def test_filters_swap_the_plan_and_stay_in_the_address(opened, plan):
    page = opened(PAGE)
    page.locator(".filters summary").first.click()
    page.locator("#filter-lifecycle-not_extended").click()
    page.get_by_text("1 van 4 acties").wait_for()
    calm(page)

    assert page.locator(".filters > details").get_attribute("open") is not None
    assert page.url.endswith("?lifecycle=not_extended")
    assert page.locator("#actie-1").count() == 0
    page.locator(".chosen-one").first.click()
    page.locator("#actie-1").wait_for()
    look(page)
