"""Words are found however they are spelled, and only they."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from draaischijf.core.redaction.words import Edit, Words, moved, squash

PHONE = "0474 12 34 56"


@pytest.mark.parametrize(
    "text",
    [
        "Bel 0474 12 34 56 gerust.",
        "Bel 0474/12.34.56",
        "0474123456",
        "+32 474 12 34 56",
        "+32 (0)474 12 34 56",
        "0032474123456",
        "(0474) 12-34-56",
        "0474\u00a012\u00a034\u00a056",
    ],
)
def test_a_phone_number_is_found_in_every_spelling(text):
    for spelled in (PHONE, "+32474123456", "0474/12.34.56"):
        assert Words(spelled).count(text) == 1
        assert "34" not in Words(spelled).replaced(text, "[weggehaald]")


@pytest.mark.parametrize("text", ["10474123456", "0474 12 34 567", "0475 12 34 56"])
def test_another_number_stays(text):
    assert Words(PHONE).count(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "els peeters",
        "Els\n  Peeters",
        "(Els Peeters)",
        "ELS PEETERS.",
        "Els&nbsp;Peeters",
    ],
)
def test_a_name_is_found_whatever_its_spaces_and_capitals(text):
    assert Words("Els Peeters").count(text) == 1


def test_accents_made_of_two_signs_are_the_same():
    assert Words("Zoë").count("Zoe\u0308 kwam langs") == 1
    assert Words("Zoe\u0308").count("Zoë kwam langs") == 1


def test_marks_and_quotes_are_found_in_html():
    assert Words("D'hondt & zoon").count(escape("bij D'hondt & zoon")) == 1


@pytest.mark.parametrize("text", ["januari", "Arjan", "Jansen", "jan_p"])
def test_a_word_is_not_taken_out_of_another(text):
    assert Words("Jan").count(text) == 0


@pytest.mark.parametrize("text", ["", "  ", "ab", "a.", "x" * 201])
def test_too_little_or_too_much_cannot_be_looked_for(text):
    with pytest.raises(ValueError, match="Too short or too long"):
        Words(text)


def test_json_is_read_to_the_bottom():
    value = {"a": ["Els Peeters", {"Els Peeters": 3}], "b": None, "n": 1.5}

    assert Words("Els Peeters").count(value) == 2
    assert Words("Els Peeters").replaced(value, "[weg]") == {
        "a": ["[weg]", {"[weg]": 3}], "b": None, "n": 1.5
    }  # fmt: skip


def test_a_replacement_is_taken_as_it_is():
    assert Words("Els Peeters").replaced("Els Peeters", r"\1 \g<0>") == r"\1 \g<0>"


def test_a_find_is_shown_with_what_stands_around_it():
    text = "a " * 60 + "Els Peeters" + " b" * 60

    before, found, after = Words("els peeters").around(text, 10)

    assert found == "Els Peeters"
    assert before.startswith("…")
    assert after.endswith("…")
    assert Words("els peeters").around("niets") == ("", "", "")


def test_a_print_that_breaks_words_hides_nothing():
    assert Words("Els Peeters").in_file("mevrouw Els Pee-\nters belde")
    assert Words(PHONE).in_file("tel. 0474\n12 34 56")
    assert not Words("Els Peeters").in_file("Els en meneer Peeters")


def test_marks_of_the_screening_move_along():
    marks = [
        {"field": "problem", "start": 0, "end": 3},
        {"field": "problem", "start": 5, "end": 9},
        {"field": "problem", "start": 20, "end": 24},
        {"field": "example", "start": 5, "end": 9},
    ]

    assert moved(marks, "problem", [Edit(4, 10, 1)]) == [
        {"field": "problem", "start": 0, "end": 3},
        {"field": "problem", "start": 15, "end": 19},
        {"field": "example", "start": 5, "end": 9},
    ]


WORDS = st.text(min_size=3, max_size=30).filter(lambda text: len(squash(text)) >= 3)


@given(words=WORDS, before=st.text(max_size=20), after=st.text(max_size=20))
def test_what_is_taken_out_is_gone(words, before, after):
    looked_for = Words(words)
    text = f"{before} {looked_for.text} {after}"

    replaced = looked_for.replaced(text, "[weggehaald]")

    assert looked_for.count(text) >= 1
    assume(looked_for.count("[weggehaald]") == 0)
    assert looked_for.count(replaced) == 0


@given(words=WORDS, around=st.text(max_size=20))
def test_the_pattern_for_the_database_finds_at_least_as_much(words, around):
    looked_for = Words(words)
    text = f"{around} {looked_for.text} {around}"
    pattern = looked_for.lookup.replace("[^[:alnum:]]", r"[\W_]")

    assert re.search(pattern, text, re.IGNORECASE | re.DOTALL)
