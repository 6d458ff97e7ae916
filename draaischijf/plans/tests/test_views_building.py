"""Adding, taking out, moving and numbering anew, by forms that need no script."""

from __future__ import annotations

import pytest

from draaischijf.people.queries import terms_of
from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.plans.enums import PartyRole, SectionKind
from draaischijf.plans.models import Objective, PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.taxonomy.enums import SchemeKind

pytestmark = pytest.mark.django_db
PAGE = "/durmeland/plannen/jaarplan-2027/"


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


@pytest.fixture
def objective(plan):
    return make_objective(plan, "Wonen", code="1")


@pytest.fixture
def desk(as_user, alice):
    return as_user(alice)


@pytest.fixture
def fixed(plan):
    def fix():
        plan.status = "adopted"
        plan.save()

    return fix


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# -- Objectives ----------------------------------------------------------------------


def test_objective_is_added_at_the_top_with_the_next_code(plan, objective, desk):
    form = read(desk, f"{PAGE}doelstellingen/nieuw/")
    answer = desk.post(
        f"{PAGE}doelstellingen/nieuw/?weergave=overzicht",
        {"title": "Werk", "code": "2", "under": "", "deadline": "2027-06-30"},
    )

    made = Objective.objects.get(title="Werk")
    assert 'value="2"' in form
    assert answer.url == f"{PAGE}?weergave=overzicht#doel-{made.pk}"
    assert (made.level, made.code, str(made.deadline)) == (1, "2", "2027-06-30")


def test_objective_is_added_under_another(plan, objective, desk):
    address = f"{PAGE}doelstellingen/nieuw/?onder={objective.pk}"
    form = read(desk, address)

    answer = desk.post(
        address, {"title": "Huren", "code": "1.1", "under": objective.pk}
    )

    made = Objective.objects.get(title="Huren")
    assert 'value="1.1"' in form
    assert (made.parent, made.level) == (objective, 2)
    assert answer.url == f"{PAGE}#doel-{made.pk}"


def test_objective_goes_no_deeper_than_the_plan_has_levels(plan, objective, desk):
    deep = make_objective(plan, "Huren", parent=objective)
    section = make_objective(plan, "Intern", section=SectionKind.INTERNAL)

    for place in (deep, section):
        answer = desk.post(
            f"{PAGE}doelstellingen/nieuw/", {"title": "x", "under": place.pk}
        )
        assert answer.status_code == 422
    assert plan.objectives.count() == 3


def test_first_objective_is_offered_code_one(plan, desk):
    assert 'name="code" value="1"' in read(desk, f"{PAGE}doelstellingen/nieuw/")


def test_section_is_added(plan, desk):
    answer = desk.post(
        f"{PAGE}delen/nieuw/", {"section": "internal", "title": "Interne werking"}
    )

    made = plan.objectives.get()
    assert (made.section, made.title, made.parent) == (
        "internal",
        "Interne werking",
        None,
    )
    assert answer.url == f"{PAGE}#doel-{made.pk}"


def test_empty_objective_is_taken_out_after_a_question(plan, objective, desk):
    address = f"{PAGE}doelstellingen/{objective.pk}/verwijderen/"

    assert "uit het plan halen?" in read(desk, address)
    assert desk.post(address).url == PAGE
    assert not plan.objectives.exists()


def test_objective_with_actions_stays(plan, objective, desk):
    make_action(objective)

    answer = desk.post(f"{PAGE}doelstellingen/{objective.pk}/verwijderen/")

    assert answer.status_code == 422
    assert "staat nog iets in" in answer.content.decode()
    assert plan.objectives.exists()


# -- Actions -------------------------------------------------------------------------


def add(desk, objective, **sent):
    return desk.post(
        f"{PAGE}doelstellingen/{objective.pk}/acties/nieuw/",
        {"title": "Woonoverleg", "lifecycle": "new", **sent},
    )


def test_action_is_added_with_who_is_in_it(partnership, objective, desk):
    load_reference_data()
    right = terms_of(partnership, SchemeKind.SOCIAL_RIGHT)[0]
    house = make_organisation(partnership, "CAW Durmeland")
    karin = make_person(partnership, name="Karin Wouters")
    make_person(partnership, name="Jan Peeters")
    make_person(partnership, name="Jan Peeters")

    answer = add(
        desk,
        objective,
        lead="caw durmeland",
        contact="karin wouters; Jan Peeters",
        partners="OCMW, SVK\n11 fora\n",
        when="najaar 2027",
        start_year="2027",
        rights=[right.pk],
        remark="Eerste gesprek gehad.",
    )

    made = PlanAction.objects.get()
    assert answer.url == f"{PAGE}#actie-{made.number}"
    assert [
        (one.role, one.organisation, one.person, one.text) for one in made.parties.all()
    ] == [
        (PartyRole.LEAD, house, None, "caw durmeland"),
        (PartyRole.CONTACT, None, karin, "karin wouters"),
        # Two people of one name: words, not a guess.
        (PartyRole.CONTACT, None, None, "Jan Peeters"),
        (PartyRole.PARTNER, None, None, "OCMW"),
        (PartyRole.PARTNER, None, None, "SVK"),
        (PartyRole.PARTNER, None, None, "11 fora"),
    ]
    assert list(made.rights.all()) == [right]
    assert (made.date_text, made.start_year, made.lifecycle) == (
        "najaar 2027",
        2027,
        "new",
    )


