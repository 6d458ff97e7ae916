"""Proposals that fit what was found, and the place where they are put."""

from __future__ import annotations

import pytest
import time_machine

from draaischijf.core.screening.findings import Kind, finding
from draaischijf.core.screening.screen import screen


def proposals(text):
    return [one.proposal for one in screen(text)]


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("met haar zoontje Milan", "zoontje"),
        ("met mijn cliënt Tom B.", "cliënt"),
        ("dit is Milan, haar zoontje", "haar zoontje"),
        ("over mevrouw Verdonck", "a woman we support"),
        ("over dhr. Verdonck", "a man we support"),
        ("over Fatima (34)", "someone of about 35"),
        ("over L.D., 52 jaar", "someone of about 50"),
        ("over Bilal, 14 jaar", "a young person of about 15"),
        ("over Bilal (3)", "a child of about 3"),
        ("over vrouw, 34 j, 9160", "a woman of about 35 from the region"),
        ("over man van 67 uit 8501", "a man of about 65 from the region"),
        ("over een gezin dat ik begeleid, Ahmed en Leila,", "someone we support"),
        ("in Sint-Martinusstraat 3", "a street near the station"),
    ],
)
def test_the_proposal_fits_what_was_found(text, proposal):
    assert proposals(text) == [proposal]


@time_machine.travel("2026-03-01")
@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("kind geboren op 12 maart 2009", "about 15 years old"),
        ("kind geb. 3-11-71", "about 55 years old"),
        ("kind °01.04.1985", "about 40 years old"),
        ("kind geboren op 1/2/2024", "about 2 years old"),
    ],
)
def test_a_birth_date_becomes_an_age(text, proposal):
    assert proposals(text) == [proposal]


def test_no_second_article_is_put_before_it():
    assert proposals("ze woont in de Kerkstraat 12") == ["street near the station"]


def test_it_begins_a_sentence_with_a_capital():
    assert proposals("Mevrouw Verdonck wacht. Meneer Maes ook.") == [
        "A woman we support",
        "A man we support",
    ]


@pytest.mark.parametrize("kind", Kind)
def test_any_words_have_a_proposal(kind):
    for words in ("", "x", "°0000", "31-12-99", "999 jaar", "(0)"):
        assert finding(kind, words, (0, len(words))).proposal
