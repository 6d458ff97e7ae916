"""The list of plans, the page of a plan in its three views, and its cover."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from draaischijf.history.models import Entry
from draaischijf.people.tests.factories import make_organisation
from draaischijf.plans.enums import Lifecycle, PartyRole, SectionKind
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.models.plans import LEVELS
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)

pytestmark = pytest.mark.django_db
LIST = "/durmeland/plannen/"
ADD = "/durmeland/plannen/nieuw/"
PAGE = "/durmeland/plannen/jaarplan-2027/"
COVER = {
    "kind": "annual_plan",
    "named_for": "annual_plan",
    "title": "Jaarplan 2027",
    "start": "2027",
    "log_interval": "3",
}


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


@pytest.fixture
def filled(plan):
    top = make_objective(plan, "Wonen", code="1", deadline=datetime.date(2027, 6, 30))
    under = make_objective(plan, "Huren", parent=top, code="1.1", explanation="Meer.")
    make_objective(plan, "Intern", section=SectionKind.INTERNAL)
    fund = make_action(
        under, "Huurgarantiefonds", lifecycle=Lifecycle.NEW, code="1.1.1"
    )
    make_party(fund, PartyRole.LEAD, "Dienst Wonen")
    make_action(
        under,
        "Noodwoningen",
        lifecycle=Lifecycle.NOT_EXTENDED,
        reason="Te weinig vraag",
        start_year=2022,
    )
    make_action(
        under, "Woningen", is_pro_memorie=True, decided_by="De woonmaatschappij"
    )
    make_log_entry(fund)
    return plan


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# -- The list ------------------------------------------------------------------------


def test_list_shows_plans_with_status_and_counts(filled, as_user, bob):
    page = read(as_user(bob), LIST)

    assert "Jaarplan 2027" in page
    assert "3 acties: 1 loopt door, 1 is nieuw, 1 wordt niet verlengd." in page
    assert "ontwerp" in page
    assert "Alleen voor partners" in page
    assert ADD not in page


def test_list_offers_who_edits_plans_to_start_one(plan, as_user, alice):
    assert f'href="{ADD}"' in read(as_user(alice), LIST)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("alice", "Begin met dit jaar"),
        ("bob", "De coördinator start er een"),
        (None, "zodra het vastgesteld en openbaar is"),
    ],
)
def test_empty_list_says_what_to_do(partnership, client, as_user, request, who, words):
    visitor = as_user(request.getfixturevalue(who)) if who else client

    assert words in read(visitor, LIST)


def test_the_public_sees_public_plans_only(partnership, client):
    make_plan(partnership, 2026, title="Besloten plan")
    make_plan(partnership, 2027, title="Openbaar plan", is_public=True)

    page = read(client, LIST)

    assert "Openbaar plan" in page
    assert "Besloten plan" not in page


def test_plans_is_a_place_in_the_navigation(partnership, client):
    assert f'href="{LIST}"' in read(client, "/durmeland/")


# -- The page ------------------------------------------------------------------------


def test_tree_shows_objectives_actions_and_lifecycle_in_words(filled, as_user, bob):
    page = read(as_user(bob), PAGE)

    for words in (
        "SD 1",
        "OD 1.1",
        "30 juni 2027",
        "nieuw",
        "niet verlengd",
        "Te weinig vraag",
        "pro memorie: De woonmaatschappij beslist",
        "Dienst Wonen",
        "Intern",
    ):
        assert words in page, words
    assert "pencil" not in page
    assert "order.js" not in page


def test_editor_finds_pencils_and_ways_to_build(filled, as_user, alice):
    page = read(as_user(alice), PAGE)

    assert f"{PAGE}acties/1/veld/remark/" in page
    assert f"{PAGE}acties/1/veld/title/" in page
    assert "Actie toevoegen" in page
    assert "edit-in-place.js" in page


def test_adopted_plan_shows_only_the_pencil_of_the_progress(filled, as_user, alice):
    filled.status = "adopted"
    filled.save()

    page = read(as_user(alice), PAGE)

    assert f"{PAGE}acties/1/veld/remark/" in page
    assert f"{PAGE}acties/1/veld/title/" not in page
    assert "Actie toevoegen" not in page
    assert "start je een wijziging" in page


def test_table_is_the_five_column_form(filled, as_user, bob):
    page = read(as_user(bob), f"{PAGE}?weergave=tabel")

    heads = [
        words
        for words in ("Actie", "Opmerking", "Contact", "Actoren", "Opgestart")
        if f">{words}</th>" in page
    ]
    assert heads == ["Actie", "Opmerking", "Contact", "Actoren", "Opgestart"]
    assert page.count("<thead>") == 1
    assert "(P/M)" in page
    assert 'class="pencil"' not in page


def test_outline_has_steps_only_for_who_builds(filled, as_user, alice, bob):
    reader = read(as_user(bob), f"{PAGE}?weergave=overzicht")
    builder = read(as_user(alice), f"{PAGE}?weergave=overzicht")
    narrowed = read(as_user(alice), f"{PAGE}?weergave=overzicht&lifecycle=new")

    assert "Huurgarantiefonds" in reader
    assert f"{PAGE}acties/1/plaats/" not in reader
    assert f"{PAGE}acties/1/plaats/" in builder
    assert f"{PAGE}acties/1/plaats/" not in narrowed
    assert "Haal de filters weg" in narrowed


def test_filters_narrow_and_keep_the_view(filled, as_user, bob):
    page = read(as_user(bob), f"{PAGE}?weergave=tabel&lifecycle=new")

    assert "Huurgarantiefonds" in page
    assert "Noodwoningen" not in page
    assert "1 van 3 acties" in page
    assert "Alle filters" in page
    assert "weergave=tabel&amp;lifecycle=new&amp;lifecycle=not_extended" in page


def test_nothing_found_offers_the_whole_plan(filled, as_user, bob):
    page = read(as_user(bob), f"{PAGE}?q=zwembad")

    assert "Geen enkele actie voldoet" in page
    assert "Toon het hele plan" in page


def test_htmx_gets_the_found_part_only(filled, as_user, bob):
    answer = as_user(bob).get(
        f"{PAGE}?q=huurgarantiefonds", headers={"HX-Request": "true"}
    )

    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="found"')
    assert "Huurgarantiefonds" in page
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize(
    ("who", "words"),
    [("alice", "Begin met een doelstelling"), ("bob", "zodra ze geschreven zijn")],
)
def test_empty_plan_says_what_to_do(plan, as_user, request, who, words):
    assert words in read(as_user(request.getfixturevalue(who)), PAGE)


def test_history_is_for_partners(filled, as_user, alice, bob, client):
    from draaischijf.plans.domain import planning

    planning.edit_plan(filled, actor=alice, is_public=True)

    assert "Wat er in dit plan veranderde" in read(as_user(bob), PAGE)
    assert "Wat er in dit plan veranderde" not in read(client, PAGE)
    assert "Alice" not in read(client, PAGE)


def test_hidden_plan_is_not_found(plan, client, as_user, charlie):
    assert client.get(PAGE).status_code == 404
    assert as_user(charlie).get(PAGE).status_code == 404


@pytest.mark.parametrize("view", ["boom", "tabel", "overzicht"])
def test_page_takes_as_many_queries_for_one_as_for_many_actions(
    filled, as_user, alice, view
):
    visitor = as_user(alice)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            read(visitor, f"{PAGE}?weergave={view}")
        return len(caught)

    queries()
    few = queries()
    top = filled.objectives.get(title="Wonen")
    for number in range(5):
        objective = make_objective(filled, f"Doel {number}", parent=top)
        for _ in range(40):
            make_party(make_action(objective), PartyRole.LEAD, f"Dienst {number}")

    assert filled.plan_actions.count() == 203
    assert queries() == few


@pytest.mark.parametrize("amount", [1, 3])
def test_list_page_takes_as_many_queries(partnership, as_user, bob, amount):
    for year in range(2026, 2026 + amount):
        make_plan(partnership, year)
    visitor = as_user(bob)
    visitor.get(LIST)

    with CaptureQueriesContext(connection) as caught:
        visitor.get(LIST)

    assert len(caught) == 7


# -- The cover -----------------------------------------------------------------------


def test_plan_is_started_with_the_usual_names(partnership, as_user, alice):
    house = make_organisation(partnership, "OCMW Lokelare")
    before = make_plan(partnership, 2026)
    sent = {**COVER, "owner": "ocmw lokelare", "predecessor": before.pk}

    answer = as_user(alice).post(ADD, sent)

    made = ActionPlan.objects.get(title="Jaarplan 2027")
    assert answer.url == PAGE
    assert (made.start, made.end) == (
        datetime.date(2027, 1, 1),
        datetime.date(2027, 12, 31),
    )
    assert made.level_names == LEVELS["annual_plan"]
    assert (made.owner, made.predecessor, made.status) == (house, before, "draft")
    assert Entry.objects.about(made).get().verb == "plan_created"


def test_period_may_be_days_or_years(partnership, as_user, alice):
    sent = {**COVER, "kind": "programme", "start": "1/9/2027", "end": "2030"}

    as_user(alice).post(ADD, sent)

    made = ActionPlan.objects.get()
    assert (made.start, made.end) == (
        datetime.date(2027, 9, 1),
        datetime.date(2030, 12, 31),
    )
    # The names of another kind were not touched, so those of this kind hold.
    assert made.level_names == LEVELS["programme"]


def test_level_names_can_be_ones_own(partnership, as_user, alice):
    sent = {**COVER, "short_1": "T", "long_1": "thema", "long_2": "doel"}

    as_user(alice).post(ADD, sent)

    assert ActionPlan.objects.get().level_names == [["T", "thema"], ["", "doel"]]


def test_another_kind_brings_its_names(partnership, as_user, alice):
    answer = as_user(alice).get(f"{ADD}?kind=programme", headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert 'value="luik"' in page
    assert 'name="named_for" value="programme"' in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": "ooit"}, "Schrijf een jaar"),
        ({"start": "2027", "end": "2026"}, "niet eindigen voor het begint"),
        ({"start": "2027", "end": "later"}, "Schrijf een jaar"),
        ({"owner": "Onbekend vzw"}, "staat niet in de lijst"),
        ({"title": ""}, "verplicht"),
        ({"title": "Plan van mevrouw Janssens, 85.07.30-033 28"}, "één persoon"),
        ({"kind": "taart"}, "geldige keuze"),
    ],
)
def test_start_says_what_is_wrong(partnership, as_user, alice, change, words):
    answer = as_user(alice).post(ADD, {**COVER, **change})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ActionPlan.objects.exists()


def test_refusal_of_the_domain_is_an_error_of_the_form(partnership, as_user, alice):
    later = make_plan(partnership, 2028)

    answer = as_user(alice).post(ADD, {**COVER, "predecessor": later.pk})

    assert answer.status_code == 422
    assert "moet vroeger beginnen" in answer.content.decode()


def test_cover_is_edited(plan, as_user, alice):
    address = f"{PAGE}bewerken/"
    form = read(as_user(alice), address)

    answer = as_user(alice).post(
        address,
        {
            **COVER,
            "title": "Actieplan",
            "is_public": "on",
            "short_1": "SD",
            "long_1": "doel",
        },
    )

    plan.refresh_from_db()
    assert 'value="2027"' in form
    assert answer.url == PAGE
    assert (plan.title, plan.is_public) == ("Actieplan", True)
    assert plan.level_names == [["SD", "doel"]]


def test_cover_shows_days_as_days(partnership, as_user, alice):
    make_plan(
        partnership,
        2027,
        start=datetime.date(2027, 9, 1),
        end=datetime.date(2028, 8, 31),
        owner=make_organisation(partnership, "OCMW Lokelare"),
    )

    form = read(as_user(alice), f"{PAGE}bewerken/")

    for value in ("1/9/2027", "31/8/2028", "OCMW Lokelare"):
        assert f'value="{value}"' in form


def test_adopted_title_is_refused_in_words(plan, as_user, alice):
    plan.status = "adopted"
    plan.save()

    answer = as_user(alice).post(f"{PAGE}bewerken/", {**COVER, "title": "Anders"})

    assert answer.status_code == 422
    assert "vastgesteld" in answer.content.decode()
