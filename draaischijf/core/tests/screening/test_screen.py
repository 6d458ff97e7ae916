"""All rules together: overlaps, the well known, speed, and any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding
from draaischijf.core.screening.screen import RULES, is_blocking, screen

# Pieces that make rules look twice, to be strung together by hypothesis.
PIECES = [
    "mevrouw ", "Mevr. ", "de heer ", "van de ", "Peeters", "peeters", "L.", "D", "é",
    "Kerkstraat ", "straat", "woont in de ", "Oude ", "12", " bus 3", "0474 ", "+32",
    "12/03/1985", "geboren op ", "°", "85.07.30-033.28", "BE68 5390 0754 7034", "@",
    "info@dienst.example", "jan@gmail.com", "(at)", "rue d'", "OCMW ", " tel. ", ", ",
    "CAW Durmeland", "Sint-", "Dr. ", "haar zoontje ", "Lars", " en ", "cliënt ",
    "9160 ", "vrouw van 34", ", 34 jaar", "(34)", "1-ABC-123", "dossiernr. 2019/04417",
    "@lars_09", "facebook.com/", "https://goo.gl/maps/", "51.0543, 4.1022", "\n",
    "\t", "<b>", "&amp;", "\x00", "٤", "👩‍👧",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)


def seen(text, **known):
    return [(one.kind, one.text) for one in screen(text, **known)]


def test_findings_come_in_order():
    text = "Bel 0474 12 34 56 en vraag mevrouw Verdonck, Kerkstraat 12."

    assert seen(text) == [
        (Kind.PHONE, "0474 12 34 56"),
        (Kind.NAME, "mevrouw Verdonck"),
        (Kind.ADDRESS, "Kerkstraat 12"),
    ]


def test_text_without_findings_gives_nothing():
    assert screen("Jonge alleenstaanden vinden geen betaalbare studio.") == []
    assert screen("") == []


def test_certain_finding_wins_over_a_longer_doubtful_one(monkeypatch):
    def certain(text):
        return [finding(Kind.EMAIL, text, (5, 8))]

    def doubtful(text):
        return [finding(Kind.ADDRESS, text, (0, 9), certainty=Certainty.DOUBTFUL)]

    monkeypatch.setattr("draaischijf.core.screening.screen.RULES", (doubtful, certain))

    assert seen("abcdefghijkl") == [(Kind.EMAIL, "fgh")]


def test_longer_finding_wins_among_equals(monkeypatch):
    def rule(text):
        spans = ((0, 4), (2, 9), (8, 10), (9, 11))
        return [finding(Kind.NAME, text, span) for span in spans]

    monkeypatch.setattr("draaischijf.core.screening.screen.RULES", (rule,))

    assert seen("abcdefghijkl") == [(Kind.NAME, "cdefghi"), (Kind.NAME, "jk")]


@pytest.mark.parametrize(
    "text",
    [
        "mevrouw van De Brug belde",
        "de heer van Sint-Vincentius kwam langs",
        "meneer van Don Bosco kwam langs",
        "mevrouw van Zeverdonk zei het ook",
        "Het pand Molenhoek 12 staat leeg",
        "Dienstencentrum Molenweg 12 plaatsen",
    ],
)
def test_known_names_are_no_findings(text):
    known_names = ["De Brug", "Dienstencentrum Molenweg"]

    assert (
        seen(text, known_names=known_names, known_places=["Zeverdonk", "Molenhoek"])
        == []
    )


def test_known_names_are_found_without_being_told():
    assert seen("mevrouw van Zeverdonk zei het ook") != []
    assert seen("Het pand Molenhoek 12 staat leeg") != []


def test_street_of_a_saint_is_an_address_all_the_same():
    assert seen("Ze woont in Sint-Martinusstraat 3") == [
        (Kind.ADDRESS, "Sint-Martinusstraat 3")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "CAW Durmeland (tel. 09 123 45 67)",
        "CAW Durmeland, Kerkplein 1, 9160 Lokelare, 09 123 45 67, info@caw.example",
        "Het OCMW is bereikbaar op 09 123 45 67",
        "het sociaal huis, Kerkplein 1",
        "de helpdesk via info@dienst.example",
    ],
)
def test_number_right_behind_a_service_is_the_service_its_own(text):
    assert seen(text, known_names=["CAW Durmeland"]) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CAW Durmeland, 0474 12 34 56", Kind.PHONE),  # certain: a mobile number
        ("CAW Durmeland belde met haar vader: 09 123 45 67", Kind.PHONE),
        ("Lokelare, 09 123 45 67", Kind.PHONE),  # a place owns no number
        ("09 123 45 67 CAW Durmeland", Kind.PHONE),
        ("CAW Durmeland" + " " * 50 + "09 123 45 67", Kind.PHONE),
    ],
)
def test_other_number_near_a_service_stays(text, kind):
    found = screen(text, known_names=["CAW Durmeland"], known_places=["Lokelare"])

    assert [one.kind for one in found] == [kind]


def test_short_known_names_are_passed_by():
    assert seen("mevrouw De", known_names=["De", "", "!"]) == []
    assert seen("mevrouw Verdonck", known_names=["V", "--"]) != []


def test_only_certain_findings_block():
    assert is_blocking(screen("mevrouw Verdonck, Kerkstraat 12"))
    assert not is_blocking(screen("het pand Kerkstraat 12"))
    assert not is_blocking([])


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("certainty", Certainty)
def test_every_kind_says_why_and_what_to_write(kind, certainty):
    one = finding(kind, "abc", (0, 2), certainty=certainty)

    assert (one.text, one.is_certain) == ("ab", certainty == Certainty.CERTAIN)
    assert str(one.reason)
    assert str(one.proposal)


def test_finding_keeps_its_text_out_of_logs():
    [found] = screen("mevrouw Verdonck")

    assert "Verdonck" not in repr(found)


@given(texts)
def test_any_text_is_read_without_overlap_and_cuts_back_to_its_words(text):
    found = screen(text, known_names=["CAW Durmeland"], known_places=["Lokelare"])

    ends = [0, *(one.end for one in found)]
    for one, last_end in zip(found, ends, strict=False):
        assert isinstance(one, Finding)
        assert last_end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text


@given(texts)
def test_each_rule_alone_cuts_back_to_its_words(text):
    for rule in RULES:
        for one in rule(text):
            assert 0 <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1", "1 ", "0 ", "+32", "a.", "@", "a@b.", "a-", "'", "  ", "mevrouw ",
        "mevrouw Aa ", "mevrouw van ", "de heer J.", "straat", "Oude ", "rue d'",
        "Kerkstraat 1 ", "woont in de ", "0474 ", "BE68 5", "1/1/2001 ", "geboren te ",
        "geb. 12/12/2000 ", "OCMW 09 123 45 67 ", "e\u0301", "85.07.30-033.28 ",
        "zoontje ", "zoontje Lars en ", "cliënt L.D.", "Lars (8), ", "L.D. 8 jaar ",
        "9160 vrouw van 34 ", "vrouw ", "9160 ", "woont op Aa Bb 1 ", "1-ABC-123 ",
        "plaat ", "ABC-", "dossier 1-", "dossiernr ", "@ab_c ", "insta: ", "x.com/a/",
        "goo.gl/maps/", "51.0543, ", "51°03'15", "A.", "A. ", "oude baan 1, ",
    ],
)  # fmt: skip
def test_hostile_text_takes_time_in_step_with_its_length(piece):
    text = piece * (100_000 // len(piece))

    # A pattern that backtracks would need minutes; the slowest of these needs 0.3 s.
    assert _seconds(text) < 5


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1 ", "mevrouw Aa ", "a@b.", "geb. 12/12/2000 ", "zoontje Lars en ",
        "9160 vrouw van 34 ", "L.D. 8 jaar ", "@ab_c ",
    ],
)  # fmt: skip
def test_a_megabyte_of_hostile_text_ends_within_seconds(piece):
    text = piece * (1_000_000 // len(piece))

    # The slowest of these needs 3 s on a quiet machine.
    assert _seconds(text) < 30


def _seconds(text):
    # The processor's own clock: other work on the machine is not the screening's.
    start = time.process_time()
    screen(text, known_names=["CAW Durmeland"])
    return time.process_time() - start
