"""The labelled sentences, and the figures the screening must keep on them."""

from __future__ import annotations

from collections import Counter

import pytest

from draaischijf.core.screening.findings import Kind
from draaischijf.core.tests.screening.labelled import score, sentences

LABELLED = sentences()


def test_at_least_120_sentences_and_half_hold_nothing():
    without = [sentence for sentence in LABELLED if not sentence.expected]

    assert len(LABELLED) >= 120
    assert len({sentence.text for sentence in LABELLED}) == len(LABELLED)
    assert len(without) * 2 >= len(LABELLED)


def test_every_kind_is_labelled():
    kinds = Counter(kind for one in LABELLED for kind, _, _ in one.expected)

    assert set(kinds) == set(Kind)
    assert min(kinds.values()) >= 3


def test_recall_and_precision():
    figures = score(LABELLED)

    assert figures.recall >= 0.95, figures.missed
    assert figures.precision >= 0.9, figures.false_alarms


@pytest.mark.parametrize(
    "kind", [Kind.NATIONAL_NUMBER, Kind.BIS_NUMBER, Kind.IBAN, Kind.PHONE, Kind.EMAIL]
)
def test_what_has_a_form_of_its_own_is_never_missed(kind):
    figures = score(LABELLED)

    assert [text for missed, text in figures.missed if missed == kind] == []
    assert [text for alarm, text in figures.false_alarms if alarm == kind] == []
