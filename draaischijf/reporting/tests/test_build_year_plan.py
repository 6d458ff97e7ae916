"""The year plan as a document: what offices know from paper, and nothing lost."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from draaischijf.people.tests.factories import make_person
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanStatus
from draaischijf.plans.models import PlanVersion
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.reporting.builders.building import build
from draaischijf.reporting.content import (
    Editors,
    Facts,
    Heading,
    Table,
    Text,
    as_json,
    from_json,
)
from draaischijf.reporting.tests.factories import blocks_of, subject, words_of
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.tests.factories import make_abbreviation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def built(plan, **rest):
    return build(subject("year_plan", plan.partnership, plan, **rest))


def test_objectives_stand_in_their_tree_with_codes_and_sections_last(plan):
    headings = blocks_of(built(plan), Heading)

    assert [(one.level, one.code, one.text) for one in headings] == [
        (1, "SD 1", "Iedereen woont betaalbaar"),
        (2, "OD 1.1", "Meer huizen voor wie weinig verdient"),
        (1, "", "Interne werking"),
        (1, "", "What the marks mean"),
    ]
    assert len({one.anchor for one in headings}) == len(headings)


def test_the_five_columns_say_who_and_since_when(plan):
    table = blocks_of(built(plan), Table)[0]

    assert [one.label for one in table.columns] == [
        "Action", "Remark", "Contact", "Actors", "Started",
    ]  # fmt: skip
    action, remark, contact, actors, started = table.rows[0]
    assert (action.text, action.mark, action.tone) == (
        "Huurtafel met het CAW", "● new", "new",
    )  # fmt: skip
    assert remark.text == "Elke maand samen."
    assert (contact.text, contact.note) == ("Katrien Contact", "lead: Dienst Wonen")
    assert actors.text == "Huis van het Kind Wachtbeke"
    assert (started.text, started.value) == ("2027", 2027)
    assert started.note == "najaar 2027"


def test_what_does_not_go_on_says_why_and_pro_memorie_who_decides(plan):
    content = built(plan)
    stopped, memorie = (row[0] for row in blocks_of(content, Table)[0].rows[1:3])

    assert (stopped.mark, stopped.tone) == ("■ not extended", "gone")
    assert stopped.note == "Why: Er is geen pand gevonden."
    assert memorie.mark == "pro memorie"
    assert "Gemeenteraad Lokelare" in blocks_of(content, Text)[-1].text


def test_the_legend_explains_only_the_marks_that_occur(plan):
    legend = blocks_of(built(plan), Facts)[-1]

    assert [mark for mark, _meaning in legend.items] == ["● new", "■ not extended"]


def test_the_public_edition_names_no_person(plan):
    make_party(
        plan.plan_actions.first(), PartyRole.CONTACT, "Fien van het onthaal", position=9
    )
    reachable = make_person(plan.partnership, name="Omar Openbaar", is_public=True)
    make_party(plan.plan_actions.first(), PartyRole.CONTACT, "Omar", person=reachable)
    inside, public = built(plan), built(plan, is_public=True)

    assert "Katrien Contact" in words_of(inside)
    assert "Fien" in words_of(inside)
    assert "Katrien" not in words_of(public)
    assert "Fien" not in words_of(public)
    assert "Omar Openbaar" in words_of(public)
    assert "Huis van het Kind Wachtbeke" in words_of(public)


def test_a_part_of_an_action_stands_right_behind_it(plan):
    first = plan.plan_actions.order_by("pk").first()
    make_action(first.objective, "Folder maken", parent=first, position=99)

    rows = blocks_of(built(plan), Table)[0].rows

    assert rows[1][0].text == "Folder maken"
    assert rows[1][0].note == "part of “Huurtafel met het CAW”"


def test_signals_that_it_answers_are_named_by_their_number(plan):
    first = plan.plan_actions.order_by("pk").first()
    hidden = make_signal(plan.partnership)
    shown = make_signal(plan.partnership, "published")
    first.signals.set([hidden, shown])
    first.bbc_code, first.needs_step_plan = "0901", True
    first.save()

    inside = blocks_of(built(plan), Table)[0].rows[0][0]
    public = blocks_of(built(plan, is_public=True), Table)[0].rows[0][0]

    assert inside.note == "needs a step plan first · BBC 0901 · answers signal 1, 2"
    assert public.note == "needs a step plan first · BBC 0901 · answers signal 2"


def test_the_cover_counts_and_an_adopted_plan_says_by_whom(plan):
    draft = built(plan)
    plan.status = PlanStatus.SUBMITTED
    submitted = built(plan)
    plan.status = PlanStatus.ADOPTED
    without_version = built(plan)
    PlanVersion.objects.create(
        plan=plan,
        number=1,
        adopted=datetime.date(2026, 12, 9),
        body="de raad van bestuur",
        content={},
        sha256="",
    )
    adopted = built(plan)

    assert dict(draft.facts)["Actions"] == (
        "4 actions: 1 new, 1 continued, 1 permanent, 1 not extended"
    )
    assert draft.status.startswith("Draft of")
    assert submitted.status.startswith("Submitted for approval")
    assert without_version.status.startswith("Draft of")
    assert adopted.status == "Adopted by de raad van bestuur on 9 December 2026"
    assert draft.is_landscape


def test_an_editor_may_write_a_foreword(plan):
    (empty,) = blocks_of(built(plan), Editors)
    (filled,) = blocks_of(built(plan, texts={"foreword": " Beste lezer. "}), Editors)

    assert (empty.key, empty.text, filled.text) == ("foreword", "", "Beste lezer.")


def test_only_abbreviations_that_occur_are_explained(plan):
    make_abbreviation("CAW", "centrum algemeen welzijnswerk")
    make_abbreviation("OCMW", "openbaar centrum")
    make_abbreviation("H.v.h.K.", "Huis van het Kind")

    assert built(plan).abbreviations == {"CAW": "centrum algemeen welzijnswerk"}
    plan.intro = "Met het H.v.h.K. erbij."
    assert "H.v.h.K." in built(plan).abbreviations


def test_an_empty_plan_is_a_document_too(partnership):
    plan = make_plan(partnership, kind="programme")
    make_objective(plan, "Nog leeg", explanation="Komt nog.")

    content = built(plan)

    assert [block.text for block in blocks_of(content, Text)] == [
        "Komt nog.", "No actions yet.",
    ]  # fmt: skip
    assert dict(content.facts)["Actions"] == "0 actions"


def test_it_is_read_back_from_json_as_it_was(plan):
    content = built(plan)

    assert from_json(as_json(content)) == content


def test_it_asks_for_a_plan(partnership):
    with pytest.raises(ValueError, match="about a plan"):
        build(subject("year_plan", partnership))


def test_more_actions_take_no_more_queries(plan):
    def count():
        with CaptureQueriesContext(connection) as queries:
            built(plan)
        return len(queries)

    few = count()
    for objective in plan.objectives.all():
        for number in range(3):
            action = make_action(
                objective, f"Actie {number}", lifecycle=Lifecycle.ADAPTED
            )
            make_party(action, PartyRole.LEAD, f"Dienst {number}")
            make_action(objective, "Deel", parent=action)
            action.signals.add(make_signal(plan.partnership))

    assert count() == few


def test_the_period_is_told_in_words(partnership):
    plan = make_plan(partnership, end=datetime.date(2032, 12, 31), kind="six_year_plan")

    assert dict(built(plan).facts)["Period"] == "2027–2032"
    assert built(plan).subtitle == "Six-year plan 2027–2032"
    assert built(make_plan(partnership, 2028, title="Annual plan 2028")).subtitle == ""


@pytest.mark.parametrize("kind", ["year_plan", "trajectory"])
def test_everybody_reads_of_a_plan_before_only_when_it_is_public(partnership, kind):
    before = make_plan(partnership, 2026, title="Het stille plan")
    plan = make_plan(partnership, 2027, predecessor=before, is_public=True)

    def said(**rest):
        return words_of(build(subject(kind, partnership, plan, **rest)))

    assert "Het stille plan" in said()
    assert "Het stille plan" not in said(is_public=True)
    before.is_public = True
    before.save()
    assert "Het stille plan" in said(is_public=True)
