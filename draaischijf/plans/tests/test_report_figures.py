"""What is counted of a report and of a trajectory, from whatever rows there are."""

from __future__ import annotations

from draaischijf.documents.readers import read_bytes
from draaischijf.plans.exchange.report_commits import read_actions, read_goals
from draaischijf.plans.exchange.report_figures import (
    REPORT_LABELS,
    TRAJECTORY_LABELS,
    report_figures,
    trajectory_figures,
)
from draaischijf.plans.exchange.trajectory_commits import read_steps

REPORT = (
    "# Jaarverslag 2026\n\n"
    "Wonen\t<p>1. Een heel lang woonoverleg met alle verhuurders</p> "
    "<p>Timing: mei</p> <p>Trekker: OCMW</p> <p>2. Folder</p> <p>Timing: juni</p>\t"
    "<p>1. <b>4/05/2026</b> – 14 deelnemers</p> <p><b>5/05/2026</b></p>\n"
)
STEPS = (
    "Beleid 2026-2031\n\nWat\tStad\tOCMW\tParticuliere organisaties\tWanneer\t"
    "Opmerkingen\n"
    "A\tx\tx\t\t4 mei 2025\t\nB\tx\t\tx\t5 mei\t\nC\t\t\t\t\tin opmaak\n"
)


def test_the_figures_of_a_report():
    document = read_bytes(REPORT.encode(), "verslag.txt")
    found = {
        "goals": [row.parsed for row in read_goals(document)],
        "annual_report": [row.parsed for row in read_actions(document)],
    }

    figures = report_figures(found)

    assert figures == {
        "goals": 1,
        "actions": 2,
        "with_timing": 2,
        "with_lead": 1,
        "dated_facts": 2,
        "with_attendance": 1,
        "facts_per_action": {
            "1. Een heel lang woonoverleg met alle verhu": 2,
            "2. Folder": 0,
        },
    }
    assert figures.keys() == REPORT_LABELS.keys()


def test_the_figures_of_a_trajectory():
    document = read_bytes(STEPS.encode(), "traject.txt")

    found = {"trajectory": [row.parsed for row in read_steps(document)]}
    figures = trajectory_figures(found)

    assert figures == {
        "steps": 3,
        "with_city": 2,
        "with_ocmw": 1,
        "with_private": 1,
        "without_date": 1,
        "without_year": 1,
        "in_preparation": 1,
    }
    assert figures.keys() == TRAJECTORY_LABELS.keys()


def test_nothing_counts_to_nothing():
    assert not any(report_figures({}).values())
    assert not any(trajectory_figures({}).values())
