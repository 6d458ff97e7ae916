"""Places in words, and runs with even white space."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.documents.blocks import Place, Run, text_of
from draaischijf.documents.readers.runs import ordinary_colour, plain_runs, tidy


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("agenda.txt", line=295), "line 295"),
        (Place("agenda.txt", page=2, line=40), "page 2, line 40"),
        (Place("agenda.pdf", page=3, table=1, row=4), "page 3, table 1, row 4"),
        (Place("agenda.xlsx", sheet="Noden", row=7), "sheet Noden, row 7"),
        (Place("agenda.docx", paragraph=12), "paragraph 12"),
        (Place("agenda.docx"), "agenda.docx"),
    ],
)
def test_where_says_the_place_in_words(place, words):
    with override("en"):
        assert place.where() == words


def test_tidy_makes_white_space_even_and_joins_one_style():
    runs = tidy(
        [
            Run("  Meer "),
            Run("\u00ad banken", bold=True),
            Run("  in\tde", bold=True),
            Run(" \n \n wijk \u200b"),
            Run("  "),
        ]
    )

    assert runs == (Run("Meer "), Run("banken in de", bold=True), Run("\nwijk"))


def test_tidy_drops_what_is_only_white_space():
    assert tidy([Run(" \n"), Run("\t", bold=True)]) == ()
    assert plain_runs(" ") == ()


@given(st.lists(st.builds(Run, st.text(alphabet="ab \n\t", max_size=6), st.booleans())))
def test_tidy_keeps_the_words_and_is_stable(runs):
    tidied = tidy(runs)

    text = text_of(tidied)
    assert "".join(text.split()) == "".join(text_of(runs).split())
    assert text == text.strip()
    assert "  " not in text
    assert "\n\n" not in text
    assert tidy(tidied) == tidied


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("0000FF", "#0000ff"),
        ("#FF0000", "#ff0000"),
        ("000000", None),
        ("auto", None),
        (None, None),
    ],
)
def test_ordinary_colour_says_nothing(colour, expected):
    assert ordinary_colour(colour) == expected
