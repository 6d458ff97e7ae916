"""Initials beside an age."""

from __future__ import annotations

import pytest

from draaischijf.core.screening.findings import Certainty
from draaischijf.core.screening.initials import initials_with_age


def found_in(text):
    return [(one.text, one.certainty) for one in initials_with_age(text)]


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Casus L.D., 34 jaar, wacht", "L.D., 34 jaar"),
        ("L.D. (34) wacht", "L.D. (34)"),
        ("M.A. 52j, dakloos", "M.A. 52j"),
        ("S. B., 8 jaar", "S. B., 8 jaar"),
        ("L.D. is 34 jaar", "L.D. is 34 jaar"),
    ],
)
def test_dotted_initials_are_certain(text, initials):
    assert found_in(text) == [(initials, Certainty.CERTAIN)]


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("AV, 29 j, alleenstaand", "AV, 29 j"),
        ("KM (27 jaar)", "KM (27 jaar)"),
        ("een man van 45, R.T., kreeg", "R.T."),
    ],
)
def test_loose_letters_and_an_age_before_are_doubtful(text, initials):
    assert found_in(text) == [(initials, Certainty.DOUBTFUL)]


@pytest.mark.parametrize(
    "text",
    [
        "de J.A.C. (13 jaar actief)",
        "N.V. 12 jaar",
        "OCMW (12 maanden)",
        "GGZ, 3 jaar wachten",
        "AV (27)",  # a count
        "L.D. (340)",
        "L.D. (0)",
        "L.D. wacht",
        "L.D., 3 jaar wachten",
        "van 45, R.T.",  # nobody is said to be 45
        "een man van 45, N.V.",
        "o.l.v. 12 jaar",
    ],
)
def test_abbreviations_and_times_are_no_initials(text):
    assert found_in(text) == []
