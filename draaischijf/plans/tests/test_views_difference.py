"""The page with the difference."""

from __future__ import annotations

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from draaischijf.people.tests.factories import make_person
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.models import LifecycleDecision
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)

PAGE = "/durmeland/plannen/jaarplan-2027/verschil/"


@pytest.fixture
def before(partnership):
    return make_plan(partnership, 2026)


@pytest.fixture
def after(partnership, before):
    return make_plan(partnership, 2027, predecessor=before)


@pytest.fixture
def old_head(before):
    return make_objective(before, "Een dak dat past", code="1")


@pytest.fixture
def head(after, old_head):
    return make_objective(after, "Een dak dat past", code="1", continues=old_head)


@pytest.fixture
def desk(as_user, alice):
    client = as_user(alice)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text_of(answer):
    return answer.content.decode()


def test_new_gone_and_changed_stand_under_their_objective(desk, old_head, head, after):
    kept = make_action(old_head, "Blijft")
    make_action(head, "Blijft", continues=kept)
    old = make_action(old_head, "Woonoverleg met verhuurders")
    new = make_action(head, "Woonoverleg met iedereen", continues=old)
    fresh = make_action(head, "Buurtwerking", code="1.4")
    make_party(fresh, text="Huis van het Kind")
    make_action(
        old_head, "Weg", lifecycle="not_extended", reason="Geen vraag", code="1.5"
    )
    make_action(
        old_head, "Samen", lifecycle="not_extended", reason="Eén", merged_into=new
    )
    make_objective(after, "Iets nieuws", code="2")

    page = text_of(desk.get(PAGE))

    for said in (
        "Jaarplan 2027 against Jaarplan 2026", "SD 1", "Buurtwerking",
        "Huis van het Kind", "<del>verhuurders</del>", "<ins>iedereen</ins>",
        "not extended", "Geen vraag", "merged", "1 action unchanged", "new objective",
    ):  # fmt: skip
        assert said in page, said
    assert "put together" not in page
    only_gone = text_of(desk.get(f"{PAGE}?toon=weg"))
    assert "Geen vraag" in only_gone
    assert "Buurtwerking" not in only_gone
    assert "Iets nieuws" not in only_gone
    assert "Buurtwerking" in text_of(desk.get(f"{PAGE}?toon=onzin"))


def test_what_is_not_there_is_said(desk, old_head, head):
    page = text_of(desk.get(PAGE))

    assert "Nothing differs here" in page


def test_between_imported_plans_it_says_that_titles_were_compared(
    desk, old_head, head, before
):
    make_action(old_head, "Woonoverleg")
    make_action(head, "woonoverleg")
    make_action(make_objective(before, "Verdwenen"), "Weg")

    page = text_of(desk.get(PAGE))

    assert "Actions with the same title were put together." in page
    assert "no longer in the plan" in page
    assert "objective is gone" in page


def test_a_plan_before_that_one_may_not_read_is_as_if_it_were_not_there(
    desk, client, before, after, old_head, head
):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    make_action(old_head, "Vertrouwelijk project")

    assert client.get(PAGE).status_code == 404
    after.is_public = True
    after.save()
    page = text_of(client.get(PAGE))
    assert "There is no plan to compare this one with" in page
    assert "Vertrouwelijk" not in page
    assert "2026" not in page.split("<main")[1].split("</main")[0]
    assert "Vertrouwelijk project" in text_of(desk.get(PAGE))
    before.is_public = True
    before.save()
    assert "Vertrouwelijk project" in text_of(client.get(PAGE))


def test_a_first_plan_has_nothing_to_compare_with(desk, before):
    page = text_of(desk.get("/durmeland/plannen/jaarplan-2026/verschil/"))

    assert "There is no plan to compare this one with" in page


def test_it_takes_as_many_queries_for_one_row_as_for_three(desk, old_head, head):
    def add():
        old = make_action(old_head)
        make_party(make_action(head, "Anders", continues=old))
        make_party(make_action(head, "Nieuw"))
        make_action(old_head, "Weg")

    def counted():
        with CaptureQueriesContext(connection) as queries:
            desk.get(PAGE)
        return len(queries)

    add()
    counted()
    few = counted()
    add()
    add()

    assert counted() == few
    assert few < 18


def test_the_public_reads_no_names_in_a_difference(
    desk, as_user, charlie, client, partnership, before, after, old_head, head
):
    type(before).objects.update(is_public=True)
    hidden = make_person(partnership, name="Noor Verborgen", is_public=False)
    same = make_action(old_head, "Alleen de naam")
    kept = make_action(head, "Alleen de naam", continues=same)
    old = make_action(old_head, "Woonoverleg met verhuurders")
    new = make_action(head, "Woonoverleg met iedereen", continues=old)
    fresh = make_action(head, "Buurtwerking")
    gone = make_action(
        old_head, "Samen", lifecycle="not_extended", reason="Eén", merged_into=new
    )
    went = make_action(old_head, "Weg", lifecycle="not_extended", reason="Geen vraag")
    LifecycleDecision.objects.create(
        action=went,
        lifecycle="not_extended",
        body="Stuurgroep",
        date=datetime.date(2026, 11, 16),
    )
    for action in (kept, new, fresh, gone):
        make_party(action, PartyRole.LEAD, "Noor V.", person=hidden)
        make_party(action, PartyRole.CONTACT, "Noor V.", person=hidden)
    stranger = as_user(charlie)

    inside = text_of(desk.get(PAGE))
    assert inside.count("Noor Verborgen") == 5
    assert "actions unchanged" not in inside
    assert "Stuurgroep" in inside
    for reader in (client, stranger):
        reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        page = text_of(reader.get(PAGE))
        assert "Noor" not in page
        assert "Stuurgroep" not in page
        assert "Alleen de naam" not in page
        assert "1 action unchanged" in page
        for said in ("<ins>iedereen</ins>", "Buurtwerking", "merged", "Geen vraag"):
            assert said in page
