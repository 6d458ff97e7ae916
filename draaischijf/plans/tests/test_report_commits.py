"""An annual report becomes a plan: objectives, actions, who, and what happened."""

from __future__ import annotations

import datetime as dt

import pytest

from draaischijf.documents import importing
from draaischijf.documents.readers import read_document
from draaischijf.history.models import Entry
from draaischijf.people.models import Organisation
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanKind, PlanStatus
from draaischijf.plans.exchange.report_commits import KINDS
from draaischijf.plans.models import (
    ActionLogEntry,
    ActionParty,
    ActionPlan,
    Objective,
    PlanAction,
)
from draaischijf.plans.tests.factories import make_plan
from draaischijf.signals.exchange.commits import KINDS as SIGNAL_KINDS

pytestmark = pytest.mark.django_db

# ruff: noqa: E501 a table row is one line
REPORT = """# Jaarverslag 2026 – Actieprogramma Scheldekant

Een keuze uit het Sociaal Actieprogramma 2024-2027.

LUIK 1: SAMEN WERKEN\t
MOBILITEIT\t\t
<p><b>Iedereen geraakt er</b></p> <p><i>Ook zonder auto.</i></p>\t<p>1. Belbus in de polder</p> <p>a. Timing: najaar 2026</p> <p>b. Trekker: Vervoerregio ism OCMW Overschelde</p> <p>2. Fietsleners</p> <p>a. Timing: jaaractiepunt 2026</p> <p>b. Trekkers: Regionale coördinator, Fietspunt</p>\t<p>1. Er is een akkoord.</p> <p><b>12/03/2026</b> – overleg – 14 deelnemers</p> <p><b>4/04/2026</b></p> <p>2. Nog niets gebeurd.</p>
"""


def take_over(partnership, text=REPORT, kinds=KINDS, actor=None, name="verslag.txt"):
    data = text if isinstance(text, bytes) else text.encode()
    rows = importing.read_rows(read_document(data, name), kinds)
    run = importing.stage(
        rows, partnership_id=partnership.pk, file_name=name, sha256="", actor=actor
    )
    importing.commit(run, kinds, actor=actor)
    return {report.kind: report for report in importing.report_of(run)}


def test_a_report_becomes_the_adopted_plan_of_its_year(partnership):
    take_over(partnership)

    plan = ActionPlan.objects.get(kind=PlanKind.ANNUAL_PLAN)
    assert plan.title == "Actieprogramma Scheldekant 2026"
    assert (plan.start, plan.end) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert plan.status == PlanStatus.ADOPTED
    assert plan.level_name(1)[1] == "luik"
    assert not plan.is_public


def test_the_programme_that_the_report_names_is_started(partnership):
    take_over(partnership)

    programme = ActionPlan.objects.get(kind=PlanKind.PROGRAMME)
    assert programme.title == "Sociaal Actieprogramma 2024-2027"
    assert list(programme.year_plans.all()) == [
        ActionPlan.objects.get(start__year=2026)
    ]


def test_a_programme_of_the_same_years_is_used(partnership):
    known = make_plan(
        partnership,
        2024,
        kind=PlanKind.PROGRAMME,
        title="Ons programma",
        end=dt.date(2027, 12, 31),
    )

    take_over(partnership)

    assert ActionPlan.objects.get(kind=PlanKind.ANNUAL_PLAN).programme == known
    assert ActionPlan.objects.count() == 2


def test_goals_hang_under_part_and_theme(partnership):
    take_over(partnership)

    goal = Objective.objects.get(level=3)
    assert (goal.title, goal.explanation) == ("Iedereen geraakt er", "Ook zonder auto.")
    assert goal.parent.title == "MOBILITEIT"
    assert goal.parent.parent.title == "LUIK 1: SAMEN WERKEN"
    assert Objective.objects.count() == 3


def test_actions_have_timing_remark_and_number(partnership):
    take_over(partnership)

    bus, bikes = PlanAction.objects.order_by("position")
    assert (bus.title, bus.code, bus.remark) == (
        "Belbus in de polder",
        "1",
        "Er is een akkoord.",
    )
    assert (bus.date_text, bus.date_kind) == ("najaar 2026", "season")
    assert (bikes.start, bikes.end) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert {bus.lifecycle, bikes.lifecycle} == {Lifecycle.CONTINUED}


