from __future__ import annotations

import pytest

from draaischijf.core.screening.addresses import street_addresses, street_end
from draaischijf.core.screening.findings import Certainty


def found_in(text):
    return [(one.text, one.certainty) for one in street_addresses(text)]


@pytest.mark.parametrize(
    "address",
    [
        "Kerkstraat 12",
        "kerkstraat 12",
        "Kerkstraat, 12",
        "Kerkstraat nr. 12",
        "Kerkstraat 12A",
        "Kerkstraat 12 A",
        "Kerkstraat 12-14",
        "Kerkstraat 12/2",
        "Kerkstraat 12, 9160 Lokelare",
        "Kerkstraat 12 te 9100 Sint-Niklaas",
        "Sint-Martinusstraat 118",
        "Oude Gentsesteenweg 220",
        "Koning Albertlaan 33",
        "Karel de Stoutestraat 4",
        "Molenweg 7",
        "Grote Markt 8",
        "Markt 8",
        "Vaartkaai 19",
        "bloemendreef 4",
        "rue du Moulin 24",
        "avenue de l'Europe 5",
    ],
)
def test_street_with_number_is_doubtful(address):
    assert found_in(f"Het pand op {address} staat leeg.") == [
        (address, Certainty.DOUBTFUL)
    ]


@pytest.mark.parametrize(
    "address",
    ["Kerkstraat 12 bus 3", "Kerkstraat 12 bte 3", "Kerkstraat 12, bus B"],
)
def test_box_makes_an_address_certain(address):
    assert found_in(f"Het pand op {address} staat leeg.") == [
        (address, Certainty.CERTAIN)
    ]


@pytest.mark.parametrize(
    "before",
    [
        "Ze woont in de ",
        "Hij verblijft op het adres ",
        "Gedomicilieerd te ",
        "Huisbezoek in de ",
        "Ze stuurden het naar haar adres, ",
    ],
)
@pytest.mark.parametrize("street", ["Kerkstraat 12", "molenweg 12"])
def test_living_there_makes_an_address_certain(before, street):
    assert found_in(f"{before}{street}.") == [(street, Certainty.CERTAIN)]


@pytest.mark.parametrize("street", ["Kerkstraat", "bloemendreef"])
def test_street_where_somebody_lives_is_doubtful(street):
    assert found_in(f"Zij woont in de {street} en betaalt te veel.") == [
        (street, Certainty.DOUBTFUL)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In de Stationsstraat 12 gezinnen zonder verwarming",
        "In de Kerkstraat 3 van de 12 huizen",
        "Op het Dorpsplein 12 maart",
        "Op het Kerkplein 14/05/2018",
        "Op het Kerkplein 14.30 uur, en op het Kerkplein 14u",
        "Project Kerkstraat 2019",
        "Kerkstraat 0",
        "Onderweg 3 uur, halfweg 2, loopbaan 40, op de woningmarkt 20",
        "Supermarkt 5 en Speelplein 6",
        "onderhoud van de molenweg 7",  # small letters: may be any road
        "in de straat 12, op het plein 3, Park 3",
        "Kortenberg 5 plaatsen",
        "In Milaan 3 jaar geleden",
        "Stad Aalst 12",
        "Ze woont op straat. Een gezin woont in een straat. Zij woont in de stad.",
        "Jongeren wonen in de Stationsstraat",
        "straathoekwerk 12",
        "Kerkstraat 12% en Kerkstraat 12345",
    ],
)
def test_what_is_no_address_is_not_found(text):
    assert found_in(text) == []


def test_street_ends_before_its_number():
    assert "Kerkstraat, 12"[: street_end("Kerkstraat, 12")] == "Kerkstraat"
    assert street_end("Kerkstraat") == len("Kerkstraat")
