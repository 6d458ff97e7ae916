"""Postcode, age and sex of one person."""

from __future__ import annotations

import pytest

from draaischijf.core.screening.combinations import identifying_combinations
from draaischijf.core.screening.findings import Certainty


def found_in(text):
    return [(one.text, one.certainty) for one in identifying_combinations(text)]


@pytest.mark.parametrize(
    "combination",
    [
        "vrouw, 34 j, 9160",
        "man van 67 uit 8501",
        "9160, meisje van 15",
        "dame van 82 in postcode 2018",
        "34-jarige vrouw uit 9160 Lokelare",
        "m, 45 jaar, 9170",
        "vrouw van 71, 2018 Antwerpen",
        "vrouw (41 jaar) te B-8500",
    ],
)
def test_the_three_together_are_doubtful(combination):
    assert found_in(f"Het gaat om {combination}.") == [
        (combination, Certainty.DOUBTFUL)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "vrouw van 34 uit Lokelare",
        "vrouwen van 34 in 9160",
        "9160, vrouw",
        "34 jaar, 9160",
        "vrouw van 34. In 9160 is dat zo.",
        "vrouw van 34; 9160",
        "vrouw van rond de 35 uit 9160",
        "vrouw van 34 tot 40 uit 9160",
        "een vrouw van 34 in 2018",
        "een vrouw van 34 kreeg 9160 euro",
        "een vrouw van 34 kreeg 1.250 of 0999",
        "vrouw van 134 uit 9160",
        "m 45, 9160",
        "vrouw van 34" + " en zo" * 20 + " 9160",
    ],
)
def test_two_of_three_groups_years_and_money_are_no_findings(text):
    assert found_in(text) == []


def test_each_postcode_takes_the_person_beside_it():
    text = "vrouw van 34 uit 9160, man van 51 uit 8500"

    assert [found for found, _ in found_in(text)] == [
        "vrouw van 34 uit 9160",
        "man van 51 uit 8500",
    ]
