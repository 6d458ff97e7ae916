"""A plan out to Excel and in again: only what was changed, each change shown first."""

from __future__ import annotations

import datetime
import json
from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from draaischijf.documents.models import ImportRow
from draaischijf.history.models import Entry
from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanStatus
from draaischijf.plans.exports.plan_sheet import plan_workbook
from draaischijf.plans.models import PlanAction
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.website import imports

pytestmark = pytest.mark.django_db

ACTIONS, OBJECTIVES = 0, 1


def exported(plan):
    return b"".join(plan_workbook(plan).streaming_content)


def columns(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def changed(data, sheet_number, changes):
    """Return the file with {(row, head): value} written, as Excel would save it."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[sheet_number]
    heads = columns(sheet)
    for (row, head), value in changes.items():
        cell = sheet.cell(row, heads[head])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # typed as text, also when it begins with "="
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def taken_in(partnership, data, actor=None, *, accepted=()):
    run = imports.stage_file(partnership, data, "plan.xlsx", actor=actor)
    reports = imports.commit_run(run, actor=actor, accepted=accepted)
    return run, reports


@pytest.fixture
def plan(partnership):
    plan = make_plan(partnership)
    objective = make_objective(
        plan, code="1", title="Iedereen woont", deadline=datetime.date(2027, 12, 31)
    )
    first = make_action(objective, "Woonoverleg", remark="Loopt goed", start_year=2019)
    make_party(first, PartyRole.LEAD, "Dienst Wonen")
    make_party(first, PartyRole.CONTACT, "Noor")
    make_action(objective, "Huurgarantie", lifecycle=Lifecycle.NEW)
    return plan


def test_what_goes_out_and_comes_back_untouched_changes_nothing(partnership, plan):
    with pytest.raises(imports.NothingChangedError, match="verschilt"):
        imports.stage_file(partnership, exported(plan), "plan.xlsx", actor=None)

    assert Entry.objects.filter(verb="action_edited").count() == 0


def test_each_change_is_shown_first_and_only_those_are_made(partnership, plan, alice):
    data = changed(
        exported(plan),
        ACTIONS,
        {
            (2, "Voortgang"): "Vlot\nmet 12 verhuurders",
            (2, "Trekker"): "Dienst Wonen; OCMW Lokelare",
            (2, "Contact"): None,
            (2, "Timing"): "najaar 2027",
            (3, "Sinds"): 2021,
            (3, "Verloop"): "Niet verlengd",
            (3, "Waarom"): "Te weinig vraag",
        },
    )
    ocmw = make_organisation(partnership, "OCMW Lokelare")
    before = list(PlanAction.objects.values())

    run = imports.stage_file(partnership, data, "plan.xlsx", actor=alice)

    assert list(PlanAction.objects.values()) == before
    shown = list(run.rows.values_list("verbatim", flat=True))
    assert len(shown) == 6
    assert any("“Loopt goed” → “Vlot\nmet 12 verhuurders”" in one for one in shown)

    (report,) = imports.commit_run(run, actor=alice)

    first, second = PlanAction.objects.order_by("number")
    assert (report.kind, report.created) == ("plan_changes", 6)
    assert first.remark == "Vlot\nmet 12 verhuurders"
    assert [(p.role, str(p)) for p in first.parties.all()] == [
        ("lead", "Dienst Wonen"),
        ("lead", "OCMW Lokelare"),
    ]
    assert first.parties.get(organisation=ocmw).text == "OCMW Lokelare"
    assert (first.date_text, first.date_kind) == ("najaar 2027", "season")
    assert (second.lifecycle, second.reason) == ("not_extended", "Te weinig vraag")
    assert (second.start_year, first.start_year) == (2021, 2019)
    assert first.title == "Woonoverleg"
    assert Entry.objects.filter(verb="action_edited", note="plan.xlsx").count() == 6


def test_the_same_file_again_changes_nothing_more(partnership, plan):
    data = changed(exported(plan), ACTIONS, {(2, "Voortgang"): "Vlot"})
    taken_in(partnership, data)

    with pytest.raises(imports.NothingChangedError):
        imports.stage_file(partnership, data, "plan.xlsx", actor=None)


def test_a_change_that_was_taken_back_here_can_be_made_once_more(partnership, plan):
    data = changed(exported(plan), ACTIONS, {(2, "Voortgang"): "Vlot"})
    taken_in(partnership, data)
    action = PlanAction.objects.get(number=1)
    action.remark = "Loopt goed"
    action.save()

    taken_in(partnership, data)

    assert PlanAction.objects.get(number=1).remark == "Vlot"


def test_what_changed_on_both_sides_waits_for_a_person(partnership, plan):
    data = changed(
        exported(plan),
        ACTIONS,
        {(2, "Voortgang"): "In het bestand", (3, "Code"): "1.2"},
    )
    PlanAction.objects.filter(number=1).update(remark="Op de pagina")

    run, (report,) = taken_in(partnership, data)

    assert PlanAction.objects.get(number=1).remark == "Op de pagina"
    assert PlanAction.objects.get(number=2).code == "1.2"
    assert report.created == 1
    refused = run.rows.get(outcome="problem")
    assert "Op de pagina" in refused.problems[0]["why"]


def test_what_changed_here_alone_is_not_put_back(partnership, plan):
    data = changed(exported(plan), ACTIONS, {(3, "Voortgang"): "Reglement klaar"})
    PlanAction.objects.filter(number=1).update(remark="Op de pagina")

    taken_in(partnership, data)

    assert PlanAction.objects.get(number=1).remark == "Op de pagina"
    assert PlanAction.objects.get(number=2).remark == "Reglement klaar"


@pytest.mark.parametrize(
    ("head", "value", "why"),
    [
        ("Sinds", "lang geleden", "jaartal"),
        ("Verloop", "misschien", "niet verlengd"),
        ("Verloop", "niet verlengd", "waarom"),
        ("Actie", None, "naam"),
        ("Code", "1" * 30, "20"),
        ("Doelstelling", "Iets anders", "pagina van het plan"),
    ],
)
def test_what_cannot_be_is_said_per_cell_and_left_out(
    partnership, plan, head, value, why
):
    data = changed(exported(plan), ACTIONS, {(2, head): value})

    run = imports.stage_file(partnership, data, "plan.xlsx", actor=None)

    (row,) = run.rows.all()
    assert row.outcome == "problem"
    assert why in row.problems[0]["why"]
    imports.commit_run(run, actor=None)
    assert PlanAction.objects.get(number=1).title == "Woonoverleg"


def test_an_action_pro_memorie_keeps_its_lifecycle(partnership, plan):
    PlanAction.objects.filter(number=2).update(
        is_pro_memorie=True, decided_by="Stuurgroep"
    )
    data = changed(exported(plan), ACTIONS, {(3, "Verloop"): "afgerond"})

    run, _reports = taken_in(partnership, data)

    assert "Stuurgroep" in run.rows.get().problems[0]["why"]
    assert PlanAction.objects.get(number=2).lifecycle == Lifecycle.NEW


def test_the_words_of_an_adopted_plan_stay(partnership, plan):
    data = changed(
        exported(plan), ACTIONS, {(2, "Actie"): "Iets anders", (2, "Voortgang"): "Vlot"}
    )
    plan.status = PlanStatus.ADOPTED
    plan.save()

    taken_in(partnership, data)

    action = PlanAction.objects.get(number=1)
    assert (action.title, action.remark) == ("Woonoverleg", "Vlot")


def test_a_new_row_is_a_new_action(partnership, plan):
    data = changed(
        exported(plan),
        ACTIONS,
        {
            (4, "Doelstelling"): "1 Iedereen woont",
            (4, "Actie"): "Nachtopvang in de winter",
            (4, "Trekker"): "CAW Durmeland",
            (4, "Timing"): "winter 2027",
            (5, "Doelstelling"): "Bestaat niet",
            (5, "Actie"): "Zonder plaats",
        },
    )

    run, (report,) = taken_in(partnership, data)

    added = PlanAction.objects.get(title="Nachtopvang in de winter")
    assert (added.number, added.objective.code, added.lifecycle) == (3, "1", "new")
    assert [str(party) for party in added.parties.all()] == ["CAW Durmeland"]
    assert report.created == 1
    assert not PlanAction.objects.filter(title="Zonder plaats").exists()
    assert "Bestaat niet" in run.rows.get(outcome="problem").problems[0]["why"]


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("Sinds", "sinds 2019"),
        ("Sinds", 99999),
        ("Code", "1" * 30),
        ("BBC-code", "2" * 60),
        ("Verloop", "misschien"),
        ("Doelstelling", None),
    ],
)
def test_a_new_row_that_cannot_be_is_said_and_the_rest_goes_on(
    partnership, plan, head, value
):
    new = {
        (4, "Doelstelling"): "1 Iedereen woont",
        (4, "Actie"): "Nachtopvang",
        (4, head): value,
    }
    data = changed(exported(plan), ACTIONS, {**new, (2, "Voortgang"): "Vlot"})

    run, (report,) = taken_in(partnership, data)

    assert report.created == 1
    assert run.rows.get(outcome="problem").problems[0]["why"]
    assert not PlanAction.objects.filter(title="Nachtopvang").exists()
    assert PlanAction.objects.get(number=1).remark == "Vlot"


def test_a_new_row_keeps_its_lifecycle_and_says_what_points_at_a_person(
    partnership, plan
):
    data = changed(
        exported(plan),
        ACTIONS,
        {
            (4, "Doelstelling"): "1",
            (4, "Actie"): "Nachtopvang",
            (4, "Voortgang"): "Bel 0470 12 34 56",
            (4, "Verloop"): "uitgesteld",
            (4, "Waarom"): "geen gebouw",
        },
    )

    run, _reports = taken_in(partnership, data, accepted=True)

    added = PlanAction.objects.get(title="Nachtopvang")
    assert (added.lifecycle, added.reason) == ("postponed", "geen gebouw")
    assert run.rows.get().problems[0]["client_data"] == "certain"


def test_a_plan_that_was_adopted_takes_no_new_row_and_no_timing(partnership, plan):
    data = changed(
        exported(plan),
        ACTIONS,
        {
            (2, "Timing"): "najaar 2027",
            (4, "Doelstelling"): "1",
            (4, "Actie"): "Nachtopvang",
        },
    )
    plan.status = PlanStatus.ADOPTED
    plan.save()

    run = imports.stage_file(partnership, data, "plan.xlsx", actor=None)

    assert set(run.rows.values_list("outcome", flat=True)) == {"problem"}


def test_what_a_colleague_wrote_after_the_preview_is_not_overwritten(
    partnership, plan, alice
):
    data = changed(exported(plan), ACTIONS, {(2, "Voortgang"): "Uit het bestand"})
    run = imports.stage_file(partnership, data, "plan.xlsx", actor=alice)
    PlanAction.objects.filter(number=1).update(remark="Van de collega")

    with pytest.raises(TransitionDenied, match="Van de collega"):
        imports.commit_run(run, actor=alice)

    assert PlanAction.objects.get(number=1).remark == "Van de collega"


def test_a_person_of_the_partnership_is_known_by_name(partnership, plan):
    noor = make_person(partnership, name="Noor Passer")
    data = changed(exported(plan), ACTIONS, {(2, "Trekker"): "Noor Passer"})

    taken_in(partnership, data)

    lead = PlanAction.objects.get(number=1).parties.get(role=PartyRole.LEAD)
    assert lead.person == noor


def test_objectives_come_back_too(partnership, plan):
    data = changed(
        exported(plan),
        OBJECTIVES,
        {(2, "Doelstelling"): "Iedereen woont goed", (2, "Termijn"): "30/06/2028"},
    )

    taken_in(partnership, data)

    objective = plan.objectives.get()
    assert objective.title == "Iedereen woont goed"
    assert objective.deadline == datetime.date(2028, 6, 30)


def test_a_deadline_that_is_no_day_is_refused(partnership, plan):
    data = changed(exported(plan), OBJECTIVES, {(2, "Termijn"): "ooit"})

    run, _reports = taken_in(partnership, data)

    assert run.rows.get().outcome == "problem"
    assert plan.objectives.get().deadline == datetime.date(2027, 12, 31)


def test_a_sheet_in_english_is_read_too(partnership, plan):
    from django.utils import translation

    with translation.override("en"):
        data = exported(plan)
    data = changed(data, ACTIONS, {(2, "Lifecycle"): "completed"})

    taken_in(partnership, data)

    assert PlanAction.objects.get(number=1).lifecycle == Lifecycle.COMPLETED


def test_a_plan_of_another_partnership_is_not_touched(other_partnership, plan):
    data = changed(exported(plan), ACTIONS, {(2, "Voortgang"): "Van elders"})

    run = imports.stage_file(other_partnership, data, "plan.xlsx", actor=None)
    imports.commit_run(run, actor=None)

    assert set(run.rows.values_list("outcome", flat=True)) == {"problem"}
    assert PlanAction.objects.get(number=1).remark == "Loopt goed"


def test_a_row_that_is_gone_is_said(partnership, plan):
    data = changed(exported(plan), ACTIONS, {(2, "Voortgang"): "Vlot"})
    PlanAction.objects.filter(number=1).delete()

    run = imports.stage_file(partnership, data, "plan.xlsx", actor=None)

    assert run.rows.get().outcome == "problem"


def test_what_went_between_the_preview_and_the_button_is_said_on_the_page(
    as_user, partnership, plan, alice
):
    data = changed(exported(plan), ACTIONS, {(2, "Voortgang"): "Vlot"})
    run = imports.stage_file(partnership, data, "plan.xlsx", actor=alice)
    PlanAction.objects.filter(number=1).delete()

    answer = as_user(alice).post(
        reverse("website:import_commit", args=[partnership.slug, run.pk]), follow=True
    )

    assert "Er is niets ingevoerd." in answer.content.decode()
    assert ImportRow.objects.get().object_id is None


def test_partners_take_the_file_and_others_find_nothing(
    as_user, client, plan, bob, charlie
):
    plan.is_public = True
    plan.save()
    address = reverse("plans:sheet", args=["durmeland", plan.slug])

    given = as_user(bob).get(address)

    sheet = load_workbook(BytesIO(b"".join(given.streaming_content))).worksheets[0]
    assert [cell.value for cell in sheet[2]][:5] == [
        1, "1 Iedereen woont", None, "Woonoverleg", "Loopt goed",
    ]  # fmt: skip
    assert sheet.column_dimensions["N"].hidden
    assert client.get(address).status_code == 404
    assert as_user(charlie).get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_file(plan, count, django_assert_num_queries):
    for number in range(count):
        make_party(make_action(plan.objectives.get(), f"Actie {number}"))

    with django_assert_num_queries(3):
        exported(plan)


def test_the_command_tells_what_it_changed(partnership, plan, tmp_path, capsys):
    file = tmp_path / "plan.xlsx"
    file.write_bytes(changed(exported(plan), ACTIONS, {(2, "Voortgang"): "Vlot"}))

    call_command("import_document", str(file), "--partnership=durmeland", "--json")

    (report,) = json.loads(capsys.readouterr().out)
    assert (report["kind"], report["created"]) == ("plan_changes", 1)


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@'\n\t ;\u200b_x"),
    max_size=60,
) | st.sampled_from(["=1+1", "007", "3/4", "_x0041_", " twee  spaties ", "TRUE", "1e5"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_whatever_stands_in_a_plan_comes_back_as_it_was(partnership, rows):
    plan = make_plan(partnership, slug="los")
    objective = make_objective(plan, "Iets \x0b met = vooraan")
    for title, remark, name in rows:
        action = make_action(
            objective,
            title.replace("\x00", "") or "x",
            remark=remark.replace("\x00", ""),
        )
        if name.replace("\x00", ""):
            make_party(action, PartyRole.PARTNER, name.replace("\x00", ""))
    try:
        with pytest.raises(imports.NothingChangedError):
            imports.stage_file(partnership, exported(plan), "plan.xlsx", actor=None)
    finally:
        plan.delete()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.dictionaries(
        st.tuples(st.sampled_from([2, 3, 4]), st.sampled_from(["Voortgang", "Actie"])),
        st.text("abc =-+\n", min_size=1, max_size=12).filter(lambda text: text.strip()),
    )
)
def test_exactly_the_changed_cells_change(partnership, edits):
    plan = make_plan(partnership, slug="los")
    objective = make_objective(plan)
    actions = [make_action(objective, f"Actie {n}", remark=f"Ja {n}") for n in range(3)]
    expected = {
        action.pk: {"Actie": action.title, "Voortgang": action.remark}
        for action in actions
    }
    for (row, head), text in edits.items():
        lines = [" ".join(line.split()) for line in text.strip().split("\n")]
        expected[actions[row - 2].pk][head] = "\n".join(line for line in lines if line)
    try:
        data = changed(exported(plan), ACTIONS, edits)
        if edits:
            taken_in(partnership, data)
        made = {
            action.pk: {"Actie": action.title, "Voortgang": action.remark}
            for action in PlanAction.objects.filter(plan=plan)
        }
        assert made == expected
    finally:
        plan.delete()
