"""Names out of cells: clear lists apart, doubtful ones together; aliases proposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.signals.exchange.names import (
    names_somebody,
    propose_aliases,
    split_bracket,
    split_names,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("OCMW", ("OCMW",)),
        ("OCMW, CAW; straathoekwerk,", ("OCMW", "CAW", "straathoekwerk")),
        ("OCMW, ocmw , CAW", ("OCMW", "CAW")),
        ("Stad en OCMW", ("Stad", "OCMW")),
        ("SHM en Stad", ("SHM", "Stad")),
        ("Gemeente-OCMW, CGG-JAC", ("Gemeente", "OCMW", "CGG", "JAC")),
        ("Stadsbestuur- OCMW", ("Stadsbestuur", "OCMW")),
        ("Kind en Gezin", ("Kind en Gezin",)),
        ("Zon en Zee vzw", ("Zon en Zee vzw",)),
        ("Kind en Gezin en OCMW", ("Kind en Gezin", "OCMW")),
        ("ouderen- en thuiszorg", ("ouderen- en thuiszorg",)),
        (
            "opvang De Boei en WGC De Brug",
            ("opvang De Boei", "WGC De Brug"),
        ),
        ("vzw 'Brood en Spelen' en de buurt", ("vzw 'Brood en Spelen' en de buurt",)),
        ("“Rust, roest en meer”, OCMW", ("“Rust, roest en meer”", "OCMW")),
        ("'De Korf', OCMW", ("De Korf", "OCMW")),
        ("CAW i.s.m. OCMW", ("CAW", "OCMW")),
        ("CAW ism de coördinator", ("CAW", "de coördinator")),
        ("Gemeente en OCMW samen met CGG", ("Gemeente", "OCMW", "CGG")),
        ("JAC (voor jongeren), K&G", ("JAC", "K&G")),
        ("Netwerk buren (OCMW, gemeente i.s.m. CAW's)", ("Netwerk buren",)),
        ("netwerk tieners (stad) en alle scholen", ("netwerk tieners", "alle scholen")),
        ("Stad: sport, Stad- jeugd", ("Stad: sport", "Stad- jeugd")),
        ("OCMW, huisartsen e.a.", ("OCMW", "huisartsen")),
        ("scholen, CLB, enz...", ("scholen", "CLB")),
        ("Huis van het Kind\nOCMW", ("Huis van het Kind", "OCMW")),
        ("o.a. CAW", ("CAW",)),
    ],
)
def test_split_names(text, names):
    assert split_names(text) == names


@given(st.text(max_size=60))
def test_split_names_invents_no_words(text):
    words = set("".join(sign if sign.isalnum() else " " for sign in text).split())

    for name in split_names(text):
        shown = "".join(sign if sign.isalnum() else " " for sign in name)
        assert set(shown.split()) <= words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("buurtraad- OCMW", ("buurtraad", "OCMW")),
        ("link met het JAC- sportdienst - CAW", ("het JAC", "sportdienst", "CAW")),
        ("CAW- Gemeente", ("CAW", "Gemeente")),
        ("", ()),
    ],
)
def test_split_bracket(text, names):
    assert split_bracket(text) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("buurtraad- OCMW", True),
        ("met de stad", True),
        ("wie, waar en hoe..", False),
        ("ook in de wijk", False),
    ],
)
def test_names_somebody(text, expected):
    assert names_somebody(text) is expected


def proposals(*names, **more):
    return {one.name: one.aliases for one in propose_aliases(names, **more)}


def test_aliases_are_proposed_by_case_plural_space_and_prefix():
    assert proposals(
        "CAW",
        "CAW's",
        "Huis De Linde",
        "huis de Linde",
        "crisisnetwerk Noord",
        "Crisis netwerk Noord",
        "groep Boom",
        "Boom",
        "De Korf vzw",
        "Korf",
        "OCMW",
    ) == {
        "CAW": ("CAW's",),
        "Crisis netwerk Noord": ("crisisnetwerk Noord",),
        "De Korf vzw": ("Korf",),
        "Huis De Linde": ("huis de Linde",),
        "Boom": ("groep Boom",),
    }


def test_one_letter_is_forgiven_in_long_names_only():
    assert proposals(
        "Netwerk wonen", "Netwrk wonen", "CLB", "CGB", "zone 1 oost", "zone 2 oost"
    ) == {"Netwerk wonen": ("Netwrk wonen",)}


def test_the_most_used_spelling_is_proposed():
    assert proposals("Unie Zon", "UNIE ZON", "UNIE ZON") == {"UNIE ZON": ("Unie Zon",)}


def test_an_abbreviation_is_what_it_stands_for():
    assert proposals(
        "JAC", "Jongeren adviescentrum", abbreviations={"JAC": "jongeren adviescentrum"}
    ) == {"JAC": ("Jongeren adviescentrum",)}


def test_nothing_is_proposed_where_nothing_is_alike():
    assert proposals("OCMW", "CAW", "stad", "de", "-") == {}
