"""One field at a time: with HTMX in its place, without as a page of its own."""

from __future__ import annotations

import pytest

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.plans.domain import acting
from draaischijf.plans.domain.rewording import seen_as
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)

pytestmark = pytest.mark.django_db
PAGE = "/durmeland/plannen/jaarplan-2027/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


@pytest.fixture
def objective(plan):
    return make_objective(plan, "Wonen", code="1")


@pytest.fixture
def action(objective):
    return make_action(objective, "Woonoverleg", remark="Loopt")


@pytest.fixture
def desk(as_user, alice):
    return as_user(alice)


def of_action(name):
    return f"{PAGE}acties/1/veld/{name}/"


def test_field_opens_as_a_form_in_its_place(action, desk):
    answer = desk.get(of_action("remark"), headers=HTMX)

    page = answer.content.decode()
    assert page.lstrip().startswith('<div class="inplace editing">')
    assert f'name="seen" value="{seen_as("Loopt")}"' in page
    assert ">\nLoopt</textarea>" in page


def test_field_is_kept_and_shown_again_with_history(action, desk, alice):
    answer = desk.post(
        of_action("remark"),
        {"value": "Ligt stil", "seen": seen_as("Loopt")},
        headers=HTMX,
    )

    page = answer.content.decode()
    assert 'id="actie-1-remark"' in page
    assert "Ligt stil" in page
    assert "bewaard" in page
    entry = Entry.objects.about(action).get()
    assert (entry.data["before"], entry.data["after"]) == (
        {"remark": "Loopt"},
        {"remark": "Ligt stil"},
    )


def test_do_nothing_gives_the_field_as_it_stands(action, desk):
    answer = desk.get(f"{of_action('title')}?tonen=1", headers=HTMX)

    page = answer.content.decode()
    assert "Woonoverleg" in page
    assert "autofocus" in page
    assert "<form" not in page


def test_emptied_remark_of_a_permanent_action_says_what_that_means(objective, desk):
    make_action(objective, remark="x", lifecycle=Lifecycle.PERMANENT)

    answer = desk.post(
        of_action("remark"), {"value": "", "seen": seen_as("x")}, headers=HTMX
    )

    assert "loopt door zoals voorheen" in answer.content.decode()


def test_without_scripts_it_is_a_page_and_goes_back_to_the_place(action, desk):
    address = f"{of_action('title')}?weergave=overzicht"
    page = desk.get(address).content.decode()

    answer = desk.post(address, {"value": "Overleg", "seen": seen_as("Woonoverleg")})

    action.refresh_from_db()
    assert "<h1>Eén ding wijzigen</h1>" in page
    assert answer.url == f"{PAGE}?weergave=overzicht#actie-1"
    assert action.title == "Overleg"


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_change_of_somebody_else_is_shown_beside_ones_own(action, desk, dora, headers):
    acting.edit_action(action, actor=dora, remark="Stopt in mei")
    sent = {"value": "Ligt stil", "seen": seen_as("Loopt")}

    first = desk.post(of_action("remark"), sent, headers=headers)

    page = first.content.decode()
    assert first.status_code == 422
    assert "Stopt in mei" in page
    assert "Ligt stil" in page
    action.refresh_from_db()
    assert action.remark == "Stopt in mei"
    # The form that came back knows what it replaces.
    seen = page.split('name="seen" value="')[1].split('"')[0]
    desk.post(of_action("remark"), {**sent, "seen": seen}, headers=headers)
    action.refresh_from_db()
    assert action.remark == "Ligt stil"


def test_text_is_screened(action, desk):
    answer = desk.post(
        of_action("remark"),
        {"value": "Dossier 85.07.30-033 28", "seen": seen_as("Loopt")},
        headers=HTMX,
    )

    action.refresh_from_db()
    assert answer.status_code == 422
    assert "één persoon" in answer.content.decode()
    assert action.remark == "Loopt"


def test_year_is_a_year(action, desk):
    bad = desk.post(of_action("start_year"), {"value": "26", "seen": seen_as(None)})
    desk.post(of_action("start_year"), {"value": "2019", "seen": seen_as(None)})

    action.refresh_from_db()
    assert bad.status_code == 422
    assert action.start_year == 2019


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("title", "Wonen voor iedereen", "Wonen voor iedereen"),
        ("code", "1b", "1b"),
        ("explanation", "Gemeten aan de wachtlijst", "Gemeten aan de wachtlijst"),
        ("deadline", "2027-06-30", "2027-06-30"),
    ],
)
def test_fields_of_an_objective(plan, objective, desk, name, value, expected):
    address = f"{PAGE}doelstellingen/{objective.pk}/veld/{name}/"
    seen = seen_as(getattr(objective, name))

    page = desk.get(address, headers=HTMX).content.decode()
    answer = desk.post(address, {"value": value, "seen": seen}, headers=HTMX)
    again = desk.post(address, {"value": value, "seen": seen})

    objective.refresh_from_db()
    assert "<form" in page
    assert f'id="doel-{objective.pk}-{name}"' in answer.content.decode()
    assert again.url == f"{PAGE}#doel-{objective.pk}"
    assert str(getattr(objective, name)) == expected
    assert Entry.objects.about(plan).count() == 1


def test_unknown_field_is_not_found(action, objective, desk):
    assert desk.get(of_action("lifecycle")).status_code == 404
    address = f"{PAGE}doelstellingen/{objective.pk}/veld/plan/"
    assert desk.get(address).status_code == 404


def test_who_follows_up_writes_the_remark_and_nothing_else(
    partnership, action, as_user
):
    user = make_member(partnership, RoleKind.LEAD)
    lead = as_user(user)
    # A lead is a lead of one thing.
    assert lead.get(of_action("remark")).status_code == 404
    make_party(action, person=user.persons.get())

    kept = lead.post(of_action("remark"), {"value": "Klaar", "seen": seen_as("Loopt")})

    action.refresh_from_db()
    assert (kept.status_code, action.remark) == (302, "Klaar")
    assert lead.get(of_action("title")).status_code == 404


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_others_find_no_field(action, as_user, request, who):
    visitor = as_user(request.getfixturevalue(who))

    assert visitor.get(of_action("remark")).status_code == 404
    assert visitor.post(of_action("remark"), {"value": "x"}).status_code == 404


def test_adopted_plan_takes_a_remark_but_no_title(plan, action, desk):
    plan.status = "adopted"
    plan.save()

    remark = desk.post(
        of_action("remark"), {"value": "Klaar", "seen": seen_as("Loopt")}
    )
    title = desk.post(
        of_action("title"), {"value": "x", "seen": seen_as("Woonoverleg")}
    )

    action.refresh_from_db()
    assert (remark.status_code, title.status_code) == (302, 422)
    assert (action.title, action.remark) == ("Woonoverleg", "Klaar")
