"""Rows cut in two by a page break, joined again; whole rows left alone."""

from __future__ import annotations

import pytest

from draaischijf.documents.blocks import Cell, Place, Row, Run
from draaischijf.documents.readers.runs import plain_runs
from draaischijf.documents.tables import join_split_rows


def row(line, *texts, after_break=False):
    cells = tuple(Cell(plain_runs(text)) for text in texts)
    place = Place("agenda.txt", line=line)
    return Row(cells, place, "\t".join(texts), after_break=after_break)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (
            ("Te weinig bankjes: ouderen", "buurtwerk, dienst", "Stad Lokelare"),
            ("(met een stok) en kinderen", "groen", ""),
            (
                "Te weinig bankjes: ouderen (met een stok) en kinderen",
                "buurtwerk, dienst groen",
                "Stad Lokelare",
            ),
        ),
        (
            ("Hulp voor wie meer vraagt dan", "CAW,", "stad"),
            ("een folder", "", ""),
            ("Hulp voor wie meer vraagt dan een folder", "CAW,", "stad"),
        ),
        (
            ("Veilig naar school –", "De scholen vragen:", "Er is voorge-"),
            ("elke dag", "kinderen fietsen.", "steld om te tellen."),
            (
                "Veilig naar school – elke dag",
                "De scholen vragen: kinderen fietsen.",
                "Er is voorgesteld om te tellen.",
            ),
        ),
    ],
)
def test_a_cut_row_is_joined(above, below, expected):
    rows = [row(10, *above), row(12, *below, after_break=True)]

    (joined,) = join_split_rows(rows)

    assert joined.texts == expected
    assert joined.place.line == 10
    assert [place.line for place in joined.joined] == [12]
    assert joined.verbatim == "\t".join(above) + "\n" + "\t".join(below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        # begins with a capital
        (("Nood aan bussen", "De Lijn", "stad"), ("Nood aan banken", "", "")),
        # the sentence before is finished
        (("Nood aan bussen.", "De Lijn", "stad"), ("nood aan banken", "", "")),
        # a whole row in small letters
        (("bussen", "de lijn", "stad"), ("banken", "het ocmw", "stad")),
        # a figure begins something new
        (("overleg", "x", "juni 2006"), ("2de overleg", "x", "juli 2006")),
        # wider than the row above
        (("overleg met",), ("de stad", "x")),
        # nothing at all
        (("overleg met", "x"), ("", "")),
    ],
)
def test_a_whole_row_stays(above, below):
    rows = [row(10, *above), row(12, *below, after_break=True)]

    assert join_split_rows(rows) == rows


def test_without_a_break_nothing_is_joined():
    rows = [row(10, "Nood aan", "CAW,"), row(11, "banken", "")]

    assert join_split_rows(rows) == rows


def test_a_row_can_run_over_two_breaks():
    rows = [
        row(10, "Nood aan", "stad"),
        row(12, "banken in", "", after_break=True),
        row(14, "het park", "", after_break=True),
    ]

    (joined,) = join_split_rows(rows)

    assert joined.texts == ("Nood aan banken in het park", "stad")
    assert [place.line for place in joined.joined] == [12, 14]


def test_a_soft_hyphen_goes_and_the_style_stays():
    place = Place("a", line=1)
    above = Row((Cell((Run("afge-", bold=True),)), Cell(plain_runs("x"))), place, "")
    below = Row((Cell((Run("toetst"),)), Cell()), place, "", after_break=True)

    (joined,) = join_split_rows([above, below])

    assert joined.cells[0].runs == (Run("afge", bold=True), Run("toetst"))
