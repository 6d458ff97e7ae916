"""The form with everything that is said of an action, and that of an objective."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from draaischijf.core.fuzzy.reading import parse_fuzzy
from draaischijf.history.models import Entry
from draaischijf.people.queries import terms_of
from draaischijf.plans.domain import acting
from draaischijf.plans.enums import PlanStatus, SectionKind
from draaischijf.plans.forms.details import DetailsForm
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.taxonomy.enums import SchemeKind

pytestmark = pytest.mark.django_db
PAGE = "/durmeland/plannen/jaarplan-2027/"
ADDRESS = f"{PAGE}acties/1/gegevens/"
COUNCIL = "Gemeenteraad Lokelare"


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


@pytest.fixture
def objective(plan):
    return make_objective(plan, "Wonen", code="1")


@pytest.fixture
def action(objective):
    return make_action(objective, "Woonoverleg", remark="Loopt\nal lang")


@pytest.fixture
def desk(as_user, alice):
    return as_user(alice)


@pytest.fixture
def rights(partnership):
    load_reference_data()
    return terms_of(partnership, SchemeKind.SOCIAL_RIGHT)[:2]


def sent(action, **changes):
    """What a browser sends back of the form as it stands, with these changes."""
    rights = list(action.rights.all())
    form = DetailsForm(action=action, terms=rights, wholes=[])
    given = {name: form[name].value() for name in form.fields if name != "accepted"}
    given = {**given, "part_of": action.parent_id, **changes}
    given["remark"] = str(given.get("remark", "")).replace("\n", "\r\n")
    return {name: value for name, value in given.items() if value not in (None, False)}


def test_everything_is_changed_in_one_form(action, objective, desk, rights):
    whole = make_action(objective, "Woonplan")
    right = rights[0]
    page = desk.get(action.get_absolute_url()).content.decode()

    answer = desk.post(
        ADDRESS,
        sent(
            action,
            title="Overleg",
            when="najaar",
            code="1.1",
            start_year="2019",
            rights=[right.pk],
            part_of=whole.pk,
            bbc_code="AP-3",
            needs_step_plan="on",
            log_interval="6",
            is_pro_memorie="on",
            decided_by=COUNCIL,
        ),
    )

    assert f'href="{ADDRESS}"' in page
    assert answer.url == action.get_absolute_url()
    action.refresh_from_db()
    assert (action.title, action.code, action.bbc_code) == ("Overleg", "1.1", "AP-3")
    assert (action.start_year, action.log_interval) == (2019, 6)
    assert (action.parent, list(action.rights.all())) == (whole, [right])
    assert (action.is_pro_memorie, action.decided_by) == (True, COUNCIL)
    assert action.needs_step_plan
    # Without a year, the year of the plan is meant.
    assert (action.date_text, action.start.year) == ("najaar", 2027)
    entry = Entry.objects.about(action).get()
    assert len(entry.data["after"]) == 11
    assert "remark" not in entry.data["after"]


def test_the_form_as_it_stands_changes_nothing(action, desk, rights):
    action.rights.set(rights)
    action.set_when(parse_fuzzy("ooit, als het lukt"))
    action.save()
    page = desk.get(ADDRESS).content.decode()

    answer = desk.post(ADDRESS, sent(action))

    assert 'value="ooit, als het lukt"' in page
    assert answer.status_code == 302
    assert not Entry.objects.about(action).exists()


def test_a_timing_is_not_filled_in_beforehand(action, desk):
    page = desk.get(ADDRESS).content.decode()

    field = re.search(r'<input[^>]*name="when"[^>]*>', page)
    assert field is not None
    assert "value=" not in field[0]


def test_words_that_are_no_date_are_kept_on_request(action, desk):
    first = desk.post(ADDRESS, sent(action, when="als het lukt"))
    desk.post(ADDRESS, sent(action, when="als het lukt", keep_words="on"))

    action.refresh_from_db()
    assert first.status_code == 422
    assert 'name="keep_words"' in first.content.decode()
    assert (action.date_text, action.start) == ("als het lukt", None)


def test_only_actions_that_can_be_its_whole_are_offered(
    action, objective, desk, partnership
):
    make_action(objective, "Eigen deel", parent=action)
    make_action(objective, "Ander werk")
    make_action(make_objective(make_plan(partnership, 2028)), "Ander plan")

    page = desk.get(ADDRESS).content.decode()
    choices = page.split('name="part_of"')[1].split("</select>")[0]

    assert "Ander werk" in choices
    for name in ("Woonoverleg", "Eigen deel", "Ander plan"):
        assert name not in choices


def test_an_action_alone_is_not_asked_what_it_is_part_of(action, desk):
    assert 'name="part_of"' not in desk.get(ADDRESS).content.decode()


@pytest.mark.usefixtures("rights")
@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"start_year": "26"},
        {"log_interval": "0"},
        {"is_pro_memorie": "on"},
        {"title": "Dossier 85.07.30-033 28"},
        {"rights": ["999999"]},
    ],
)
def test_what_cannot_be_is_refused(action, desk, wrong):
    answer = desk.post(ADDRESS, sent(action, code="9", **wrong))

    action.refresh_from_db()
    assert answer.status_code == 422
    assert (action.title, action.code) == ("Woonoverleg", "")


def test_pro_memorie_is_lifted_with_the_decision(action, desk):
    action.is_pro_memorie, action.decided_by = True, COUNCIL
    action.save()
    page = desk.get(ADDRESS).content.decode()
    bare = sent(action, is_pro_memorie="", body="")

    refused = desk.post(ADDRESS, bare)
    given = {"body": COUNCIL, "decided": "2026-02-03", "reference": "GR-12"}
    desk.post(ADDRESS, {**bare, **given})

    action.refresh_from_db()
    assert 'name="decided"' in page
    assert refused.status_code == 422
    assert refused.content.decode().count('class="field invalid"') == 2
    assert not action.is_pro_memorie
    assert action.lifecycle_decisions.get().reference == "GR-12"


def test_an_adopted_plan_asks_only_what_moves(plan, action, desk):
    plan.status = PlanStatus.ADOPTED
    plan.save()
    action.refresh_from_db()

    page = desk.get(ADDRESS).content.decode()
    desk.post(ADDRESS, sent(action, log_interval="6", needs_step_plan="on"))

    action.refresh_from_db()
    assert "is vastgesteld" in page
    assert 'name="title"' not in page
    assert (action.log_interval, action.needs_step_plan) == (6, True)


def test_a_plan_adopted_while_one_typed_refuses_the_words(plan, action, desk):
    typed = sent(action, title="Overleg")
    plan.status = PlanStatus.ADOPTED
    plan.save()

    answer = desk.post(ADDRESS, typed)

    action.refresh_from_db()
    assert answer.status_code == 422
    assert ">\nOverleg</textarea>" in answer.content.decode()
    assert action.title == "Woonoverleg"


def test_change_of_somebody_else_is_shown_at_the_field(action, desk, dora):
    typed = sent(action, remark="Ligt stil")
    acting.edit_action(action, actor=dora, remark="Stopt in mei")

    first = desk.post(ADDRESS, typed)
    page = first.content.decode()
    action.refresh_from_db()
    assert (first.status_code, action.remark) == (422, "Stopt in mei")
    assert "Stopt in mei" in page

    seen = page.split('name="seen" value="')[1].split('"')[0]
    desk.post(ADDRESS, {**typed, "seen": seen})
    action.refresh_from_db()
    assert action.remark == "Ligt stil"


def test_more_actions_ask_no_more_queries(action, objective, desk):
    def count():
        with CaptureQueriesContext(connection) as seen:
            desk.get(ADDRESS)
        return len(seen)

    make_action(objective, "Een")
    count()
    one = count()
    for title in ("Twee", "Drie"):
        make_action(make_objective(action.plan, title), title, parent=action)
        make_action(objective, title)

    assert count() == one


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_others_find_no_form(request, as_user, action, objective, who):
    visitor = as_user(request.getfixturevalue(who))
    place = f"{PAGE}doelstellingen/{objective.pk}/gegevens/"

    for address in (ADDRESS, place):
        assert visitor.get(address).status_code == 404
        assert visitor.post(address, sent(action)).status_code == 404
    assert b"/gegevens/" not in visitor.get(PAGE).content


# -- An objective --------------------------------------------------------------------


def test_an_objective_is_changed_in_one_form(plan, objective, desk):
    address = f"{PAGE}doelstellingen/{objective.pk}/gegevens/"
    tree = desk.get(PAGE).content.decode()
    page = desk.get(address).content.decode()

    answer = desk.post(
        f"{address}?weergave=overzicht",
        {"title": "Wonen voor elk", "code": "1b", "bbc_code": "AP-1",
         "deadline": "2027-06-30", "explanation": "Wachtlijst"},
    )  # fmt: skip

    objective.refresh_from_db()
    assert f'href="{address}"' in tree
    assert 'name="under"' not in page
    assert answer.url == f"{PAGE}?weergave=overzicht#doel-{objective.pk}"
    assert (objective.code, objective.bbc_code) == ("1b", "AP-1")
    assert (objective.title, objective.explanation) == ("Wonen voor elk", "Wachtlijst")
    assert len(Entry.objects.about(plan).get().data["after"]) == 5


def test_a_section_has_no_code(plan, desk):
    section = make_objective(plan, "Intern", section=SectionKind.INTERNAL, code="x")
    address = f"{PAGE}doelstellingen/{section.pk}/gegevens/"

    page = desk.get(address).content.decode()
    desk.post(address, {"title": "Intern werk"})

    section.refresh_from_db()
    assert 'name="code"' not in page
    assert (section.title, section.code) == ("Intern werk", "x")


def test_an_objective_of_an_adopted_plan_is_fixed(plan, objective, desk):
    plan.status = PlanStatus.ADOPTED
    plan.save()
    address = f"{PAGE}doelstellingen/{objective.pk}/gegevens/"

    page = desk.get(address).content.decode()
    answer = desk.post(address, {"title": "Anders"})

    objective.refresh_from_db()
    assert 'name="title"' not in page
    assert answer.status_code == 422
    assert objective.title == "Wonen"
