"""What a colour says, and what an action is then."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.documents.blocks import Cell, Document, Heading, Place, Row, Run, Table
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.exchange.annual_plan import parse_annual_plan
from draaischijf.plans.exchange.lifecycles import colour_says, judge, runs_say

HEAD = ("ACTIE", "OPMERKING", "CONTACT", "ACTOREN", "OPGESTART")
BLUE, RED = "#0070c0", "#c00000"


@pytest.mark.parametrize(
    "colour",
    [
        "#0000ff",
        "#0070c0",
        "#00b0f0",
        "#002060",
        "#1f4e9e",
        "#4472c4",
        "#5b9bd5",
        "#1f497d",
    ],
)
def test_blue_says_new(colour):
    assert colour_says(colour) is Lifecycle.NEW


@pytest.mark.parametrize(
    "colour", ["#ff0000", "#c00000", "#a3262a", "#943634", "#c0504d", "#e06666"]
)
def test_red_says_not_extended(colour):
    assert colour_says(colour) is Lifecycle.NOT_EXTENDED


@pytest.mark.parametrize(
    "colour",
    [
        *(None, "", "rood", "#f00", "#12345g"),
        *("#ffffff", "#7f7f7f", "#44546a", "#f2dcdb", "#1c2a29"),
        *("#00b050", "#7030a0", "#ed7d31", "#ffc000", "#008080", "#0f4c5c"),
    ],
)
def test_any_other_colour_says_nothing(colour):
    assert colour_says(colour) is None


def hexed(hue, light, strength):
    parts = colorsys.hls_to_rgb(hue / 360, light, strength)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


shades = {"light": st.floats(0.25, 0.75), "strength": st.floats(0.5, 1)}


@given(hue=st.floats(200, 250), **shades)
def test_every_shade_of_blue_says_new(hue, light, strength):
    assert colour_says(hexed(hue, light, strength)) is Lifecycle.NEW


@given(hue=st.floats(-10, 10), **shades)
def test_every_shade_of_red_says_not_extended(hue, light, strength):
    assert colour_says(hexed(hue % 360, light, strength)) is Lifecycle.NOT_EXTENDED


@given(hue=st.floats(25, 185), **shades)
def test_no_shade_between_says_anything(hue, light, strength):
    assert colour_says(hexed(hue, light, strength)) is None


def test_most_letters_of_the_title_decide():
    link = Run("www.durmeland.example", colour=BLUE)

    assert runs_say((Run("Website van het platform "), link)) is None
    assert runs_say((Run("Nieuwe website: ", colour=BLUE), link)) is Lifecycle.NEW
    assert runs_say((Run("half", colour=BLUE), Run("half", colour=RED))) is None
    assert runs_say((Run("(P/M)* "), Run("Fonds", colour=RED)), 7) is (
        Lifecycle.NOT_EXTENDED
    )
    assert runs_say((Run("–", colour=RED),)) is None
    assert runs_say(()) is None


def judged(colour=None, **facts):
    facts = {
        "is_bold": False,
        "remark": "",
        "is_new_by_year": False,
        "needs_step_plan": False,
        "file": "plan.docx",
        **facts,
    }
    return judge(colour, **facts)


@pytest.mark.parametrize(
    ("facts", "lifecycle", "proposed"),
    [
        ({"colour": Lifecycle.NEW, "is_bold": True}, "new", ""),
        ({"colour": Lifecycle.NOT_EXTENDED, "remark": "Op"}, "not_extended", ""),
        ({"is_bold": True}, "unknown", ""),
        ({"is_bold": True, "remark": "Loopt"}, "unknown", ""),
        ({"is_bold": True, "is_new_by_year": True}, "unknown", "new"),
        ({"is_bold": True, "needs_step_plan": True}, "unknown", ""),
        ({"is_new_by_year": True}, "permanent", ""),
        ({"remark": "Loopt"}, "continued", ""),
        ({"needs_step_plan": True}, "continued", ""),
        ({}, "permanent", ""),
    ],
)
def test_what_an_action_is(facts, lifecycle, proposed):
    found = judged(**facts)

    assert (found.lifecycle, found.proposed) == (lifecycle, proposed)
    assert bool(found.hint) is (lifecycle == "unknown")


def test_what_is_not_extended_says_why():
    assert judged(Lifecycle.NOT_EXTENDED, remark="Geen geld").reason == "Geen geld"
    assert "plan.docx" in judged(Lifecycle.NOT_EXTENDED).reason


def test_a_remark_that_sounds_like_an_end_is_only_a_hint():
    ends = judged(is_bold=True, remark="Het project is uitdovend.")
    goes_on = judged(is_bold=True, remark="Er komt een vervolg.")

    assert len(ends.hint) > len(goes_on.hint)
    assert (ends.lifecycle, ends.proposed) == (Lifecycle.UNKNOWN, "")


def plan_of(*titles):
    place = Place("plan.docx")
    rows = [
        *(Row(tuple(Cell((Run(text),)) for text in HEAD), place, ""),),
        *(Row((Cell(runs),), place, "") for runs in titles),
    ]
    blocks = (
        Heading(1, "Jaarplan 2026", place),
        Heading(2, "OD 1.1: Wonen", place),
        Table(tuple(rows), place),
    )
    return parse_annual_plan(Document("plan.docx", blocks)).actions


def test_bold_says_nothing_where_colours_were_kept():
    bold = (Run("Woonoverleg", bold=True),)

    without = plan_of(bold)
    beside = plan_of(bold, (Run("Leegstand", colour=BLUE),))

    assert [row.lifecycle for row in without] == [Lifecycle.UNKNOWN]
    assert [row.lifecycle for row in beside] == [Lifecycle.PERMANENT, Lifecycle.NEW]


def test_only_bold_words_of_the_title_count():
    half = (Run("Ov"), Run("erleg over wonen", bold=True))
    mark = (Run("(P/M)* lang ", bold=True), Run("genoeg om te tellen"))

    assert [row.is_bold for row in plan_of(half, mark)] == [True, False]
