"""A group is called after the words that tell it from the others."""

from __future__ import annotations

import pytest

from draaischijf.signals.queries.grouping import stems_of
from draaischijf.signals.queries.likeness import telling_words
from draaischijf.signals.queries.working_title import counted, telling

DENTISTS = [
    "Er is een wachtlijst bij de tandarts in Molenhoek. Geen plaats.",
    "De tandartsen nemen niemand meer aan: wachtlijsten, geen plaats.",
    "Wachtlijst bij elke tandarts. Voor wie nieuw is geen plaats, zegt het OCMW.",
]
OTHERS = [
    "De bus rijdt 's avonds niet meer naar Molenhoek.",
    "Ouders vinden geen opvang voor zes uur, zegt het OCMW.",
    "Een studio is niet te betalen met een leefloon.",
]


@pytest.fixture
def called(db):
    def call(group, others=OTHERS, without=()):
        texts = [*group, *others]
        stems = stems_of(word for text in texts for word in telling_words(text))

        def stem(word):
            return stems.get(word, word)

        return telling(group, counted(texts, stem), stem, without=without)

    return call


def test_the_title_reads_as_somebody_would_note_it(called):
    found = called(DENTISTS, without={"molenhoek"})

    assert found.title == "Wachtlijst tandarts, geen plaats"
    assert list(found.words)[:3] == ["plaats", "wachtlijst", "tandarts"]


def test_words_of_one_report_are_left_out_while_two_are_shared(called):
    found = called(["De bus is vertraagd, zegt Rachida.", "Elke bus is vertraagd."])

    assert "Rachida" not in found.title
    assert found.title == "Bus vertraagd"


def test_reports_without_a_shared_word_have_a_title_of_their_own_words(called):
    found = called(
        ["Het jeugdhuis is toe, zegt Rachida.", "Jongeren hangen rond aan het station."]
    )

    assert "jeugdhuis" in found.title.lower()
    assert "Rachida" not in found.title


def test_a_name_keeps_its_capital_and_a_first_word_does_not(called):
    found = called(
        ["Facturen van Fluvius zijn te hoog.", "Te hoge facturen bij Fluvius."]
    )

    assert found.title == "Facturen, hoge, Fluvius"


@pytest.mark.parametrize("text", ["", "...", "Een.", "🦷 123"])
def test_whatever_was_written_has_a_title_or_none(called, text):
    found = called([text, text])

    assert len(found.title) <= 120
