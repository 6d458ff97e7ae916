"""Charts: the same figures as a picture, in words and as a table."""

from __future__ import annotations

import json

import pytest

from draaischijf.reporting import charts
from draaischijf.reporting.content import Tone
from draaischijf.reporting.writers.style import (
    INK,
    TONES,
    Style,
    contrast,
    dark_enough,
    text_on,
)

AMOUNTS = [charts.Amount("nieuw", 12, Tone.NEW), charts.Amount("bestendigd", 1234.5)]
MAKERS = [charts.bars, charts.columns]


@pytest.mark.parametrize("make", MAKERS)
def test_a_chart_tells_its_figures_three_times(make):
    chart = make("Acties", AMOUNTS, of="Stand", count="Aantal")

    assert chart.alt == "Acties: nieuw 12, bestendigd 1.234,5."
    assert [column.label for column in chart.table.columns] == ["Stand", "Aantal"]
    assert [[cell.text for cell in row] for row in chart.table.rows] == [
        ["nieuw", "12"],
        ["bestendigd", "1.234,5"],
    ]
    assert chart.table.rows[1][1].value == 1234.5
    picture = charts.svg(chart.spec, Style())
    assert "bestendigd" in picture
    assert "1.234,5" in picture
    assert json.loads(json.dumps(chart.spec)) == chart.spec


@pytest.mark.parametrize("make", MAKERS)
def test_colours_are_those_of_the_house_and_of_the_tone(make):
    chart = make("Acties", AMOUNTS, of="Stand", count="Aantal")

    assert "#7a1f3d" not in json.dumps(chart.spec)
    picture = charts.svg(chart.spec, Style(colour="#7a1f3d"))
    assert "#7a1f3d" in picture
    assert TONES[Tone.NEW] in picture


def test_no_figures_is_said():
    chart = charts.bars("Acties", [], of="Stand", count="Aantal")

    assert chart.alt == "Acties: er zijn geen cijfers."
    assert charts.svg(chart.spec, Style()).startswith("<svg")


def test_a_picture_is_drawn_once():
    chart = charts.columns("Feiten", AMOUNTS, of="Maand", count="Feiten")

    assert charts.png(chart.spec, Style()) is charts.png(dict(chart.spec), Style())
    assert charts.png(chart.spec, Style()).startswith(b"\x89PNG")


def test_nothing_is_fetched():
    chart = charts.bars("Acties", AMOUNTS, of="Stand", count="Aantal")
    spec = {**chart.spec, "data": {"url": "http://127.0.0.1:9/figures.csv"}}

    with pytest.raises(ValueError, match=r"(?i)url|access|denied|load"):
        charts.svg(spec, Style())


def test_labels_are_text():
    chart = charts.bars(
        "x", [charts.Amount("<script>&", 1)], of="Stand", count="Aantal"
    )

    assert "&lt;script" in charts.svg(chart.spec, Style())


def test_tones_and_defaults_read_on_white():
    for colour in [*TONES.values(), Style().colour, INK]:
        assert contrast(colour, "#ffffff") >= 4.5


def test_colours_are_measured():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert text_on("#f2b134") == INK
    assert text_on("#0f4c5c") == "#ffffff"
    assert dark_enough("#0f4c5c") == "#0f4c5c"
    assert dark_enough("#f2b134") != "#f2b134"
    assert contrast(dark_enough("#f2b134"), "#ffffff") >= 4.5
