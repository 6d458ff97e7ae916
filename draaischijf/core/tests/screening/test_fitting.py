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
        ("over mevrouw Verdonck", "een vrouw die we begeleiden"),
        ("over dhr. Verdonck", "een man die we begeleiden"),
        ("over Fatima (34)", "iemand van rond de 35"),
        ("over L.D., 52 jaar", "iemand van rond de 50"),
        ("over Bilal, 14 jaar", "een jongere van rond de 15"),
        ("over Bilal (3)", "een kind van rond de 3"),
        ("over vrouw, 34 j, 9160", "een vrouw van rond de 35 uit de streek"),
        ("over man van 67 uit 8501", "een man van rond de 65 uit de streek"),
        ("over een gezin dat ik begeleid, Ahmed en Leila,", "iemand die we begeleiden"),
        ("in Sint-Martinusstraat 3", "een straat dicht bij het station"),
    ],
)
def test_the_proposal_fits_what_was_found(text, proposal):
    assert proposals(text) == [proposal]


@time_machine.travel("2026-03-01")
@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("kind geboren op 12 maart 2009", "rond de 15 jaar oud"),
        ("kind geb. 3-11-71", "rond de 55 jaar oud"),
        ("kind °01.04.1985", "rond de 40 jaar oud"),
        ("kind geboren op 1/2/2024", "rond de 2 jaar oud"),
    ],
)
def test_a_birth_date_becomes_an_age(text, proposal):
    assert proposals(text) == [proposal]


def test_no_second_article_is_put_before_it():
    assert proposals("ze woont in de Kerkstraat 12") == ["straat dicht bij het station"]


def test_it_begins_a_sentence_with_a_capital():
    assert proposals("Mevrouw Verdonck wacht. Meneer Maes ook.") == [
        "Een vrouw die we begeleiden",
        "Een man die we begeleiden",
    ]


@pytest.mark.parametrize("kind", Kind)
def test_any_words_have_a_proposal(kind):
    for words in ("", "x", "°0000", "31-12-99", "999 jaar", "(0)"):
        assert finding(kind, words, (0, len(words))).proposal
