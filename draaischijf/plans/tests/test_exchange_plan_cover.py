"""What a document says of its plan as a whole."""

from __future__ import annotations

import datetime as dt

import pytest

from draaischijf.documents.readers import read_document
from draaischijf.plans.enums import PlanKind, PlanStatus
from draaischijf.plans.exchange.annual_plan import parse_annual_plan
from draaischijf.plans.exchange.plan_headings import deadline_of

TABLE = """
| ACTIE | OPMERKING | CONTACT | ACTOREN | OPGESTART |
| --- | --- | --- | --- | --- |
| Woonoverleg | | Karim | | 2019 |
"""


def first(lead, *, name="plan.md", objective="### OD 1.1: Wonen"):
    text = f"{lead}\n\n{objective}\n{TABLE}"
    return parse_annual_plan(read_document(text.encode(), name)).objectives[0]


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("# Jaarplan 2026", "Jaarplan 2026"),
        ("# Welzijnsoverleg\n\n## Actieplan 2026", "Actieplan 2026"),
        ("Jaaractieplan 2026 van Durmeland", "Jaaractieplan 2026 van Durmeland"),
        ("# Werking 2026\n\nOns plan.", "Werking 2026"),
        ("# Ons actieplan\n\nVoor 2026.", "Ons actieplan"),
        ("# Durmeland\n\nWat we doen.", "Durmeland"),
        ("", "Plan 2026 def"),
    ],
)
def test_the_title_is_the_line_that_names_the_plan(lead, title):
    assert first(lead, name="plan-2026_def.md").plan.title == title


@pytest.mark.parametrize(
    ("lead", "objective", "name", "years", "kind"),
    [
        ("# Jaarplan 2026", "### OD 1.1: W", "a.md", "2026 2026", PlanKind.ANNUAL_PLAN),
        ("# Programma 2023-2026", "### OD 1.1: W", "a.md", "2023 2026", "programme"),
        (
            "# Plan 2026 t.e.m. 2031",
            "### OD 1.1: W",
            "a.md",
            "2026 2031",
            "six_year_plan",
        ),
        (
            "# Plan 2026 tot en met 2031",
            "### OD 1.1: W",
            "a.md",
            "2026 2031",
            "six_year_plan",
        ),
        ("# Jaarplan", "### OD 1.1: W", "plan 2025.md", "2025 2025", "annual_plan"),
        (
            "# Jaarplan",
            "### OD 1.1: Tegen eind 2024 wonen",
            "a.md",
            "2024 2024",
            "annual_plan",
        ),
    ],
)
def test_the_period_is_that_of_title_file_or_deadline(
    lead, objective, name, years, kind
):
    cover = first(lead, objective=objective, name=name).plan

    assert f"{cover.start[:4]} {cover.end[:4]}" == years
    assert (cover.start[4:], cover.end[4:]) == ("-01-01", "-12-31")
    assert cover.kind == kind


def test_a_plan_without_any_year_is_kept_out_and_says_how_to_help():
    text = f"# Jaarplan\n\n### OD 1.1: Wonen\n{TABLE.replace('2019', '')}"

    found = parse_annual_plan(read_document(text.encode(), "plan.md"))

    assert all(row.problems for row in (*found.objectives, *found.actions))
    assert "2027" in found.objectives[0].problems[0].why


def test_the_introduction_is_kept_as_written():
    lead = "# Jaarplan 2026\n\nWe gaan *verder*.\n\n- Eerst wonen\n- Dan vervoer"

    assert first(lead).intro == "We gaan verder.\n- Eerst wonen\n- Dan vervoer"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Dit is een ontwerp voor de raad.", PlanStatus.DRAFT),
        ("Voorontwerp", PlanStatus.DRAFT),
        ("Goedgekeurd door de raad.", PlanStatus.ADOPTED),
        ("We ontwerpen dit jaar een folder.", PlanStatus.ADOPTED),
    ],
)
def test_a_plan_that_calls_itself_a_draft_is_one(line, status):
    assert first(f"# Jaarplan 2026\n\n{line}").plan.status == status


@pytest.mark.parametrize(
    ("line", "warns"),
    [
        ("Voorgelegd aan de raad van 22 november 2026.", True),
        ("Goedgekeurd op 1/9/2026.", True),
        ("Voorgelegd aan de raad van 22 november 2025.", False),
        ("Het feest is op 22 november 2026.", False),
        ("Ingediend op 31/2/2026.", False),
    ],
)
def test_a_late_day_is_kept_and_said(line, warns):
    found = first(f"# Jaarplan 2026\n\n{line}")

    assert bool(found.warnings) is warns
    assert line in found.intro


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tegen eind 2026 is er hulp", dt.date(2026, 12, 31)),
        ("Tegen het einde van 2026 is er hulp", dt.date(2026, 12, 31)),
        ("Er is hulp tegen 2027", dt.date(2027, 12, 31)),
        ("Tegen 30 juni 2026 is er hulp", dt.date(2026, 6, 30)),
        ("Er is hulp, uiterlijk in juni 2026.", dt.date(2026, 6, 30)),
        ("Voor eind juni 2026 is er hulp", dt.date(2026, 6, 30)),
        ("Hulp voor 12 gezinnen, tegen eind 2026", dt.date(2026, 12, 31)),
        ("Hulp voor iedereen", None),
        ("Tegen eind juni is er hulp", None),
        ("Tegen", None),
    ],
)
def test_a_deadline_is_read_out_of_the_words(text, day):
    assert deadline_of(text) == day
