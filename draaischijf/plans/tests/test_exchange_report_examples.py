"""The example reports and trajectories give what `expected.json` beside them says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from draaischijf.documents.readers import read_document
from draaischijf.plans.exchange.annual_report.report import parse_annual_report
from draaischijf.plans.exchange.report_commits import KINDS as REPORT_KINDS
from draaischijf.plans.exchange.report_figures import (
    report_figures,
    trajectory_figures,
)
from draaischijf.plans.exchange.trajectory.steps import parse_trajectory

EXAMPLES = Path(__file__).parents[3] / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
REPORTS = [name for name, kinds in EXPECTED.items() if "annual_report" in kinds]
TRAJECTORIES = [name for name, kinds in EXPECTED.items() if "trajectory" in kinds]


def document(name):
    return read_document(EXAMPLES / name)


def test_there_is_one_of_every_format():
    for names in (REPORTS, TRAJECTORIES):
        assert {name.rpartition(".")[2] for name in names} == {
            "docx",
            "xlsx",
            "html",
            "pdf",
            "txt",
        }


@pytest.mark.parametrize("name", REPORTS)
def test_reports_have_their_counts(name):
    expected = EXPECTED[name]
    report = parse_annual_report(document(name))
    found = {
        kind.code: [row.parsed for row in kind.read(document(name))]
        for kind in REPORT_KINDS
    }

    counted = expected["annual_report"]
    assert len(report.goals) == expected["goals"]["rows"]
    assert len(report.actions) == counted["rows"]
    assert [len(row.entries) for row in report.actions] == counted["facts"]
    figures = report_figures(found)
    assert list(figures.pop("facts_per_action").values()) == counted["facts"]
    assert figures == counted["figures"]
    assert [row.problems for row in (*report.goals, *report.actions)] == [()] * (
        len(report.goals) + len(report.actions)
    )
    assert len({goal.path for goal in report.goals}) == counted["places"]


@pytest.mark.parametrize("name", REPORTS)
def test_reports_have_their_people_and_warnings(name):
    counted = EXPECTED[name]["annual_report"]
    report = parse_annual_report(document(name))
    entries = [entry for row in report.actions for entry in row.entries]

    assert [e.attendance for e in entries if e.attendance] == counted["attendance"]
    about = [e.attendance for e in entries if e.attendance_is_about]
    assert about == counted["approximate_attendance"]
    weekends = [e.when.text for e in entries if e.when.on_weekend]
    assert weekends == counted["weekends"]
    guessed = sum(e.when.year_guessed for e in entries)
    assert guessed == counted["guessed_years"]
    assert {row.plan.title for row in report.actions} == {counted["plan"]}
    assert {row.programme.title for row in report.actions} == {counted["programme"]}


def test_one_report_gives_the_same_rows_in_every_format():
    reports = [
        parse_annual_report(document(name)) for name in REPORTS if "2024" in name
    ]

    assert len(reports) == 4
    assert len({tuple(row.key for row in one.actions) for one in reports}) == 1
    assert len({tuple(row.key for row in one.goals) for one in reports}) == 1
    dates = {
        tuple(e.when.start for row in one.actions for e in row.entries)
        for one in reports
    }
    assert len(dates) == 1
    assert len({tuple(row.remark for row in one.actions) for one in reports}) == 1
    assert len({tuple(row.leads for row in one.actions) for one in reports}) == 1


@pytest.mark.parametrize("name", TRAJECTORIES)
def test_trajectories_have_their_counts(name):
    counted = EXPECTED[name]["trajectory"]
    steps = parse_trajectory(document(name))

    assert len(steps) == counted["rows"]
    assert [step.problems for step in steps] == [()] * len(steps)
    found = {"trajectory": [step.parsed() for step in steps]}
    assert trajectory_figures(found) == counted["figures"]
    plan = steps[0].plan
    assert [plan.first, plan.last] == counted["years"]
    kinds = {str(step.when.kind) for step in steps}
    assert kinds == set(counted["date_kinds"])
    assert [s.when.text for s in steps if s.when.on_weekend] == counted["weekends"]


def test_one_trajectory_gives_the_same_rows_in_every_format():
    found = [parse_trajectory(document(name)) for name in TRAJECTORIES]

    assert len(found) == 5
    assert len({tuple(step.key for step in steps) for steps in found}) == 1
    participants = {tuple(step.participants for step in steps) for steps in found}
    assert len(participants) == 1
