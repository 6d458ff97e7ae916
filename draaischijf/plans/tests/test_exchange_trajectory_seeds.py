"""The trajectory among the source documents, counted row by row."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from draaischijf.documents.blocks import text_of
from draaischijf.documents.readers import read_document
from draaischijf.documents.readers.markup import runs_of_markup
from draaischijf.plans.exchange.trajectory.steps import (
    parse_trajectory,
)
from draaischijf.plans.tests.appendices import appendix

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def steps(seeds):
    return parse_trajectory(read_document(seeds / "004_8074990f3ab3c4d7.txt"))


@pytest.fixture(scope="module")
def counted(seeds):
    return appendix(seeds, "D")


def who(step):
    return "".join(
        letter
        for letter, is_there in zip(
            "SOP", (step.with_city, step.with_ocmw, step.with_private), strict=True
        )
        if is_there
    )


def test_only_one_document_has_a_trajectory(seeds):
    found = [
        p.name[:3] for p in seeds.glob("*.txt") if parse_trajectory(read_document(p))
    ]

    assert found == ["004"]


def test_there_are_forty_seven_steps_on_their_lines(steps, counted):
    assert len(steps) == 47
    assert [row.position for row in steps] == [int(row[0]) for row in counted]
    assert [row.place.line for row in steps] == [int(row[1]) for row in counted]
    assert [row.problems for row in steps] == [()] * 47
    assert len({row.key for row in steps}) == 47


def test_every_step_has_the_words_of_the_appendix(steps, counted):
    for row, (_number, _line, words, *_rest) in zip(steps, counted, strict=True):
        short = text_of(runs_of_markup(words)).rstrip("…")
        assert row.title.startswith(short)
        assert words.endswith("…") or row.title == short


def test_every_step_has_the_parties_of_the_appendix(steps, counted):
    assert [who(row) or "-" for row in steps] == [row[3] for row in counted]
    assert [
        sum(getattr(row, name) for row in steps)
        for name in ("with_city", "with_ocmw", "with_private")
    ] == [41, 44, 30]
    assert Counter(map(who, steps)) == {
        "SOP": 26,
        "SO": 13,
        "OP": 4,
        "S": 2,
        "O": 1,
        "": 1,
    }


def test_every_step_has_the_date_of_the_appendix(steps, counted):
    assert [row.when.text or "-" for row in steps] == [row[4] for row in counted]
    assert [row.position for row in steps if not row.when.is_known] == [45, 46]


def test_the_fuzzy_dates_are_read(steps):
    kinds = Counter(str(row.when.kind) for row in steps)

    assert kinds == {
        "day": 31,
        "month": 7,
        "days": 3,
        "season": 2,
        "months": 1,
        "before": 1,
        "unknown": 2,
    }
    assert [day.day for day in steps[7].when.days] == [17, 19, 31]


def test_missing_years_follow_from_the_neighbours(steps):
    guessed = {row.position: row.when.start for row in steps if row.when.year_guessed}

    assert guessed == {35: dt.date(2007, 9, 24), 43: dt.date(2007, 11, 27)}
    assert all(
        any(steps[n - 1].when.text in w.why for w in steps[n - 1].warnings)
        for n in guessed
    )


def test_only_one_day_is_on_a_weekend(steps):
    on_weekend = [row.when.text for row in steps if row.when.on_weekend]

    assert on_weekend == ["15 juli 2006"]
    assert any("15 juli 2006" in w.why for w in steps[11].warnings)


def test_what_is_in_preparation_is_marked(steps):
    assert [row.position for row in steps if row.is_in_preparation] == [45, 46]


def test_words_of_attendance_are_participants(steps):
    counts = {row.position: row.participants for row in steps if row.participants}

    assert counts[5] == "50 organisaties 80 personen"
    assert steps[4].remark == ""
    assert counts[7] == "in totaal ca 100 aanwezigen"
    assert counts[20].endswith("(42 organisaties)")
    assert "reageren" in steps[19].remark
    assert list(counts) == [5, 7, 8, 16, 18, 20, 35]


def test_two_steps_that_share_a_meeting_are_both_kept(steps):
    assert steps[29].title == steps[33].title
    assert [len(steps[29].warnings), len(steps[33].warnings)] == [0, 1]
    assert "30" in steps[33].warnings[0].why


def test_the_plan_has_the_years_of_its_title(steps):
    plans = {row.plan for row in steps}

    (plan,) = plans
    assert (plan.first, plan.last) == (2008, 2013)
