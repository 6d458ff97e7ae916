"""The work agenda out of every format: rubrics, routes, actors, repeats."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.documents.blocks import Document
from draaischijf.documents.readers import read_bytes
from draaischijf.documents.readers.plaintext import read_plaintext
from draaischijf.signals.exchange.agenda import parse_agenda, route_of
from draaischijf.signals.exchange.kinds import find_kinds, parse_kind
from draaischijf.signals.exchange.rows import ImportKind
from draaischijf.signals.tests.written_agenda import FORMATS

NO_BULLETS = {"agenda.xlsx"}


def agenda_of(text, name="agenda.txt"):
    return parse_agenda(read_bytes(text.encode(), name))


@pytest.fixture(scope="module", params=FORMATS)
def written(request):
    return request.param, read_bytes(FORMATS[request.param](), request.param)


def test_every_format_gives_the_same_kinds(written):
    _name, document = written

    assert find_kinds(document) == (ImportKind.AGENDA, ImportKind.ABBREVIATIONS)


def test_every_format_gives_the_same_rows(written):
    name, document = written
    rows = parse_agenda(document).rows

    found = [(row.route, row.challenge or row.right, row.text) for row in rows]
    bullets = [
        (
            "challenge",
            "aanbevelingen voor het onthaal",
            "een loket op zaterdag (OCMW- dienst Burgerzaken)",
        ),
        ("challenge", "aanbevelingen voor het onthaal", "een tolk aan de balie"),
        (
            "challenge",
            "aanbevelingen voor het onthaal",
            "duidelijk maken wie wat doet (wie, waar en hoe..)",
        ),
    ]
    whole = "Er ontbreken kamers voor mensen die plots op straat staan (ook tijdelijk)."
    too_long = "Te lang wachten op een sociale woning voor wie {} dakloos is."
    assert [row for row in found if row not in bullets] == [
        *(
            [
                ("challenge", "wonen", whole),
                ("challenge", "wonen", too_long.format("acuut")),
            ]
            if name not in {"agenda.md", "agenda.xlsx"}
            # these have no page breaks: what is two rows there stays two
            else [
                ("challenge", "wonen", "Er ontbreken kamers voor mensen die"),
                ("challenge", "wonen", "plots op straat staan (ook tijdelijk)."),
                ("challenge", "wonen", too_long.format("acuut")),
            ]
        ),
        ("existing_service", "Recht op arbeid", "Vervoer naar het werk ontbreekt."),
        (
            "existing_service",
            "Recht op sociale zekerheid",
            "Brieven zijn moeilijk te lezen.",
        ),
        ("bilateral", "", "Signaal dat de bus naar het station te vroeg stopt."),
        ("higher_authority", "", too_long.format("accuut")),
    ]
    assert [row for row in found if row in bullets] == (
        [] if name in NO_BULLETS else bullets
    )
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert all(not row.problems for row in rows)


def test_every_format_gives_the_same_actors(written):
    _name, document = written
    by_text = {row.text: row for row in parse_agenda(document).rows}

    waiting = by_text[
        "Te lang wachten op een sociale woning voor wie acuut dakloos is."
    ]
    assert waiting.partners == "SVK Onderdak; Kind en Gezin"
    assert waiting.partner_names == ("SVK Onderdak", "Kind en Gezin")
    assert waiting.lead_names == ("Dienst Wonen",)
    raised = by_text[
        "Te lang wachten op een sociale woning voor wie accuut dakloos is."
    ]
    assert raised.raised_by_names == ("CAW", "straathoekwerk")
    assert raised.addressee == "Vlaamse overheid"
    assert raised.duplicate_of == waiting.position
    bilateral = by_text["Signaal dat de bus naar het station te vroeg stopt."]
    assert bilateral.leads == "Gemeente en OCMW samen met CGG"
    assert bilateral.lead_names == ("Gemeente", "OCMW", "CGG")
    assert bilateral.duplicate_of is None


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in NO_BULLETS])
def test_bullets_have_actors_and_state(name):
    loket, tolk, wie = parse_agenda(read_bytes(FORMATS[name](), name)).rows[:3]

    assert (loket.actors, loket.actor_names) == (
        "OCMW- dienst Burgerzaken",
        ("OCMW", "dienst Burgerzaken"),
    )
    assert [row.in_execution for row in (loket, tolk, wie)] == [False, True, False]
    # a bracket that names nobody is part of the sentence
    assert wie.actors == ""
    assert wie.text.endswith("(wie, waar en hoe..)")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in NO_BULLETS])
def test_challenges_of_the_year_are_found_and_linked(name):
    agenda = parse_agenda(read_bytes(FORMATS[name](), name))

    assert [
        (one.position, one.year, one.title, one.domain, one.points)
        for one in agenda.challenges
    ] == [
        (
            1,
            2027,
            "Beleidsdomein: Onthaal",
            "Onthaal",
            ("Het onthaal zonder drempels",),
        ),
        (
            2,
            2027,
            "Beleidsdomein: Wonen",
            "Wonen",
            ("Woningen voor alleenstaanden", "Opvang na brand"),
        ),
        (3, 2027, "Algemeen: Samen leren", "Algemeen", ("Samen leren",)),
    ]
    links = {row.challenge: row.challenge_position for row in agenda.rows}
    assert links == {"aanbevelingen voor het onthaal": 1, "wonen": 2, "": None}
    assert len({one.key for one in agenda.challenges}) == 3


def test_a_joined_row_names_its_places_and_keeps_both_sources():
    (row,) = [
        row
        for row in parse_agenda(read_bytes(FORMATS["agenda.txt"](), "a.txt")).rows
        if row.joined
    ]

    assert row.partner_names == (
        "OCMW",
        "huisvestingsdienst",
        "groep Onderdak",
        "CAW's",
    )
    assert row.lead_names == ("Gemeente", "OCMW")
    assert row.verbatim.count("\n") == 1
    (warning,) = row.warnings
    assert warning.where == row.where
    assert row.joined[0].where() in warning.why


def test_keys_are_the_same_again_whatever_the_format_and_the_spacing(written):
    _name, document = written
    plain = {
        row.text: row.key
        for row in parse_agenda(read_bytes(FORMATS["agenda.txt"](), "b.txt")).rows
    }

    for row in parse_agenda(document).rows:
        if row.text in plain:
            assert row.key == plain[row.text]


def test_keys_differ_by_rubric_and_for_each_full_repeat():
    agenda = agenda_of(
        "3. bilateraal overleg\n\nnood\ttrekker\nbanken\tstad\nbanken\tstad\n\n"
        "4. signalen\n\nnood\ttrekker\nBanken.\tstad\n"
    )

    assert len({row.key for row in agenda.rows}) == 3
    assert [row.duplicate_of for row in agenda.rows] == [None, 1, 1]


def test_parsed_fields_are_ready_for_json():
    agenda = parse_agenda(read_bytes(FORMATS["agenda.txt"](), "a.txt"))

    (parsed,) = [row.parsed() for row in agenda.rows if row.joined]
    assert parsed["route"] == "challenge"
    assert parsed["partner_names"][0] == "OCMW"
    assert parsed["joined"] == [agenda.rows[3].joined[0].where()]
    assert "verbatim" not in parsed
    assert "key" not in parsed


@pytest.mark.parametrize(
    ("right", "code"),
    [
        ("Recht op arbeid", "work"),
        ("Het recht op gezondheid", "health"),
        ("Recht op bescherming van de gezondheid", "health"),
        ("Recht op sociale en culturele ontplooiing", "development"),
        ("Recht op juridische bijstand", "legal_assistance"),
        ("Recht op geneeskundige bijstand", "medical_assistance"),
        ("Recht op sociale bijstand", "social_assistance"),
        ("Recht op onderwijs", "education"),
        ("Recht op huisvesting", "housing"),
        ("Recht op sociale zekerheid", "social_security"),
        ("Recht op een gezond leefmilieu", "environment"),
        ("Recht op rust", ""),
    ],
)
def test_rights_have_the_code_of_the_scheme(right, code):
    agenda = agenda_of(
        f"2. door bestaande diensten\n\nnood\ttrekker\n{right}\t\nEen nood\tstad\n"
    )

    (row,) = agenda.rows
    assert (row.right, row.right_code) == (right, code)


@pytest.mark.parametrize(
    ("title", "route"),
    [
        ("IN FUNCTIE VAN DE UITDAGINGEN 2027", "challenge"),
        ("hefbomen 2027 en hun aandachtspunten", "challenge"),
        ("door bestaande diensten of netwerken op te nemen", "existing_service"),
        ("op te nemen via bilateraal overleg", "bilateral"),
        ("Signalen (aan hogere overheden)", "higher_authority"),
        ("SIGNALLEN", "higher_authority"),
        ("Signaal", "higher_authority"),
        ("Inleiding", None),
    ],
)
def test_route_of_a_rubric(title, route):
    assert route_of(title) == route


def test_a_table_under_no_rubric_is_reported_not_guessed():
    agenda = agenda_of("Losse punten\n\nnood\ttrekker\nbanken\tstad\n")

    (row,) = agenda.rows
    assert row.route == ""
    (problem,) = row.problems
    assert problem.where == row.where
    assert problem.why


def test_a_row_without_a_need_is_reported():
    agenda = agenda_of("3. bilateraal\n\nnood\tpartners\n\tstad\n")

    (row,) = agenda.rows
    assert [problem.where for problem in row.problems] == [row.where]


def test_another_numbered_part_ends_the_rubric():
    agenda = agenda_of(
        "3. bilateraal overleg\n\nnood\ttrekker\nbanken\tstad\n\n5. Vervolg\n\n"
        "- een werkgroep\n\nnood\ttrekker\nbussen\tstad\n"
    )

    assert [(row.text, row.route) for row in agenda.rows] == [
        ("banken", "bilateral"),
        ("bussen", ""),
    ]


def test_an_unnumbered_title_stops_bullets_and_tables_without_a_head():
    agenda = agenda_of(
        "4. signalen\n\n- een signaal\n\nOver deze lijst\n\n- geen signaal\n\n"
        "een\ttwee\tdrie\n"
    )

    assert [row.text for row in agenda.rows] == ["een signaal"]


def test_tables_of_other_kinds_under_a_rubric_are_left_alone():
    agenda = agenda_of(
        "4. signalen\n\nsignaal\tkorte samenvatting\topvolging\nIets\tkort\t3/05/2026\n"
    )

    assert agenda.rows == []


def test_a_merged_cell_counts_for_every_row_it_covers():
    page = (
        "<html><h2>3. Bilateraal overleg</h2><table>"
        "<tr><th>nood</th><th>partners</th><th>trekker</th></tr>"
        "<tr><td>banken</td><td>OCMW</td><td rowspan=2>Stad</td></tr>"
        "<tr><td>bussen</td><td>De Lijn</td></tr></table></html>"
    )

    assert [(row.text, row.leads) for row in agenda_of(page, "a.html").rows] == [
        ("banken", "Stad"),
        ("bussen", "Stad"),
    ]


def test_two_challenges_with_as_many_words_in_common_are_not_guessed():
    agenda = agenda_of(
        "De uitdagingen 2027\n\n1. Wonen: huren\n2. Wonen: kopen\n\n"
        "1. In functie van de uitdagingen\n\na. wonen\n\nnood\ttrekker\nbanken\tstad\n"
    )

    assert len(agenda.challenges) == 2
    assert [row.challenge_position for row in agenda.rows] == [None]


def test_signals_without_a_head_are_read_by_place():
    agenda = agenda_of(
        "3. bilateraal\n\nnood\tpartners\ttrekker\nbanken\tOCMW\tstad\n\n"
        "4. signalen\n\nbussen\tCAW\tVlaamse overheid\n"
    )

    assert [(row.leads, row.raised_by, row.addressee) for row in agenda.rows] == [
        ("stad", "", ""),
        ("", "CAW", "Vlaamse overheid"),
    ]


def test_rubrics_inside_one_table_are_titles():
    agenda = agenda_of(
        "nood\tpartners\ttrekker\n1. In functie van de uitdagingen\t\t\n"
        "a. wonen\t\t\nhuren\tOCMW\tstad\n3. bilateraal overleg\t\t\n"
        "banken\t\tstad\n4. signalen\t\t\nbussen\tCAW\tVlaamse overheid\n"
    )

    assert [(row.route, row.challenge, row.text) for row in agenda.rows] == [
        ("challenge", "wonen", "huren"),
        ("bilateral", "", "banken"),
        ("higher_authority", "", "bussen"),
    ]
    assert agenda.rows[2].addressee == "Vlaamse overheid"


WORDS = st.sampled_from(
    [
        "1. uitdagingen 2027",
        "a. wonen",
        "3. bilateraal overleg",
        "signalen",
        "Afkortingen",
        "nood\tpartners\ttrekker",
        "\taangegeven door\tvoor",
        "SIGNAAL\tSAMENVATTING\tOPVOLGING",
        "afkorting\tbetekenis",
        "Recht op wonen\t\t",
        "- een punt (OCMW",
        "1. Beleidsdomein:",
        "**3/05/2026** - 3 deelnemers",
        "Begin januari",
        "\t",
        "\f",
        "",
    ]
)


@given(st.lists(WORDS | st.text("ab,() -en\t", max_size=12), max_size=20))
def test_no_document_makes_a_reader_fall(lines):
    document = read_plaintext_document("\n".join(lines))

    for kind in ImportKind:
        rows = parse_kind(document, kind).rows
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        assert len({row.key for row in rows}) == len(rows)
        assert json.dumps([row.parsed() for row in rows])


def read_plaintext_document(text):
    return Document("iets.txt", read_plaintext(text, "iets.txt"))


def test_the_kind_is_the_one_asked_for():
    document = read_bytes(FORMATS["agenda.txt"](), "a.txt")

    assert parse_kind(document, ImportKind.AGENDA).kind == "agenda"
    assert parse_kind(document, ImportKind.SIGNALS).rows == []
