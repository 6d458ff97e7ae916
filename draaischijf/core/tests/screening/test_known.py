from __future__ import annotations

from draaischijf.core.screening.known import (
    NameIndex,
    Spans,
    municipality_names,
    read_words,
)


def test_longest_name_is_found_whatever_its_case_and_punctuation():
    index = NameIndex(["De Brug", "Wijkgezondheidscentrum De Brug", "d'Oude School"])
    text = "het wijkgezondheidscentrum DE BRUG, de brug en D’Oude  School"

    found = [text[start:end] for start, end in index.spans(read_words(text))]

    assert found == ["wijkgezondheidscentrum DE BRUG", "de brug", "D’Oude  School"]


def test_part_of_a_word_is_no_name():
    assert NameIndex(["Brug"]).spans(read_words("Brugge en bruggen")) == []


def test_spans_tell_what_covers_and_what_comes_before():
    spans = Spans([(10, 20), (2, 5)])

    assert spans.cover(12, 20)
    assert not spans.cover(12, 21)
    assert not spans.cover(0, 1)
    assert [spans.end_before(place) for place in (2, 6, 10, 30)] == [-1, 5, 5, 20]


def test_municipalities_are_known_in_both_languages():
    assert {"aalst", "sint-niklaas", "elsene", "ixelles"} <= municipality_names()
