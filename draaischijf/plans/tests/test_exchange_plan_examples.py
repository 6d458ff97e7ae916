"""The example plans give what `expected.json` beside them says, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from draaischijf.documents import importing
from draaischijf.documents.readers import read_document
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.exchange.annual_plan import parse_annual_plan
from draaischijf.plans.exchange.plan_commits import KINDS

EXAMPLES = Path(__file__).parents[3] / "examples"
EXPECTED = {
    name: kinds
    for name, kinds in json.loads(
        (EXAMPLES / "expected.json").read_text(encoding="utf-8")
    ).items()
    if "annual_plan" in kinds
}


def parsed(name):
    return parse_annual_plan(read_document(EXAMPLES / name))


@pytest.mark.parametrize("name", EXPECTED)
def test_every_count_is_found(name):
    rows = importing.read_rows(read_document(EXAMPLES / name), KINDS)

    reports = importing.preview(rows, {}, KINDS)

    found = {one.kind: {"rows": one.rows, **one.figures} for one in reports}
    expected = {k: v for k, v in EXPECTED[name].items() if k != "partnership"}
    assert found == expected
    assert [one.created for one in reports] == [one.rows for one in reports]


def test_one_plan_gives_the_same_keys_in_every_format():
    keys = {
        suffix: [row.key for rows in (plan.objectives, plan.actions) for row in rows]
        for suffix in ("xlsx", "html", "txt")
        for plan in [parsed(f"lokelare-jaarplan-2026.{suffix}")]
    }

    assert keys["xlsx"] == keys["html"] == keys["txt"]
    assert len(set(keys["xlsx"])) == 19


def test_only_the_lost_colours_differ():
    sheet = parsed("lokelare-jaarplan-2026.xlsx").actions
    text = parsed("lokelare-jaarplan-2026.txt").actions

    differing = {
        (one.lifecycle, other.lifecycle, other.proposed)
        for one, other in zip(sheet, text, strict=True)
        if one.lifecycle != other.lifecycle
    }
    assert differing == {
        (Lifecycle.NEW, Lifecycle.UNKNOWN, Lifecycle.NEW),
        (Lifecycle.NOT_EXTENDED, Lifecycle.UNKNOWN, ""),
    }


def test_a_red_action_without_a_remark_says_where_it_was_red():
    reasons = {
        row.title: row.reason
        for row in parsed("durmeland-jaarplan-2026.docx").actions
        if row.lifecycle == Lifecycle.NOT_EXTENDED
    }

    assert len(reasons) == 4
    assert (
        "durmeland-jaarplan-2026.docx"
        in reasons["Chatpermanentie van het jongerenloket"]
    )
    assert reasons["Gezamenlijke onthaalmap op papier"].startswith("De map")


def test_the_lines_of_a_pdf_are_no_list():
    first = parsed("scheldekant-jaarplan-2026.pdf").actions[0]

    assert first.actor_texts == ("OCMW Beverhout", "OCMW Kalkendam", "OCMW Overschelde")
    assert "\n" not in first.remark
