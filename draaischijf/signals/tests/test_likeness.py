"""How much two texts are alike, without a database and without a model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.signals.queries.likeness import (
    Candidate,
    excerpt_beside,
    overlap,
    pieces,
    point_of,
    ranked,
    rareness,
    shared_words,
    telling_sentence,
    telling_words,
)

NIGHT = "Ouders met een nachtshift vinden geen kinderopvang."
PRICE = "De prijs van kinderopvang is te hoog voor wie weinig verdient."
BUS = "Na acht uur rijdt er geen bus meer naar Wachtbeke."


def test_small_words_and_accents_tell_nothing():
    assert telling_words("Er zijn géén ideeën, en de IDEEEN zijn er!") == ["ideeen"]


def test_what_few_candidates_have_weighs_most():
    candidates = [Candidate(1, 0.5, 0.5, [NIGHT]), Candidate(2, 0.5, 0.5, [PRICE])]

    first, second = ranked("Geen kinderopvang voor de nachtshiften", candidates)

    assert (first.key, second.key) == (1, 2)
    assert first.score > second.score


def test_the_nearest_text_of_a_candidate_counts():
    candidates = [Candidate(1, 0.2, 0.2, [BUS]), Candidate(2, 0.9, 0.2, [PRICE])]

    assert [one.key for one in ranked(NIGHT, candidates)] == [2, 1]
    assert [one.is_near for one in ranked(NIGHT, candidates)] == [True, False]


def test_compounds_and_plurals_share_most_of_their_pieces():
    weights = rareness([pieces(one) for one in ("huurwoningen", "nachtbus")])

    assert overlap(pieces("huurwoning"), pieces("huurwoningen"), weights) > 0.5
    assert overlap(pieces("huurwoning"), pieces("nachtbus"), weights) == 0


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_the_same_both_ways_and_lies_between_none_and_all(one, other):
    said, theirs = pieces(one), pieces(other)
    weights = rareness([said, theirs])

    found = overlap(said, theirs, weights)

    assert found == pytest.approx(overlap(theirs, said, weights))
    assert 0 <= found <= 1 + 1e-9
    if said:
        assert overlap(said, said, weights) == pytest.approx(1)


def test_a_text_comes_down_to_what_follows_but():
    text = "De waarborg is betaald, maar ze krijgen hem na het verhuizen niet terug."

    assert point_of(text) == "ze krijgen hem na het verhuizen niet terug."
    assert point_of("De bus komt niet, maar ja.") == "De bus komt niet, maar ja."
    assert point_of(BUS) == BUS


def test_words_are_shared_in_another_form_too():
    assert shared_words(
        "De wachtlijsten voor de bus", ["Een wachtlijst. De trein."]
    ) == ["wachtlijsten"]
    assert shared_words(NIGHT, [BUS]) == []


def test_the_sentence_that_shares_most_is_shown_and_cut_at_a_word():
    text = f"Het is al lang zo. {PRICE} {BUS}"

    assert telling_sentence(text, "te dure kinderopvang") == PRICE
    assert telling_sentence(text, "iets helemaal anders") == "Het is al lang zo."
    assert telling_sentence("", NIGHT) == ""
    long = telling_sentence("woord " * 100, "woord")
    assert len(long) <= 241
    assert long.endswith("woord…")


def test_a_sentence_that_says_the_title_again_is_left_out():
    assert excerpt_beside(BUS.rstrip("."), BUS, NIGHT) == ""
    assert excerpt_beside("Vervoer", BUS, NIGHT) == BUS
