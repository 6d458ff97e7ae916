"""The annual plan among the source documents: every count, and every row."""

from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command

from draaischijf.documents.readers import read_document
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanStatus
from draaischijf.plans.exchange.annual_plan import parse_annual_plan
from draaischijf.plans.models import ActionParty, ActionPlan, PlanAction
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = pytest.mark.seeds

FILE = "000_7074c72ec048e326.txt"
BLOCKS = {
    "OD 1.1": 15,
    "OD 1.2": 6,
    "OD 2.1": 7,
    "OD 2.2": 1,
    "OD 2.3": 4,
    "OD 3.1": 8,
    "OD 3.2": 3,
    "OD 4.1": 8,
    "OD 4.2": 2,
}
# The blocks without a code: innovative, internal, and those that need a step plan.
OTHER_BLOCKS = [0, 3, 1]


@pytest.fixture(scope="module")
def plan(seeds):
    return parse_annual_plan(read_document(seeds / FILE))


@pytest.fixture(scope="module")
def appendix(seeds):
    """The 58 rows that were counted by hand."""
    path = seeds.parent / "domain.md"
    if not path.is_file():
        pytest.skip("the report of the field is not on this machine")
    text = path.read_text(encoding="utf-8")
    _before, _sign, rest = text.partition("## Appendix A")
    lines = rest.partition("## Appendix B")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
    return [row for row in rows if row[0].isdigit()]


def take_over(seeds, slug="durmeland"):
    out = StringIO()
    call_command(
        "import_document", seeds / FILE, "--partnership", slug, "--json", stdout=out
    )
    return {report["kind"]: report for report in json.loads(out.getvalue())}


@pytest.mark.django_db
def test_the_command_tells_every_count(seeds, partnership):
    reports = take_over(seeds)

    objectives, actions = reports["objectives"], reports["annual_plan"]
    assert objectives["figures"] == {
        "strategic": 4,
        "operational": 9,
        "sections": 2,
        "blocks": 12,
    }
    per_block = dict(actions["figures"]["per_block"])
    assert {code: per_block.pop(code) for code in BLOCKS} == BLOCKS
    assert list(per_block.values()) == OTHER_BLOCKS
    assert {**actions["figures"], "per_block": None} == {
        "actions": 58,
        "pro_memorie": 7,
        "new": 0,
        "not_extended": 0,
        "permanent": 22,
        "bold_unknown": 14,
        "proposed_new": 4,
        "contact_persons": 8,
        "joined_rows": 3,
        "per_block": None,
    }
    assert (objectives["created"], actions["created"]) == (16, 58)


@pytest.mark.django_db
def test_a_second_import_changes_nothing(seeds, partnership):
    take_over(seeds)
    before = list(PlanAction.objects.values().order_by("pk"))

    reports = take_over(seeds)

    assert [r["created"] for r in reports.values()] == [0, 0]
    assert [r["unchanged"] for r in reports.values()] == [16, 58]
    assert list(PlanAction.objects.values().order_by("pk")) == before
    assert ActionPlan.objects.count() == 1


@pytest.mark.django_db
def test_the_plan_stands_as_its_office_wrote_it(seeds, partnership):
    load_reference_data()
    take_over(seeds)

    plan = ActionPlan.objects.get()
    assert (plan.start.year, plan.status, plan.is_public) == (
        2011,
        PlanStatus.DRAFT,
        False,
    )
    assert plan.intro.count("\n") == 5
    tops = plan.objectives.tops().filter(section="")
    assert {top.deadline.isoformat() for top in tops} == {"2011-12-31"}
    assert [top.children.count() for top in tops] == [2, 3, 2, 3]
    assert plan.plan_actions.filter(needs_step_plan=True).count() == 1
    part = plan.plan_actions.get(parent__isnull=False)
    assert part.parent.position == part.position - 1
    contacts = ActionParty.objects.filter(role=PartyRole.CONTACT)
    assert contacts.values("text").distinct().count() == 8
    assert not contacts.exclude(person=None).exists()


def test_every_row_is_that_of_the_appendix(plan, appendix):
    assert len(plan.actions) == len(appendix) == 58
    sections = {"intern": "internal", "stappenplan": "step_plan"}
    headings = {row.position: row for row in plan.objectives}

    for row, (line, block, title, contact, year, *marks) in zip(
        plan.actions, appendix, strict=True
    ):
        heading = headings[row.objective_position]
        shown = set("".join(marks).split())
        found = (
            str(row.place.line),
            heading.section or f"{heading.short} {heading.code}",
            ", ".join(row.contact_names) or "-",
            str(row.start_year or "-"),
            row.is_bold,
            row.is_pro_memorie,
            not row.remark,
        )
        assert found == (
            line,
            sections.get(block, block),
            contact,
            year,
            "B" in shown,
            "PM" in shown,
            "E" in shown,
        )
        assert row.title.startswith(re.sub(r"^- |…$", "", title))


def test_only_the_marks_of_the_text_decide(plan):
    for row in plan.actions:
        if row.is_bold:
            expected = Lifecycle.UNKNOWN
        elif row.remark or row.needs_step_plan:
            expected = Lifecycle.CONTINUED
        else:
            expected = Lifecycle.PERMANENT
        assert row.lifecycle == expected
    assert {row.start_year for row in plan.actions if row.proposed} == {2011}


def test_the_joined_rows_are_named(plan):
    joined = {
        row.place.line: [place.line for place in row.joined]
        for row in plan.actions
        if row.joined
    }

    assert joined == {54: [58], 97: [101], 147: [151]}


def test_the_closing_note_says_who_decides(plan):
    bodies = {row.decided_by for row in plan.actions if row.is_pro_memorie}

    assert len(bodies) == 1
    assert bodies.pop().startswith("Stuurgroep ")


def test_the_doubtful_day_is_kept_and_said(plan):
    first, *others = plan.objectives

    assert len(first.warnings) == 1
    assert not [row for row in others if row.warnings or row.problems]
    assert first.warnings[0].why.split(" ", 3)[:3] == ["22", "november", "2011"]
