"""The annual report among the source documents, counted row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest

from draaischijf.documents.readers import read_document
from draaischijf.documents.spelling import plain
from draaischijf.plans.exchange.annual_report.report import (
    has_annual_report,
    parse_annual_report,
)
from draaischijf.plans.tests.appendices import appendix

pytestmark = pytest.mark.seeds

SMALL = {"voor", "naar", "regio", "waar", "nieuwe", "voorheen"}


@pytest.fixture(scope="module")
def report(seeds):
    return parse_annual_report(read_document(seeds / "002_4adc528f7b7f2148.txt"))


@pytest.fixture(scope="module")
def counted(seeds):
    return appendix(seeds, "B")


def test_only_the_annual_report_is_one(seeds):
    found = {
        path.name[:3]: has_annual_report(read_document(path))
        for path in seeds.glob("*.txt")
    }

    assert found == {
        "000": False,
        "001": False,
        "002": True,
        "003": False,
        "004": False,
    }


def test_there_are_eleven_goals_and_twenty_two_actions(report):
    assert len(report.goals) == 11
    assert len(report.actions) == 22
    assert [row.problems for row in (*report.goals, *report.actions)] == [()] * 33
    assert len({row.key for row in (*report.goals, *report.actions)}) == 33


def test_every_action_has_a_timing_and_a_lead(report):
    assert all(row.when.is_known for row in report.actions)
    assert all(row.leads for row in report.actions)


def test_the_facts_of_every_action_are_those_of_the_appendix(report, counted):
    facts = [len(row.entries) for row in report.actions]

    assert facts == [int(row[5]) for row in counted]
    assert sum(facts) == 80


def test_every_action_stands_under_the_goal_of_the_appendix(report, counted):
    pairs = {
        (goal, row.goal)
        for row, (_number, goal, *_rest) in zip(report.actions, counted, strict=True)
    }

    # one short name of the appendix for every heading, and the other way round
    assert len(pairs) == 11
    assert len({short for short, _heading in pairs}) == 11
    assert len({heading for _short, heading in pairs}) == 11


def test_every_action_has_the_words_of_the_appendix(report, counted):
    for row, (_number, _goal, short, *_rest) in zip(
        report.actions, counted, strict=True
    ):
        said = plain(row.title)
        words = [w for w in plain(short).split() if len(w) > 4 and w not in SMALL]
        # the appendix shortens in words of its own: half of them must be there
        assert sum(word[:6] in said for word in words) * 2 >= len(words), short


def test_every_timing_is_that_of_the_appendix(report, counted):
    for row, (_n, _goal, _short, timing, *_rest) in zip(
        report.actions, counted, strict=True
    ):
        when = row.when
        if timing == "jaaractiepunt":
            assert (str(when.kind), when.start, when.end) == (
                "year",
                dt.date(2017, 1, 1),
                dt.date(2017, 12, 31),
            )
        elif timing.startswith("indienen"):
            assert (
                when.text == "indienen 15/01/2017; bij goedkeuring opstart 01/07/2017"
            )
            assert (when.start, when.end) == (dt.date(2017, 1, 15), dt.date(2017, 7, 1))
        elif timing[0].isdigit() and "," in timing:
            assert [f"{day:%d/%m}" for day in when.days] == re.findall(
                r"\d\d/\d\d", timing
            )
        elif timing[0].isdigit():
            assert f"{when.start:%d/%m/%Y}" == timing
        else:
            assert when.text == timing


def test_every_lead_of_the_appendix_is_named(report, counted):
    for row, (_n, _goal, _short, _timing, lead, _count) in zip(
        report.actions, counted, strict=True
    ):
        named = plain(row.trekker)
        first = re.split(r",| ism | met | \(", lead)[0]
        assert plain(first) in named


def test_partners_do_not_lead(report):
    partners = {
        row.position: [party.text for party in row.partners]
        for row in report.actions
        if row.partners
    }

    assert list(partners) == [2, 10, 17, 18, 19, 21, 22]
    assert partners[2] == ["gast-partner"]
    assert partners[10] == ["Regionale Welzijnscoördinator", "betrokken OCMW's"]
    assert partners[21] == ["Regionale Welzijnscoördinator"]


def test_functions_are_no_organisations(report):
    named = {name for row in report.actions for name in row.lead_names}

    assert len(named) == 13
    assert not [name for name in named if "coördinator" in name.casefold()]


def test_dates_in_running_text_are_facts(report):
    def fact(action, day):
        entries = report.actions[action - 1].entries
        (found,) = [entry for entry in entries if entry.when.start == day]
        return found

    assert fact(6, dt.date(2017, 4, 7)).text
    assert "01/06/2017" in fact(11, dt.date(2017, 6, 1)).text
    assert fact(20, dt.date(2017, 7, 7)).text
    assert "18/05/2017" in fact(22, dt.date(2017, 5, 18)).text


def test_dates_without_a_year_take_that_of_the_report(report):
    entries = report.actions[1].entries

    assert [f"{entry.when.start:%d/%m/%Y}" for entry in entries] == [
        "13/02/2017",
        "24/04/2017",
        "12/06/2017",
        "11/09/2017",
    ]
    assert all(entry.when.year_guessed for entry in entries)
    assert "uitgesteld" in entries[2].text
    assert len(report.actions[1].warnings) == 4


def test_attendance_is_counted(report):
    present = [
        entry.attendance
        for row in report.actions
        for entry in row.entries
        if entry.attendance
    ]

    assert present == [40, 13, 14, 18]


def test_the_same_fact_under_two_actions_counts_twice(report):
    day = dt.date(2017, 9, 13)
    under = [
        row.position
        for row in report.actions
        for entry in row.entries
        if entry.when.start == day
    ]

    assert under == [12, 17]


def test_a_day_on_a_weekend_is_kept_with_a_warning(report):
    on_weekend = [
        (row.position, entry.when.text)
        for row in report.actions
        for entry in row.entries
        if entry.when.on_weekend
    ]

    assert on_weekend == [(21, "30/09/2017")]
    assert ["30/09/2017" in w.why for w in report.actions[20].warnings] == [True]


def test_words_without_a_date_are_the_remark(report):
    remarks = [row.remark for row in report.actions]

    assert "geen vragende partij" in remarks[8]
    assert remarks[3].startswith("Zie infra")
    assert remarks[12].count("\n") == 1
    assert remarks[1] == remarks[14] == ""


def test_goals_stand_under_their_part_and_theme(report):
    themes = Counter(row.path for row in report.goals)

    assert [(len(path), count) for path, count in themes.items()] == [
        (1, 2),
        (2, 1),
        (2, 5),
        (2, 3),
    ]
    assert len({row.path[0] for row in report.goals}) == 2
    # one theme fell out of the body; the contents list still has it
    assert [row.position for row in report.goals if row.warnings] == [4]


def test_goals_are_without_notes_and_with_their_explanation(report):
    title = report.goals[10].title
    # a foot note's number is no part of the heading
    assert title.split()[-1].isalpha()
    assert len(title.split()) == 10
    explained = [row.position for row in report.goals if row.explanation]
    assert explained == [1, 2, 11]
    assert report.goals[7].title.endswith("op feestdagen.")


def test_follow_up_without_numbers_is_said_to_be_divided(report):
    judged = [
        row.position
        for row in report.actions
        if any("woorden" in w.why or "words" in w.why for w in row.warnings)
    ]

    assert judged == [5, 6, 15, 16]


def test_the_plan_and_its_programme_are_named(report):
    plan, programme = report.actions[0].plan, report.actions[0].programme

    assert (plan.first, plan.last) == (2017, 2017)
    assert "Jaarverslag" not in plan.title
    assert (programme.first, programme.last) == (2015, 2018)
    assert programme.title == "Regionaal Sociaal Actieprogramma 2015-2018"


def test_every_row_keeps_where_it_stands(report):
    lines = [row.place.line for row in report.actions]

    assert lines[:2] == [26, 26]
    assert lines[6] == 34
    assert all(row.verbatim for row in report.actions)
