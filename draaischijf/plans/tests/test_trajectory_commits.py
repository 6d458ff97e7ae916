"""A trajectory becomes the steps of a plan, in the order of the document."""

from __future__ import annotations

import datetime as dt

import pytest

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.documents import importing
from draaischijf.documents.readers import read_document
from draaischijf.history.models import Entry
from draaischijf.plans.domain.taking_over import take_over_step
from draaischijf.plans.enums import PlanKind, PlanStatus
from draaischijf.plans.exchange.trajectory_commits import KINDS
from draaischijf.plans.models import ActionPlan, TrajectoryStep
from draaischijf.plans.queries.trajectory import trajectory_of
from draaischijf.plans.tests.factories import make_plan
from draaischijf.signals.exchange.commits import KINDS as SIGNAL_KINDS

pytestmark = pytest.mark.django_db

TEXT = (
    "Sociaal beleid Zeverdonk 2026-2031\n\n"
    "Wat\tWie\t\t\tWanneer\tDoel\tOpmerkingen\n"
    "\tStad\tOCMW\tParticuliere organisaties\t\t\t\n"
    "Startdag\tx\tx\tx\t14 maart 2025\tkennis maken\t32 organisaties 70 aanwezigen\n"
    "Gemeenteraad\tx\t\t\t15 december 2025\tbeslissen\t\n"
    "OCMW-raad\t\tx\t\t11 december\tbeslissen\t\n"
    "Reacties\tx\tx\tx\tvoor eind mei 2025\t\t\n"
    "Armoede in cijfers\t\tx\t\t\t\tin opmaak\n"
)


DATA = TEXT.encode()


def take_over(partnership, data=DATA, kinds=KINDS, name="traject.txt"):
    rows = importing.read_rows(read_document(data, name), kinds)
    run = importing.stage(
        rows, partnership_id=partnership.pk, file_name=name, sha256="", actor=None
    )
    importing.commit(run, kinds, actor=None)
    return {report.kind: report for report in importing.report_of(run)}


def test_steps_become_those_of_the_plan_in_the_title(partnership):
    reports = take_over(partnership)

    plan = ActionPlan.objects.get()
    assert (plan.kind, plan.title, plan.status) == (
        PlanKind.SIX_YEAR_PLAN,
        "Sociaal beleid Zeverdonk 2026-2031",
        PlanStatus.DRAFT,
    )
    assert (plan.start, plan.end) == (dt.date(2026, 1, 1), dt.date(2031, 12, 31))
    assert reports["trajectory"].created == 5
    first = plan.trajectory.get(position=1)
    assert (first.title, first.aim, first.remark, first.participants) == (
        "Startdag",
        "kennis maken",
        "",
        "32 organisaties 70 aanwezigen",
    )
    assert (first.with_city, first.with_ocmw, first.with_private) == (True, True, True)


def test_steps_are_in_order_of_date_and_undated_ones_last(partnership):
    take_over(partnership)

    titles = [row.step.title for row in trajectory_of(ActionPlan.objects.get()).rows]

    assert titles == [
        "Startdag",
        "Reacties",
        "OCMW-raad",
        "Gemeenteraad",
        "Armoede in cijfers",
    ]
    assert TrajectoryStep.objects.get(title="Armoede in cijfers").is_in_preparation


def test_history_says_what_was_taken_over(partnership):
    take_over(partnership)

    plan = ActionPlan.objects.get()
    said = [str(entry.data["title"]) for entry in Entry.objects.about(plan)]
    assert {"Startdag", "Gemeenteraad"} <= set(said)


def test_a_second_run_creates_nothing(partnership):
    take_over(partnership)
    entries = Entry.objects.count()

    again = take_over(partnership)

    assert (again["trajectory"].created, again["trajectory"].unchanged) == (0, 5)
    assert TrajectoryStep.objects.count() == 5
    assert Entry.objects.count() == entries


def test_a_step_with_the_same_words_and_date_is_the_same(partnership):
    plan = make_plan(partnership, kind=PlanKind.SIX_YEAR_PLAN)
    may, june = parse_fuzzy("mei 2026"), parse_fuzzy("juni 2026")

    def step(title, when, position):
        return take_over_step(
            plan, title, position=position, when=when, actor=None, source="a.txt"
        )

    first, is_new = step("Overleg", may, 1)
    same, again = step("overleg!", may, 2)
    _other, third = step("Overleg", june, 3)

    assert (is_new, again, third) == (True, False, True)
    assert first == same
    assert plan.trajectory.count() == 2


def test_a_known_plan_of_these_years_gets_the_steps(partnership):
    plan = make_plan(
        partnership,
        2026,
        kind=PlanKind.SIX_YEAR_PLAN,
        title="Sociaal beleid Zeverdonk 2026-2031",
        end=dt.date(2031, 12, 31),
    )

    take_over(partnership)

    assert plan.trajectory.count() == 5
    assert ActionPlan.objects.count() == 1


@pytest.mark.seeds
def test_the_trajectory_of_the_source_documents_comes_in_whole(partnership, seeds):
    (path,) = seeds.glob("004_*.txt")
    kinds = (*SIGNAL_KINDS, *KINDS)

    first = take_over(partnership, path.read_bytes(), kinds, path.name)
    second = take_over(partnership, path.read_bytes(), kinds, path.name)

    assert {kind: report.rows for kind, report in first.items()} == {
        "challenges": 5,
        "agenda": 65,
        "abbreviations": 18,
        "trajectory": 47,
    }
    assert first["trajectory"].created == 47
    assert all(report.created == 0 for report in second.values())
    plan = ActionPlan.objects.get()
    assert (plan.start.year, plan.end.year) == (2008, 2013)
    steps = [row.step for row in trajectory_of(plan).rows]
    days = [step.start or step.end for step in steps]
    assert days[:45] == sorted(days[:45])
    assert days[45:] == [None, None]
    decisions = [step.start for step in steps if step.aim.startswith("voorleggen,")]
    assert decisions == [
        dt.date(2007, 11, 13),
        dt.date(2007, 11, 22),
        dt.date(2007, 11, 27),
        dt.date(2007, 12, 10),
    ]
    in_document = [step.position for step in steps if step.start in decisions]
    assert in_document == [42, 41, 43, 44]