def test_form_of_an_action_offers_names_year_and_the_next_code(
    partnership, objective, desk
):
    make_organisation(partnership, "CAW Durmeland")
    make_action(objective, code="1.3")

    form = read(desk, f"{PAGE}doelstellingen/{objective.pk}/acties/nieuw/")

    assert '<option value="CAW Durmeland">' in form
    assert 'name="code" value="1.4"' in form
    assert 'name="start_year" value="2027"' in form


def test_action_may_be_part_of_another(objective, desk):
    whole = make_action(objective, "Publicatie")

    add(desk, objective, part_of=whole.pk)

    assert PlanAction.objects.get(title="Woonoverleg").parent == whole


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"title": ""}, "verplicht"),
        ({"when": "zodra het past"}, "Deze datum kunnen we niet lezen"),
        ({"is_pro_memorie": "on"}, "orgaan dat beslist"),
        ({"lifecycle": "not_extended"}, "geldige keuze"),
        ({"start_year": "26"}, "1950"),
        ({"remark": "Dossier 85.07.30-033 28"}, "één persoon"),
    ],
)
def test_form_of_an_action_says_what_is_wrong(objective, desk, sent, words):
    answer = add(desk, objective, **sent)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not PlanAction.objects.exists()


def test_pro_memorie_names_who_decides(objective, desk):
    add(desk, objective, is_pro_memorie="on", decided_by="De woonmaatschappij")

    made = PlanAction.objects.get()
    assert (made.is_pro_memorie, made.decided_by) == (True, "De woonmaatschappij")


def test_action_is_taken_out_knowing_what_goes_with_it(partnership, objective, desk):
    action = make_action(objective, "Vergissing")
    make_action(objective, "Deel ervan", parent=action)
    make_log_entry(action)
    signal = make_signal(partnership, SignalState.ANALYSIS)
    action.signals.add(signal)
    address = f"{PAGE}acties/{action.number}/verwijderen/?weergave=overzicht"

    question = read(desk, address)
    answer = desk.post(address)

    assert "Ook 1 notitie" in question
    assert "Deel ervan" in question
    assert f"signaal {signal.number}" in question
    assert answer.url == f"{PAGE}?weergave=overzicht#doel-{objective.pk}"
    assert not PlanAction.objects.exists()


def test_action_is_moved_to_another_objective(plan, objective, desk):
    other = make_objective(plan, "Werk", code="2")
    action = make_action(objective)
    address = f"{PAGE}acties/{action.number}/verplaatsen/"
    form = read(desk, address)

    answer = desk.post(address, {"objective": other.pk})

    action.refresh_from_db()
    assert "SD 2 · Werk" in form
    assert f'<option value="{objective.pk}"' not in form
    assert answer.url == f"{PAGE}#actie-{action.number}"
    assert action.objective == other


@pytest.mark.parametrize(
    "address",
    [
        "doelstellingen/nieuw/",
        "delen/nieuw/",
        "codes/",
        "doelstellingen/{objective}/acties/nieuw/",
        "doelstellingen/{objective}/verwijderen/",
        "doelstellingen/{objective}/veld/title/",
        "acties/1/verwijderen/",
        "acties/1/verplaatsen/",
        "acties/1/veld/title/",
    ],
)
def test_adopted_plan_says_to_start_an_amendment(objective, desk, fixed, address):
    make_action(objective)
    fixed()

    page = read(desk, PAGE + address.format(objective=objective.pk))

    assert "Start een wijziging" in page
    assert "<form method=" not in page.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("doelstellingen/nieuw/", {"title": "x"}),
        ("delen/nieuw/", {"title": "x", "section": "other"}),
        (
            "doelstellingen/{objective}/acties/nieuw/",
            {"title": "x", "lifecycle": "new"},
        ),
        ("doelstellingen/{objective}/verwijderen/", {}),
        ("acties/1/verwijderen/", {}),
        ("acties/1/verplaatsen/", {"objective": "{other}"}),
    ],
)
def test_adopted_plan_refuses_what_is_sent_all_the_same(
    plan, objective, desk, fixed, address, sent
):
    make_action(objective)
    other = make_objective(plan, "Werk")
    fixed()
    keys = {"objective": objective.pk, "other": other.pk}
    sent = {name: value.format(**keys) for name, value in sent.items()}

    answer = desk.post(PAGE + address.format(**keys), sent)

    assert answer.status_code == 422
    assert (plan.objectives.count(), plan.plan_actions.count()) == (2, 1)


