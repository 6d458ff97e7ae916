"""Measuring: the figures are there, a budget is kept to, nothing stays behind."""

from __future__ import annotations

import contextlib
import json

import pytest
from django.core.management import CommandError, call_command

from draaischijf.people.models import Partnership
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.website.bench.made_plan import make_plan
from draaischijf.website.bench.measuring import Work, counting, measure, p95_of
from draaischijf.website.bench.working import between
from draaischijf.website.bench.works import works_of
from draaischijf.website.management.commands.bench import refuse_slow

pytestmark = pytest.mark.django_db

SMALL = {"actions": 9, "entries": 20, "times": 1}


def bench(**options):
    """Run the command; how fast this machine is today is no matter for a test."""
    with contextlib.suppress(CommandError):
        call_command("bench", **SMALL, **options)


def test_the_made_plan_has_the_size_that_was_asked():
    made = make_plan(actions=9, entries=20)

    assert PlanAction.objects.filter(plan=made.plan).count() == 9
    assert ActionLogEntry.objects.count() == 20
    assert made.plan.objectives.filter(level=2).count() == 2


def test_each_work_is_told_with_its_figures_and_nothing_is_left(capsys):
    bench(json=True)

    found = json.loads(capsys.readouterr().out)
    told = {one["name"]: one for one in found["works"]}
    assert found["machine"]["cores"] > 0
    assert found["scale"] is None
    assert told["year report, pdf"]["budget"] == 1.5
    assert told["action with its log"]["queries"] > 0
    assert all(0 <= one["share"] <= 1 for one in told.values())
    assert all(one["p50"] <= one["p95"] <= one["worst"] for one in told.values())
    assert not Partnership.objects.exists()


def test_the_table_has_a_line_for_each_work(capsys):
    bench()

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["work", "p50", "ms"]
    works = works_of(make_plan(actions=1, entries=1))
    assert len(lines) == 1 + len(works) + 1
    assert "cores" in lines[-1]


def test_what_is_over_its_budget_fails_the_command():
    slow = measure(Work("counting", lambda: sum(range(10_000)), budget=0.0), times=1)

    with pytest.raises(CommandError, match="counting"):
        refuse_slow([slow])


def test_without_a_budget_nothing_is_too_slow():
    measured = measure(Work("nothing", lambda: None), times=3)

    assert measured.is_within
    assert measured.queries == 0


def test_the_pages_ask_for_a_site_that_was_filled_for_it():
    with pytest.raises(CommandError, match="seed-scale first"):
        call_command("bench", "pages")


def test_of_twenty_times_the_slowest_is_left_out():
    assert p95_of([*range(20)]) == 18
    assert p95_of([1.0, 2.0]) == 2.0


def test_queries_are_counted_with_the_time_the_database_took():
    with counting() as clock:
        Partnership.objects.count()
        Partnership.objects.count()

    assert clock.queries == 2
    assert clock.seconds > 0


def test_what_processors_worked_counts_from_the_first_moment():
    assert between({1: 2.0}, {1: 2.5, 7: 0.25}) == 0.75
    assert between({1: 2.0}, {7: 0.25}) == 0.25
    assert between({}, {1: 1.0}) is None