def test_leads_and_partners_keep_their_words_and_organisation(partnership):
    take_over(partnership)

    named = [
        (party.action.code, party.role, party.text, party.organisation is not None)
        for party in ActionParty.objects.order_by("action__position", "position")
    ]
    assert named == [
        ("1", PartyRole.LEAD, "Vervoerregio", True),
        ("1", PartyRole.PARTNER, "OCMW Overschelde", True),
        ("2", PartyRole.LEAD, "Regionale coördinator", False),
        ("2", PartyRole.LEAD, "Fietspunt", True),
    ]
    assert Organisation.objects.filter(partnership=partnership).count() == 3


def test_what_happened_is_in_the_log(partnership, alice):
    take_over(partnership, actor=alice)

    entries = ActionLogEntry.objects.order_by("start")
    assert [
        (entry.start, entry.text, entry.attendance, entry.actor) for entry in entries
    ] == [
        (dt.date(2026, 3, 12), "overleg – 14 deelnemers", 14, alice),
        (dt.date(2026, 4, 4), "", None, alice),
    ]
    assert {entry.action.code for entry in entries} == {"1"}


def test_history_names_the_document(partnership):
    take_over(partnership)

    action = PlanAction.objects.get(code="1")
    assert Entry.objects.about(action).get().data["file"] == "verslag.txt"
    source = importing.sources_of(action).get()
    assert "Belbus" in source.verbatim
    assert "12/03/2026" in source.verbatim


def counts():
    models = (
        ActionPlan,
        Objective,
        PlanAction,
        ActionParty,
        ActionLogEntry,
        Organisation,
        Entry,
    )
    return [model.objects.count() for model in models]


def test_a_second_run_creates_nothing(partnership):
    take_over(partnership)
    before = counts()

    again = take_over(partnership)

    assert counts() == before
    assert [(r.created, r.unchanged) for r in again.values()] == [(0, 1), (0, 2)]


def test_a_later_version_adds_only_what_is_new(partnership):
    take_over(partnership)
    longer = REPORT.replace(
        "2. Nog niets gebeurd.</p>",
        "2. <b>5/11/2026</b> – eerste fietsen</p> <p>3. Nog iets</p>",
    ).replace("2. Fietsleners", "2. Fietsleners en steps")

    reports = take_over(partnership, longer)

    assert (reports["goals"].unchanged, reports["annual_report"].created) == (1, 1)
    assert ActionPlan.objects.filter(kind=PlanKind.ANNUAL_PLAN).count() == 1
    new = PlanAction.objects.get(title="Fietsleners en steps")
    assert new.log_entries.get().start == dt.date(2026, 11, 5)
    assert PlanAction.objects.count() == 3


def test_the_same_actions_of_another_year_are_another_plan(partnership):
    take_over(partnership)

    reports = take_over(partnership, REPORT.replace("2026", "2025"))

    assert reports["annual_report"].created == 2
    assert ActionPlan.objects.filter(kind=PlanKind.ANNUAL_PLAN).count() == 2
    assert ActionPlan.objects.filter(kind=PlanKind.PROGRAMME).count() == 1


def test_another_partnership_gets_its_own(partnership, other_partnership):
    take_over(partnership)

    take_over(other_partnership)

    assert PlanAction.objects.filter(plan__partnership=other_partnership).count() == 2
    assert Organisation.objects.filter(partnership=other_partnership).count() == 3


def test_a_report_without_a_year_is_not_imported(partnership):
    text = REPORT.replace("2026", "").replace("2024-2027", "")

    reports = take_over(partnership, text)

    assert (reports["annual_report"].rows, reports["annual_report"].created) == (2, 0)
    assert not ActionPlan.objects.exists()


@pytest.mark.seeds
def test_the_report_of_the_source_documents_comes_in_whole(partnership, seeds):
    (path,) = seeds.glob("002_*.txt")
    kinds = (*SIGNAL_KINDS, *KINDS)

    def run():
        return take_over(partnership, path.read_bytes(), kinds, name=path.name)

    first = run()
    before = counts()
    second = run()

    assert {kind: (r.rows, r.created) for kind, r in first.items()} == {
        "signals": (3, 3),
        "goals": (11, 11),
        "annual_report": (22, 22),
    }
    assert all(report.created == 0 for report in second.values())
    assert counts() == before
    assert ActionLogEntry.objects.count() == 80
    assert Objective.objects.filter(plan_actions__isnull=False).distinct().count() == 11
    plan = ActionPlan.objects.get(kind=PlanKind.ANNUAL_PLAN)
    assert plan.programme.year_plans.get() == plan
    assert (
        PlanAction.objects.filter(parties__role=PartyRole.LEAD).distinct().count() == 22
    )
    assert not PlanAction.objects.filter(start__isnull=True).exists()
