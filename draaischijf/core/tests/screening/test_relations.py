"""Names behind kinship, a role or a household, and first names with an age."""

from __future__ import annotations

import pytest

from draaischijf.core.screening.findings import Certainty
from draaischijf.core.screening.screen import screen


def found_in(text):
    return [(one.text, one.certainty) for one in screen(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("haar zoontje Milan wacht", "zoontje Milan"),
        ("Stiefmoeder Karin en de rest", "Stiefmoeder Karin"),
        ("zijn vrouw Aicha mag niet", "zijn vrouw Aicha"),
        ("mijn cliënt Tom B. slaapt", "cliënt Tom B."),
        ("onze huurder Van den Broeck", "huurder Van den Broeck"),
        ("het gezin Peeters", "gezin Peeters"),
        ("gezin De Smet en Co", "gezin De Smet"),
        ("Bilal, 14 jaar, wordt", "Bilal, 14 jaar"),
        ("Fatima (34) en", "Fatima (34)"),
        ("Els V. verhuisde", "Els V."),
        ("Milan, haar zoontje, wacht", "Milan, haar zoontje"),
    ],
)
def test_a_name_with_a_capital_is_certain(text, name):
    assert found_in(text) == [(name, Certainty.CERTAIN)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dochter emma zit thuis", "dochter emma"),
        ("dochter emma peeters zit thuis", "dochter emma peeters"),
        ("familie peeters", "familie peeters"),
        ("gezin de smet", "gezin de smet"),
        ("cliënt L.D. komt niet", "cliënt L.D."),
        ("bewoner K. komt niet", "bewoner K."),
        ("zijn zoon Tesfamariam", "zoon Tesfamariam"),
        ("de vrouw heet Naima en", "heet Naima"),
        ("een gezin dat ik begeleid, Ahmed en Leila,", "Ahmed en Leila"),
        ("lotte, 22 jaar", "lotte, 22 jaar"),
        ("jongere Van Der Onbekend", "jongere Van Der Onbekend"),
    ],
)
def test_small_letters_initials_and_unknown_names_are_doubtful(text, name):
    assert found_in(text) == [(name, Certainty.DOUBTFUL)]


@pytest.mark.parametrize(
    "text",
    [
        "haar zoontje kan niet mee",
        "moeder Belgische, vader Syriër",
        "zoon Nederlands leren",
        "moeder Frans, vader Pools",
        "moeder OCMW, vader VDAB",
        "een jongere Belg",
        "onze cliënten Lokelare",
        "het gezin uit Aalst",
        "gezin Aalst",
        "de moeder van Milan",
        "partner Welzijnszorg",
        "bij het Huis van het Kind. Bedankt om dit te melden",
        "het Huis van het Kind Molenbergen",
        "de werking Onze Jongere Molenbergen",
        "na overleg met het gezin. Morgen weten we meer",
        "cliënt X krijgt meer dan cliënt Y",
        "vader A of vader B",
        "dochter lies nooit een brief",
        "familie en vrienden",
        "gezin",
        "Lotte wacht 3 jaar",
        "Lotte, 3 jaar geleden",
        "Emma (2018)",
        "Emma (300)",
        "jan (12), feb (9)",
        "Lokelare (8), Zeverdonk (3)",
        "emma K.",
        "het project heet Brugfiguren",
        "een project dat we opvolgen, Buurtzorg",
    ],
)
def test_what_names_nobody_is_no_finding(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("zoon Milan. Mevrouw", "zoon Milan"),
        ("zoon Milan en dochter", "zoon Milan"),
        ("zoon Milan en Lokelare", "zoon Milan"),
        ("zoon Milan van de buren", "zoon Milan"),
        ("zoon Milan Van de Velde", "zoon Milan Van de Velde"),
        ("zoon Milan OCMW", "zoon Milan"),
    ],
)
def test_a_name_ends_where_the_next_words_begin(text, name):
    assert [found for found, _ in found_in(text)] == [name]
