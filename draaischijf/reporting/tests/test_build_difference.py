"""The difference for the board: what is new, gone and changed against last year."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from draaischijf.people.tests.factories import make_person
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.reporting.builders.building import build
from draaischijf.reporting.content import (
    Editors,
    Heading,
    Table,
    as_json,
    from_json,
)
from draaischijf.reporting.tests.factories import blocks_of, subject, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def old(partnership):
    return make_plan(partnership, 2026, is_public=True)


@pytest.fixture
def plan(partnership, old):
    """A plan with one action of each fate against the plan before it."""
    plan = make_plan(partnership, 2027, predecessor=old, is_public=True)
    old_head = make_objective(old, "Wonen", code="1.1", level=2)
    head = make_objective(plan, "Wonen", code="1.1", level=2, continues=old_head)
    gone_head = make_objective(old, "Vervoer")
    kept = make_action(old_head, "Huurtafel")
    make_action(head, "Huurtafel", continues=kept)
    adapted = make_action(old_head, "Sociale kaart op papier")
    make_action(
        head, "Sociale kaart op het net", continues=adapted, lifecycle="adapted"
    )
    make_action(
        old_head, "Noodwoning", lifecycle=Lifecycle.NOT_EXTENDED, reason="Geen pand."
    )
    merged = make_action(gone_head, "Busplan")
    new = make_action(head, "Energiescan", lifecycle=Lifecycle.NEW)
    merged.merged_into = new
    merged.save()
    make_action(gone_head, "Fietsen", lifecycle=Lifecycle.COMPLETED)
    return plan


def built(plan, **rest):
    return build(subject("difference", plan.partnership, plan, **rest))


def rows_of(content, sheet):
    (table,) = [one for one in blocks_of(content, Table) if one.sheet == sheet]
    return [[cell.text for cell in row] for row in table.rows], table


def test_the_board_reads_what_is_new_gone_and_changed(plan):
    content = built(plan)

    assert [one.text for one in blocks_of(content, Heading)] == [
        "Objectives that change",
        "New actions",
        "Actions that do not go on",
        "Actions that change",
    ]
    assert dict(content.facts) == {
        "Plan": "Jaarplan 2027",
        "Plan before": "Jaarplan 2026",
        "New": "1 action",
        "No longer there": "3 actions",
        "Changed": "1 action",
        "As it was": "1 action",
    }
    assert content.subtitle == "Compared with Jaarplan 2026"
    assert rows_of(content, "New")[0] == [["OD 1.1", "Energiescan", ""]]


def test_what_is_gone_says_what_became_of_it(plan):
    rows, table = rows_of(built(plan), "Gone")
    by_title = {row[1].text: row for row in table.rows}

    assert len(rows) == 3
    assert by_title["Noodwoning"][1].mark == "■ not extended"
    assert by_title["Noodwoning"][2].text == "Geen pand."
    assert by_title["Fietsen"][1].mark == "✓ completed"
    assert by_title["Busplan"][1].mark == "■ merged"
    assert by_title["Busplan"][1].tone == "gone"
    assert by_title["Busplan"][2].note == "goes on in “Energiescan”"


def test_what_changed_stands_side_by_side(plan):
    rows, _table = rows_of(built(plan), "Changed")

    assert rows[0] == [
        "OD 1.1", "Sociale kaart op het net", "Action",
        "Sociale kaart op papier", "Sociale kaart op het net",
    ]  # fmt: skip


def test_an_objective_that_is_gone_is_named(plan):
    rows, table = rows_of(built(plan), "Objectives")

    assert rows == [["", "Vervoer", "", "", ""]]
    assert table.rows[0][1].mark == "■ no longer in the plan"


def test_everybody_reads_no_names_of_persons(plan):
    action = plan.plan_actions.get(title="Huurtafel")
    person = make_person(plan.partnership, name="Karel Contact")
    make_party(action, PartyRole.CONTACT, "Karel Contact", person=person)
    new = plan.plan_actions.get(title="Energiescan")
    make_party(new, PartyRole.LEAD, "Lies Trekker")
    inside, public = built(plan), built(plan, is_public=True)

    assert "Karel Contact" in words_of(inside)
    assert "Lies Trekker" in words_of(inside)
    assert "Karel" not in words_of(public)
    assert "Lies" not in words_of(public)
    assert "Energiescan" in words_of(public)


def test_a_change_of_names_alone_is_no_chapter_for_everybody(partnership, old):
    plan = make_plan(partnership, 2027, predecessor=old, is_public=True)
    old_head = make_objective(old, "Wonen")
    head = make_objective(plan, "Wonen", continues=old_head)
    action = make_action(
        head, "Huurtafel", continues=make_action(old_head, "Huurtafel")
    )
    make_party(action, PartyRole.LEAD, "Lies Trekker")

    assert blocks_of(built(plan), Heading)
    assert not blocks_of(built(plan, is_public=True), Heading)


def test_a_plan_before_that_is_not_public_is_not_compared_for_everybody(plan, old):
    old.is_public = False
    old.save()

    assert "There is no plan before this one" in words_of(built(plan, is_public=True))
    assert "Noodwoning" in words_of(built(plan))


def test_without_a_plan_before_or_a_difference_it_says_so(partnership, old):
    lonely = built(old)
    plan = make_plan(partnership, 2027, predecessor=old)
    old_head = make_objective(old, "Wonen")
    head = make_objective(plan, "Wonen", continues=old_head)
    make_action(head, "Huurtafel", continues=make_action(old_head, "Huurtafel"))

    assert "There is no plan before this one" in words_of(lonely)
    assert "Nothing changes" in words_of(built(plan))


def test_plans_put_side_by_side_by_title_say_so(partnership, old):
    plan = make_plan(partnership, 2027, predecessor=old)
    make_action(make_objective(old, "Wonen"), "Huurtafel")
    make_action(make_objective(plan, "Wonen"), "Nieuwe tafel")

    assert "put side by side by their titles" in words_of(built(plan))


def test_an_editor_writes_what_is_asked_of_the_board(plan):
    keys = [one.key for one in blocks_of(built(plan), Editors)]
    filled = built(plan, texts={"asked": "De raad keurt het plan goed."})

    assert keys == ["introduction", "asked"]
    assert blocks_of(filled, Heading)[-1].text == "What is asked of the board"


def test_it_is_read_back_and_asks_for_a_plan(plan):
    assert from_json(as_json(built(plan))) == built(plan)
    with pytest.raises(ValueError, match="that of a plan"):
        build(subject("difference", plan.partnership))


def test_larger_plans_take_no_more_queries(plan, old):
    def count():
        with CaptureQueriesContext(connection) as queries:
            built(plan)
        return len(queries)

    few = count()
    for number in range(3):
        old_head = make_objective(old, f"Doel {number}")
        head = make_objective(plan, f"Doel {number}", continues=old_head)
        before = make_action(old_head, f"Oud {number}")
        after = make_action(head, f"Nieuw {number}", continues=before)
        make_party(after, PartyRole.LEAD, "Lies")
        make_action(old_head, f"Weg {number}")

    assert count() == few


def test_for_everybody_an_action_with_another_lead_alone_is_as_it_was(partnership, old):
    plan = make_plan(partnership, 2027, predecessor=old, is_public=True)
    old_head = make_objective(old, "Wonen")
    head = make_objective(plan, "Wonen", continues=old_head)
    before = make_action(old_head, "Huurtafel")
    make_party(make_action(head, "Huurtafel", continues=before), text="Noor Verborgen")

    inside, public = built(plan), built(plan, is_public=True)

    assert ("Changed", "1 action") in inside.facts
    assert "Noor Verborgen" in words_of(inside)
    assert ("Changed", "0 actions") in public.facts
    assert ("As it was", "1 action") in public.facts
    assert "Noor" not in words_of(public)
