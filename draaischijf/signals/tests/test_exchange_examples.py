"""The example documents give what `expected.json` beside them says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from draaischijf.documents.readers import read_document
from draaischijf.signals.exchange.kinds import find_kinds, parse_kind
from draaischijf.signals.exchange.rows import ImportKind

EXAMPLES = Path(__file__).parents[3] / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=EXPECTED)
def example(request):
    return EXPECTED[request.param], read_document(EXAMPLES / request.param)


def test_the_kinds_are_found(example):
    expected, document = example

    ours = expected.keys() & set(ImportKind)
    assert {str(kind) for kind in find_kinds(document)} == ours


def test_the_rows_are_counted(example):
    expected, document = example

    for kind in find_kinds(document):
        rows = parse_kind(document, kind).rows
        repeats = [row for row in rows if row.duplicate_of]
        assert len(rows) == expected[kind]["rows"]
        assert len(repeats) == expected[kind].get("repeats", 0)
        assert [row.problems for row in rows] == [()] * len(rows)
        assert len({row.key for row in rows}) == len(rows)


def agendas():
    return [name for name, expected in EXPECTED.items() if "agenda" in expected]


@pytest.mark.parametrize("name", agendas())
def test_the_agendas_have_their_rubrics_and_rights(name):
    expected = EXPECTED[name]["agenda"]
    agenda = parse_kind(read_document(EXAMPLES / name), ImportKind.AGENDA)

    numbers = {"existing_service": "2", "bilateral": "3", "higher_authority": "4"}
    titles = list(dict.fromkeys(row.challenge for row in agenda.rows if row.challenge))
    rubrics = Counter(
        numbers.get(row.route) or "1" + "abcdef"[titles.index(row.challenge)]
        for row in agenda.rows
    )
    assert rubrics == expected["rubrics"]
    rights = Counter(row.right_code for row in agenda.rows if row.right_code)
    assert rights == expected["rights"]
    assert sum(bool(row.joined) for row in agenda.rows) == expected["joined_rows"]
    assert len(agenda.challenges) == expected.get("challenges", 0)


@pytest.mark.parametrize(
    "name", [name for name, expected in EXPECTED.items() if "signals" in expected]
)
def test_the_reports_have_their_entries(name):
    expected = EXPECTED[name]["signals"]
    rows = parse_kind(read_document(EXAMPLES / name), ImportKind.SIGNALS).rows

    entries = [entry for row in rows for entry in row.entries]
    counted = [entry for entry in entries if entry.attendance]
    assert [len(row.entries) for row in rows] == expected["entries"]
    assert sum(len(row.plans) for row in rows) == expected["undated_plans"]
    assert sum(e.when.kind == "period" for e in entries) == expected["periods"]
    assert [entry.attendance for entry in counted] == expected["attendance"]
    assert [e.attendance for e in counted if e.attendance_is_about] == expected[
        "approximate_attendance"
    ]
    guessed = {e.when.start.year for e in entries if e.when.year_guessed}
    assert guessed == {expected["report_year"]}
