"""The demo's plans hang together: what is told is in the documents and in the cast."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from draaischijf.documents.readers import read_document
from draaischijf.plans.enums import CarryDecision, StepKind, StepResult
from draaischijf.plans.exchange.annual_plan import parse_annual_plan
from draaischijf.reporting.enums import ReportKind, formats_of

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "draaischijf" / "website" / "demo" / "content"


def read(name):
    return json.loads((CONTENT / f"{name}.json").read_text("utf-8"))


CASTS = {one["slug"]: one for one in read("people")["partnerships"]}
SIGNALS = {one["key"] for one in read("signals")}
(STORY,) = (one for one in read("plans") if one["plan"] == "Jaarplan 2026")


@pytest.fixture(scope="module")
def titles():
    name = "durmeland-jaarplan-2026.docx"
    document = read_document((ROOT / "examples" / name).read_bytes(), name)
    return [row.title for row in parse_annual_plan(document).actions]


def told_actions():
    carry = STORY["carry"]
    for part in (*STORY["leads"], *STORY["answers"], *STORY["log"], *carry["choices"]):
        yield part["action"]
        if "with" in part:
            yield part["with"]


def test_each_told_action_is_one_action_of_the_plan(titles):
    meant = {
        begins: [title for title in titles if title.startswith(begins)]
        for begins in told_actions()
    }

    assert {begins: len(found) for begins, found in meant.items()} == dict.fromkeys(
        meant, 1
    )


def test_people_houses_and_signals_exist():
    cast = CASTS[STORY["partnership"]]
    people = {one["key"] for one in cast["people"]}
    houses = {one["key"] for one in cast["organisations"]}

    assert {e["by"] for e in STORY["log"]} <= people
    assert {e["person"] for e in STORY["leads"] if "person" in e} <= people
    assert {e["organisation"] for e in STORY["leads"] if "organisation" in e} <= houses
    assert {e["lead"] for e in STORY["carry"]["new"]} <= houses
    answered = {e["signal"] for e in STORY["answers"]}
    answered |= {e["answers"] for e in STORY["carry"]["new"]}
    assert answered <= SIGNALS


def test_words_of_the_field_are_known():
    carry = STORY["carry"]

    assert {e["decision"] for e in carry["choices"]} <= set(CarryDecision.values)
    assert {e["kind"] for e in carry["steps"]} <= set(StepKind.values)
    results = {e["result"] for e in carry["steps"] if "result" in e}
    assert results <= set(StepResult.values)


@pytest.mark.parametrize("row", read("documents"))
def test_each_document_comes_in_its_formats(row):
    assert row["kind"] in ReportKind.values
    assert row["partnership"] in CASTS
    assert set(row["formats"]) <= {str(form) for form in formats_of(row["kind"])}
