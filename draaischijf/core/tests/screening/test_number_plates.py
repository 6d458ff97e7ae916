"""Number plates."""

from __future__ import annotations

import pytest

from draaischijf.core.screening.findings import Certainty
from draaischijf.core.screening.number_plates import number_plates


def found_in(text):
    return [(one.text, one.certainty) for one in number_plates(text)]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("zijn auto 1-ABC-123 staat", "1-ABC-123"),
        ("de 2.BFG.917 reed", "2.BFG.917"),
        ("zijn wagen, de 2 BFG 917,", "2 BFG 917"),
    ],
)
def test_present_plate_is_certain(text, plate):
    assert found_in(text) == [(plate, Certainty.CERTAIN)]


@pytest.mark.parametrize(
    "plate", ["1hjk338", "1-HJK-338", "abc 123", "ABC-123", "123-abc", "a 123 bc"]
)
def test_behind_a_word_for_it_every_form_is_certain(plate):
    found = found_in(f"nummerplaat {plate} staat daar")

    assert (plate, Certainty.CERTAIN) in found


@pytest.mark.parametrize("plate", ["ABC-123", "123-ABC"])
def test_former_plate_is_doubtful(plate):
    assert found_in(f"zijn auto, {plate}, daar") == [(plate, Certainty.DOUBTFUL)]
    assert found_in(f"besluit {plate} daar") == []


@pytest.mark.parametrize(
    "text",
    [
        "CAO-109 en ISO-900",
        "abc-123",
        "ABC 123",
        "in 1 ABC 123 stappen",
        "1ABC123",
        "0-ABC-123",
        "1-ABC-1234",
        "A-1-ABC-123",
        "model 1-A-123",
        "COVID-19",
        "de plaat is 123",
    ],
)
def test_codes_are_no_plates(text):
    assert found_in(text) == []
