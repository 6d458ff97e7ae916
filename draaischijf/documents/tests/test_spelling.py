"""Spellings that are one, and those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.documents.spelling import alike, one_letter_apart, plain


def test_plain_drops_case_accents_and_signs():
    assert plain("  Éénouder-gezinnen: CAW’s & co ") == "eenouder gezinnen caw s co"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("signalen", "signallen", True),
        ("signalen", "signalen", True),
        ("wachtlijstbeheer", "wachtlijstbeher", True),
        ("diensthoofden", "diesnthoofden", True),
        ("caw", "cab", False),
        ("zone 1 zuid", "zone 2 zuid", False),
        ("huis de linde", "huis aan zee", False),
        ("opvang", "opvangen", False),
    ],
)
def test_alike_forgives_one_slip(one, other, expected):
    assert alike(one, other) is expected
    assert alike(other, one) is expected


@given(st.text("abcde", min_size=1), st.integers(0, 20), st.sampled_from("fgh"))
def test_one_letter_more_is_one_letter_apart(text, place, letter):
    longer = text[:place] + letter + text[place:]

    assert one_letter_apart(text, longer)
    assert one_letter_apart(longer, text)


@given(st.text("ab12", max_size=6), st.text("ab12", max_size=6))
def test_one_letter_apart_is_the_same_both_ways(one, other):
    assert one_letter_apart(one, other) == one_letter_apart(other, one)
