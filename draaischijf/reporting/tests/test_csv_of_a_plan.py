"""A plan as CSV holds all of its actions, whatever objective they stand under."""

from __future__ import annotations

import csv
import io

import pytest

from draaischijf.reporting.builders.building import build
from draaischijf.reporting.tests.factories import log, subject
from draaischijf.reporting.writers import write
from draaischijf.reporting.writers.style import Style

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def rows_of(kind, plan):
    content = build(subject(kind, plan.partnership, plan))
    made = write(content, "csv", Style.default()).decode()
    assert made.startswith("\ufeff")
    assert made.count("\ufeff") == 1
    return list(csv.reader(io.StringIO(made[1:], newline=""), delimiter=";"))


def test_every_action_is_in_it_under_its_objective(plan):
    heads, *rows = rows_of("year_plan", plan)

    assert heads[1:] == ["Action", "Remark", "Contact", "Actors", "Started"]
    assert len(rows) == plan.plan_actions.count()
    assert rows[0][0] == "OD 1.1 Meer huizen voor wie weinig verdient"
    assert rows[-1][0] == "Interne werking"


def test_a_year_is_its_dated_facts(plan):
    log(plan.plan_actions.first(), 3, "Huurtafel gehouden", attendance=12)

    *gone, parting, heads, row = rows_of("year_report", plan)

    assert [len(one) for one in gone] == [2, 2]
    assert parting == []
    assert len(heads) == len(row)
    assert row[1:] == [
        "Huurtafel met het CAW", "5 March 2027", "Huurtafel gehouden", "12 present",
    ]  # fmt: skip


def test_lists_with_other_heads_stand_apart(plan):
    rows = rows_of("trajectory", plan)

    assert rows[0][:2] == ["Code", "Objective"]
