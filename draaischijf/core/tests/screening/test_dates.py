from __future__ import annotations

import pytest
import time_machine

from draaischijf.core.screening.dates import birth_dates
from draaischijf.core.screening.findings import Certainty


def found_in(text):
    return [(one.text, one.certainty) for one in birth_dates(text)]


@pytest.mark.parametrize(
    "words",
    [
        "geboren op 12 maart 1985",
        "geboren op 12/03/1985",
        "geboren 12-3-85",
        "geboren te Lokelare op 01.04.1985",
        "geboren in Aleppo, op 2 mei 1990",
        "geboren op dinsdag 2 mei 1990",
        "geboren op 2de mei 1990",
        "geb. 3-11-71",
        "geb 3/11/1971",
        "Geboortedatum: 1999-12-31",
        "geboortedatum is 31 dec. 1999",
        "geb. datum 07/07/2001",
        "°12/03/1985",
        "° 12 maart '85",
        "verjaart op 1 jan 2001",
        "12 maart 1985 geboren",
        "12/03/1985 te Lokelare geboren",
    ],
)
def test_birth_date_is_certain(words):
    assert found_in(f"Die persoon, {words}, wacht.") == [(words, Certainty.CERTAIN)]


def test_birth_date_of_a_group_is_doubtful():
    assert found_in(
        "Kinderen geboren op 1 januari 2019 vallen tussen twee regels."
    ) == [("geboren op 1 januari 2019", Certainty.DOUBTFUL)]


@pytest.mark.parametrize(
    "text",
    [
        "Het overleg van 12 maart 1985 ging door.",
        "Op 12/03/1985 startte de werking.",
        "Kinderen geboren op of na 1 januari 2019",
        "Wie geboren is vóór 1 januari 1960",
        "Zij is geboren in 1985 in Gent.",
        "geboren op 31 februari 1985",
        "geboren op 12/13/1985",
        "geboren op 12 maart 1885",
        "Het is 20° 12/03/1985",
        "Ze is geboren. 12/03/1985 was de eerste afspraak.",
        "verslag 1.2.12/03/1985",
    ],
)
def test_other_date_is_not_found(text):
    assert found_in(text) == []


@time_machine.travel("2026-05-01T12:00:00+02:00")
def test_two_figures_of_a_year_are_read_as_the_last_hundred_years():
    assert found_in("geb. 01/05/26") == [("geb. 01/05/26", Certainty.CERTAIN)]
    assert found_in("geb. 02/05/26") == []
    assert found_in("geb. 01/05/27") == [("geb. 01/05/27", Certainty.CERTAIN)]