# -- Order ---------------------------------------------------------------------------


def order(objective):
    return "".join(objective.plan_actions.values_list("title", flat=True))


@pytest.fixture
def abc(objective):
    return [make_action(objective, title) for title in "abc"]


def test_step_down_goes_back_to_the_place(objective, abc, desk):
    answer = desk.post(f"{PAGE}acties/1/plaats/", {"step": "1"}, follow=True)

    assert order(objective) == "bac"
    assert answer.redirect_chain[0][0] == f"{PAGE}?weergave=overzicht#actie-1"
    assert "staat nu op plaats 2 van 3" in answer.content.decode()


def test_drag_gets_the_outline_and_what_to_say(objective, abc, desk):
    answer = desk.post(
        f"{PAGE}acties/1/plaats/", {"after": "3"}, headers={"HX-Request": "true"}
    )

    page = answer.content.decode()
    assert order(objective) == "bca"
    assert page.lstrip().startswith('<div id="outline"')
    assert "Actie “a” staat nu op plaats 3 van 3." in page


def test_drag_to_another_objective(plan, objective, abc, desk):
    other = make_objective(plan, "Werk")

    desk.post(f"{PAGE}acties/2/plaats/", {"after": "0", "objective": other.pk})

    assert (order(objective), order(other)) == ("ac", "b")


@pytest.mark.parametrize("sent", [{}, {"step": "7"}, {"after": "-1"}, {"after": "x"}])
def test_place_that_is_none_is_a_bad_request(objective, abc, desk, sent):
    answers = [
        desk.post(f"{PAGE}acties/1/plaats/", sent),
        desk.post(f"{PAGE}doelstellingen/{objective.pk}/plaats/", sent),
    ]

    assert [one.status_code for one in answers] == [400, 400]
    assert order(objective) == "abc"


def test_place_that_is_gone_is_said(plan, objective, abc, desk):
    elsewhere = make_action(make_objective(plan, "Werk"), "x")

    action = desk.post(
        f"{PAGE}acties/1/plaats/", {"after": elsewhere.number}, follow=True
    )
    under = make_objective(plan, "Huren", parent=objective)
    place = desk.post(
        f"{PAGE}doelstellingen/{objective.pk}/plaats/", {"after": under.pk}, follow=True
    )

    assert "intussen de volgorde" in action.content.decode()
    assert "intussen de volgorde" in place.content.decode()
    assert order(objective) == "abc"


def test_objective_is_moved_by_step_and_by_drag(plan, objective, desk):
    second, third = make_objective(plan, "Werk"), make_objective(plan, "Zorg")

    stepped = desk.post(f"{PAGE}doelstellingen/{objective.pk}/plaats/", {"step": "1"})
    desk.post(f"{PAGE}doelstellingen/{third.pk}/plaats/", {"after": "0"})
    desk.post(f"{PAGE}doelstellingen/{objective.pk}/plaats/", {"after": second.pk})

    assert stepped.url == f"{PAGE}?weergave=overzicht#doel-{objective.pk}"
    assert list(plan.objectives.values_list("title", flat=True)) == [
        "Zorg",
        "Werk",
        "Wonen",
    ]


# -- Codes ---------------------------------------------------------------------------


def test_codes_are_shown_first_and_then_given(objective, abc, desk):
    page = read(desk, f"{PAGE}codes/")
    seen = page.split('name="seen" value="')[1].split('"')[0]

    answer = desk.post(f"{PAGE}codes/", {"seen": seen}, follow=True)

    assert "3 codes wijzigen" in page
    assert "3 codes gewijzigd." in answer.content.decode()
    assert set(objective.plan_actions.values_list("code", flat=True)) == {
        "1.1",
        "1.2",
        "1.3",
    }
    assert "Alle codes kloppen" in read(desk, f"{PAGE}codes/")


def test_codes_of_another_order_are_shown_again(objective, abc, desk):
    answer = desk.post(f"{PAGE}codes/", {"seen": "0123456789abcdef"})

    assert answer.status_code == 422
    assert "intussen de volgorde" in answer.content.decode()
    assert set(objective.plan_actions.values_list("code", flat=True)) == {""}


def test_codes_without_a_mark_are_only_shown(objective, abc, desk):
    assert desk.post(f"{PAGE}codes/", {}).status_code == 200
    assert set(objective.plan_actions.values_list("code", flat=True)) == {""}


def test_codes_of_an_adopted_plan_are_refused(objective, abc, desk, fixed):
    page = read(desk, f"{PAGE}codes/")
    seen = page.split('name="seen" value="')[1].split('"')[0]
    fixed()

    answer = desk.post(f"{PAGE}codes/", {"seen": seen})

    assert answer.status_code == 422
    assert set(objective.plan_actions.values_list("code", flat=True)) == {""}
