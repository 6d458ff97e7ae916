"""A plan in a document becomes a plan, through the domain."""

from __future__ import annotations

from pathlib import Path

import pytest

from draaischijf.documents import importing
from draaischijf.documents.models import ImportRun
from draaischijf.documents.readers import read_document
from draaischijf.history.models import Entry
from draaischijf.people.models import Organisation
from draaischijf.people.tests.factories import make_organisation
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanStatus
from draaischijf.plans.exchange.plan_commits import KINDS
from draaischijf.plans.models import ActionParty, ActionPlan, Objective, PlanAction

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).parents[3] / "examples"
PLAN = """# Jaarplan 2026

Goedgekeurd op 4 december 2025.

## SD 1: Tegen eind 2026 woont iedereen goed

Wonen gaat voor.

### OD 1.1: Huurders blijven wonen

| ACTIE | OPMERKING | CONTACT | ACTOREN | OPGESTART |
| --- | --- | --- | --- | --- |
| Woonoverleg | | Karim, Joris | CAW Durmeland, 4 gemeenten, Buurtbewoners | 2014 |
| - verslagen | Loopt | | C.A.W. Durmeland | |
| **Leegstand** | | | Vzw Onderdak | 2026 |
| (P/M)* Noodfonds | | | | 2016 |
| | | | | |
| **(P/M)\\*** | | | OCMW | 2016 |

## Interne werking

| ACTIE | OPMERKING | CONTACT | ACTOREN | OPGESTART |
| --- | --- | --- | --- | --- |
| Team | | Veerle | | |
"""


def staged(partnership, text=PLAN, *, name="plan.md", kinds=KINDS, actor=None):
    data = text.encode() if isinstance(text, str) else text
    rows = importing.read_rows(read_document(data, name), kinds)
    return importing.stage(
        rows,
        partnership_id=partnership.pk,
        file_name=name,
        sha256="0" * 64,
        actor=actor,
    )


def take_over(partnership, text=PLAN, **options):
    actor = options.get("actor")
    run = importing.commit(staged(partnership, text, **options), KINDS, actor=actor)
    return {report.kind: report for report in importing.report_of(run, KINDS)}


def example(name):
    return (EXAMPLES / name).read_bytes()


def test_a_document_becomes_a_plan_with_its_tree(partnership, alice):
    reports = take_over(partnership, actor=alice)

    plan = ActionPlan.objects.get()
    assert (plan.title, plan.start.isoformat(), plan.end.isoformat()) == (
        "Jaarplan 2026",
        "2026-01-01",
        "2026-12-31",
    )
    assert (plan.status, plan.is_public) == (PlanStatus.ADOPTED, False)
    assert plan.intro == "Goedgekeurd op 4 december 2025."
    top, below, section = plan.objectives.all()
    assert (top.code, top.level, top.explanation) == ("1", 1, "Wonen gaat voor.")
    assert top.deadline.isoformat() == "2026-12-31"
    assert (below.code, below.parent, below.level) == ("1.1", top, 2)
    assert (section.section, section.parent) == ("internal", None)
    assert (reports["objectives"].created, reports["annual_plan"].created) == (3, 5)
    assert len(reports["annual_plan"].problems) == 2


def test_the_actions_keep_what_was_read(partnership):
    take_over(partnership)

    actions = PlanAction.objects.order_by("number")
    assert [
        (a.title, a.lifecycle, a.proposed, a.start_year, a.position) for a in actions
    ] == [
        ("Woonoverleg", Lifecycle.PERMANENT, "", 2014, 0),
        ("verslagen", Lifecycle.CONTINUED, "", None, 1),
        ("Leegstand", Lifecycle.UNKNOWN, Lifecycle.NEW, 2026, 2),
        ("Noodfonds", Lifecycle.PERMANENT, "", 2016, 3),
        ("Team", Lifecycle.PERMANENT, "", None, 0),
    ]
    assert actions[1].parent == actions[0]
    assert [a.decided_by for a in actions if a.is_pro_memorie] == ["een ander orgaan"]


def test_who_is_named_stands_as_written_with_the_organisation_it_is(partnership):
    caw = make_organisation(partnership, "CAW Durmeland")
    neighbours = make_organisation(partnership, "Buurtbewoners")

    take_over(partnership)

    parties = ActionParty.objects.filter(action__title="Woonoverleg")
    assert [(p.role, p.text, p.organisation) for p in parties] == [
        (PartyRole.CONTACT, "Karim", None),
        (PartyRole.CONTACT, "Joris", None),
        (PartyRole.PARTNER, "CAW Durmeland", caw),
        (PartyRole.PARTNER, "4 gemeenten", None),
        (PartyRole.PARTNER, "Buurtbewoners", neighbours),
    ]
    assert not ActionParty.objects.exclude(person=None).exists()
    assert not Organisation.objects.get(name="Vzw Onderdak").is_confirmed


