"""Places on a map."""

from __future__ import annotations

import pytest

from draaischijf.core.screening.findings import Certainty
from draaischijf.core.screening.screen import screen


def found_in(text):
    return [(one.text, one.certainty) for one in screen(text)]


@pytest.mark.parametrize(
    "place",
    [
        "https://goo.gl/maps/Xy12AbCdE",
        "https://maps.app.goo.gl/aBcD1234",
        "https://www.google.be/maps/@51.0312345,4.1022345,17z",
        "maps.google.com/?q=Kerkstraat+12",
        "https://www.openstreetmap.org/?mlat=51.03&mlon=4.10#map=18/51.03/4.10",
        "https://osm.org/go/0EpV7tq--",
        "51.0543422, 3.7174243",
        "N 51.0543 E 3.7174",
        "51°03'15.2\"N 3°43'02.8\"E",
    ],
)
def test_a_place_is_doubtful_and_certain_where_somebody_sleeps(place):
    assert found_in(f"kaart: {place}.") == [(place, Certainty.DOUBTFUL)]
    assert found_in(f"hij slaapt daar: {place}") == [(place, Certainty.CERTAIN)]


@pytest.mark.parametrize(
    "text",
    [
        "51.2 % tegen 4.1 %",
        "van 51.0312, 12.4000 euro",
        "tussen 51.0312 en 4.1022",
        "schaal 1/10 000",
        "google.com/search?q=maps",
        "https://www.vlaanderen.example/maps/1",
        "51° in de zon",
    ],
)
def test_other_figures_and_links_are_no_places(text):
    assert found_in(text) == []
