"""What is kept of an edition comes back to the letter, and its checksum holds."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from draaischijf.bundles.edition import (
    Answer,
    Chapter,
    Decided,
    Edition,
    Entry,
    Passed,
    as_json,
    fingerprint,
    from_json,
)

WORDS = st.text(max_size=30)
NAMES = st.lists(WORDS, max_size=3).map(tuple)
DAYS = st.dates().map(lambda day: day.isoformat())
RESULTS = st.sampled_from(["", "agree", "agree_with_remark", "object", "abstain"])
ENTRIES = st.builds(
    Entry,
    place=st.integers(1, 99),
    number=st.integers(1, 999),
    title=WORDS,
    statement=WORDS,
    examples=WORDS,
    is_recurring=st.booleans(),
    earlier=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    rights=NAMES,
    areas=NAMES,
    raised_by=NAMES,
    raisers=st.integers(0, 40),
    decisions=st.lists(st.builds(Decided, WORDS, DAYS, WORDS), max_size=2).map(tuple),
    answers=st.lists(st.builds(Answer, WORDS, RESULTS, WORDS, DAYS), max_size=2).map(
        tuple
    ),
    path=st.lists(
        st.builds(Passed, st.integers(1, 8), WORDS, st.sampled_from(["done", "todo"])),
        max_size=3,
    ).map(tuple),
)
EDITIONS = st.builds(
    Edition,
    title=WORDS,
    edition=st.integers(1, 99),
    year=st.integers(1980, 2100),
    partnership=WORDS,
    introduction=WORDS,
    chapters=st.lists(
        st.builds(Chapter, WORDS, st.lists(ENTRIES, max_size=3).map(tuple)), max_size=3
    ).map(tuple),
)


def upside_down(value):
    """The same JSON, with the keys of every object the other way round."""
    if isinstance(value, dict):
        return {key: upside_down(value[key]) for key in reversed(list(value))}
    return [upside_down(one) for one in value] if isinstance(value, list) else value


@given(EDITIONS)
def test_an_edition_comes_back_equal(edition):
    kept = json.loads(json.dumps(as_json(edition)))

    assert from_json(kept) == edition


@given(EDITIONS)
def test_the_checksum_does_not_depend_on_the_order_of_keys(edition):
    kept = as_json(edition)

    assert fingerprint(upside_down(kept)) == fingerprint(kept)
    assert len(fingerprint(kept)) == 64


def test_another_word_gives_another_checksum():
    one = as_json(Edition("Signalen", 1, 2027, "Durmeland"))
    other = as_json(Edition("Signalen.", 1, 2027, "Durmeland"))

    assert fingerprint(one) != fingerprint(other)


def test_small_numbers_are_for_partners():
    few, many = Entry(1, 1, "x", raisers=3), Entry(1, 1, "x", raisers=12)

    assert few.raisers_for(is_partner=True) == "3"
    assert few.raisers_for(is_partner=False) != "3"
    assert many.raisers_for(is_partner=False) == "12"
    assert Entry(1, 1, "x").raisers_for(is_partner=False) == ""