def test_two_spellings_of_one_document_are_one_organisation(partnership):
    take_over(partnership, PLAN.replace("Vzw Onderdak", "Vzw Onderdak, Onderdak vzw"))

    spelled = ActionParty.objects.filter(text__contains="Onderdak")
    assert spelled.count() == 2
    (organisation,) = {party.organisation for party in spelled}
    (alias,) = organisation.aliases.all()
    assert {organisation.name, alias.name} == {"Vzw Onderdak", "Onderdak vzw"}
    assert Organisation.objects.filter(name__contains="Onderdak").count() == 1


def test_a_second_import_changes_nothing(partnership):
    take_over(partnership)
    PlanAction.objects.filter(title="Team").update(title="Het team")
    before = [
        list(model.objects.order_by("pk").values())
        for model in (
            ActionPlan,
            Objective,
            PlanAction,
            ActionParty,
            Organisation,
            Entry,
        )
    ]

    reports = take_over(partnership)

    assert [one.created for one in reports.values()] == [0, 0]
    assert before == [
        list(model.objects.order_by("pk").values())
        for model in (
            ActionPlan,
            Objective,
            PlanAction,
            ActionParty,
            Organisation,
            Entry,
        )
    ]


def test_a_longer_version_of_the_document_adds_only_what_is_new(partnership):
    take_over(partnership)
    longer = PLAN.replace("| Team |", "| Studiedag | | | | |\n| Team |")

    reports = take_over(partnership, longer)

    assert reports["annual_plan"].created == 1
    assert ActionPlan.objects.count() == 1
    assert Objective.objects.count() == 3
    studiedag = PlanAction.objects.get(title="Studiedag")
    assert studiedag.objective.section == "internal"


def test_the_same_plan_in_another_format_is_known(partnership):
    sheet = "lokelare-jaarplan-2026.xlsx"
    page = "lokelare-jaarplan-2026.html"
    take_over(partnership, example(sheet), name=sheet)

    reports = take_over(partnership, example(page), name=page)

    assert [(r.created, r.unchanged) for r in reports.values()] == [(0, 7), (0, 12)]


def test_the_plan_of_another_year_is_another_plan(partnership):
    take_over(partnership)

    take_over(partnership, PLAN.replace("Jaarplan 2026", "Jaarplan 2027"))

    assert ActionPlan.objects.count() == 2
    assert PlanAction.objects.count() == 10


def test_only_the_headings_can_be_taken_over_and_the_actions_later(partnership):
    take_over(partnership, kinds=KINDS[:1])
    assert (Objective.objects.count(), PlanAction.objects.count()) == (3, 0)

    reports = take_over(partnership)

    assert reports["objectives"].unchanged == 3
    assert reports["annual_plan"].created == 5


def test_a_heading_that_is_there_already_is_not_made_twice(partnership):
    take_over(partnership)
    ImportRun.objects.filter(partnership_id=partnership.pk).delete()

    reports = take_over(partnership)

    assert (reports["objectives"].created, reports["objectives"].unchanged) == (0, 3)
    assert Objective.objects.count() == 3


def test_a_red_action_is_imported_with_its_reason(partnership):
    name = "durmeland-jaarplan-2026.docx"
    take_over(partnership, example(name), name=name)

    ended = PlanAction.objects.filter(lifecycle=Lifecycle.NOT_EXTENDED)
    assert ended.count() == 4
    assert all(action.reason for action in ended)
    assert PlanAction.objects.get(reason__contains=name).title.startswith("Chat")


def test_a_fault_on_the_way_leaves_nothing(partnership):
    run = staged(partnership)
    # an action that lost its objective between preview and import
    broken = run.rows.filter(kind="annual_plan").order_by("pk")[2]
    broken.parsed["objective_position"] = 99
    broken.save()

    with pytest.raises(TypeError):
        importing.commit(run, KINDS, actor=None)

    assert not ActionPlan.objects.exists()
    assert not Organisation.objects.exists()


def test_the_history_names_the_document(partnership):
    take_over(partnership)

    imported = Entry.objects.filter(verb__in=["plan_imported", "action_imported"])
    assert imported.count() == 6
    assert {entry.data["file"] for entry in imported} == {"plan.md"}
