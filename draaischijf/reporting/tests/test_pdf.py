"""PDF: accessible, complete, and never obeying what stands in a text."""

from __future__ import annotations

import datetime
import io
import json

import pdfplumber
import pytest

from draaischijf.reporting import charts
from draaischijf.reporting.content import Cell, Column, Content, Heading, Table, Text
from draaischijf.reporting.tests.trees import whole
from draaischijf.reporting.writers import Style, pdf, write
from draaischijf.reporting.writers.glyphs import printable, surely_printable

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d"
    b"\0\0\0\0IEND\xaeB`\x82"
)


def pages_of(content, style=None):
    with pdfplumber.open(io.BytesIO(write(content, "pdf", style or Style()))) as made:
        return [page.extract_text() or "" for page in made.pages], made.metadata


def test_the_whole_document_is_there_in_its_order():
    pages, about = pages_of(whole(), Style(address_line="Marktplein 1, Lokelare"))

    text = "\n".join(pages)
    places = [
        text.index(one)
        for one in (
            "Welzijnsoverleg Durmeland",
            "Jaarverslag 2026",
            "Ontwerp",
            "3 februari 2027",
            "Inhoud",
            "Een inleiding",
            "punt één",
            "Van de redactie",
            "Wat gepland was",
            "niet verlengd",
            "Overleg met verhuurders.",
            "18 aanwezigen",
            "Acties naar stand",
            "Openbaar Centrum",
        )
    ]
    assert places == sorted(places)
    assert "Nog te schrijven" not in text
    assert "komt niet voor" not in text
    assert f"1 van {len(pages)}" in pages[0]
    assert "Marktplein 1, Lokelare" in pages[-1]
    assert about["Title"] == "Jaarverslag 2026"
    assert about["Author"] == "Welzijnsoverleg Durmeland"


def test_it_says_its_language_and_that_it_is_tagged():
    made = write(whole(), "pdf", Style())

    assert b"pdfuaid:part" in made
    with pdfplumber.open(io.BytesIO(made)) as opened:
        catalog = opened.doc.catalog
    assert catalog["Lang"] in {b"nl-BE", "nl-BE"}
    assert "StructTreeRoot" in catalog


def test_an_english_document_speaks_english():
    pages, _ = pages_of(whole(language="en"))

    assert "Contents" in pages[0]
    assert f"1 of {len(pages)}" in pages[0]


def test_the_same_document_is_the_same_file():
    assert write(whole(), "pdf", Style()) == write(whole(), "pdf", Style())


def test_a_long_table_repeats_its_head_and_keeps_its_rows_whole():
    rows = tuple(
        (Cell(f"Actie {number}", note="met een tweede regel"), Cell("najaar"))
        for number in range(90)
    )
    table = Table((Column("Wat gebeurt", 3), Column("Wanneer", 1)), rows)

    pages, _ = pages_of(Content("year_plan", "Jaarplan", blocks=(table,)))

    assert len(pages) > 2
    for page in pages:
        assert "Wat gebeurt" in page
        assert page.count("Actie ") == page.count("met een tweede regel")


def test_a_row_longer_than_a_page_still_fits():
    long = Table((Column("Wat"),), ((Cell("Een zin die blijft duren. " * 400),),))

    pages, _ = pages_of(Content("year_plan", "Jaarplan", blocks=(long,)))

    assert sum(page.count("zin die blijft") for page in pages) > 380


def test_a_long_word_with_signs_in_a_chart_is_shown():
    chart = charts.bars(
        "Wonen",
        [charts.Amount("<wonen&leven>samen<leven>", 1)],
        of="Wat",
        count="Aantal",
    )

    (page,), _ = pages_of(Content("year_report", "Jaar", blocks=(chart,)))

    assert page.replace("\u200b", "").count("<wonen&leven>") == 2


def test_a_status_with_the_date_is_not_followed_by_it_again():
    shown = {"date": datetime.date(2027, 2, 3), "blocks": (Text("x"),)}
    said, other = (
        pages_of(Content("x", "T", status=status, **shown))[0][0]
        for status in ("Ontwerp van 3 februari 2027", "Vastgesteld")
    )

    # Once on the cover and once in the foot, or only on the cover.
    assert said.count("3 februari 2027") == 2
    assert other.count("3 februari 2027") == 1


def test_landscape_lies_on_its_side():
    with pdfplumber.open(
        io.BytesIO(write(whole(is_landscape=True), "pdf", Style()))
    ) as made:
        assert made.pages[0].width > made.pages[0].height


def test_a_logo_and_the_colours_of_the_house_are_used():
    style = Style(colour="#7a1f3d", logo=PNG, logo_type="png", logo_text="Stadslogo")

    with pdfplumber.open(io.BytesIO(write(whole(), "pdf", style))) as made:
        page = made.pages[0]
        assert len(page.images) == 1
        colours = {char["non_stroking_color"] for char in page.chars}
    wanted = tuple(round(int("7a1f3d"[i : i + 2], 16) / 255, 2) for i in (0, 2, 4))
    assert wanted in {tuple(round(part, 2) for part in one) for one in colours}


def test_text_is_shown_and_never_obeyed():
    text = '#panic("x") $x$ *a* _b_ `c` <d> @e \\f "g" // h /* i */ #sys.inputs.data'

    pages, _ = pages_of(Content("year_plan", text, blocks=(Heading(text), Text(text))))

    assert "".join(text.split()) in "".join("".join(pages).split())


def test_what_no_font_has_is_shown_by_something_else():
    assert printable("Łódź → Oekraïne") == "Łódź → Oekraïne"
    assert printable("✕ niet verlengd") == "× niet verlengd"
    assert printable("huis 🏠 中") == "huis ? ?"
    assert printable("a\u202eb") == "ab"
    assert surely_printable("ﬁjn ẋ 中") == "fijn x ?"
    assert (
        printable("https://" + "w" * 60).replace("\u200b", "") == "https://" + "w" * 60
    )


def test_signs_that_cannot_stand_together_still_make_a_document():
    pages, _ = pages_of(Content("x", "0\u0e31 en 0\u0610", blocks=(Text("0\u0484"),)))

    assert pages


def test_a_document_that_breaks_a_rule_is_not_made():
    data = pdf.laid_out(pdf.manuscript(whole()), Style(), printable)
    data["title"] = ""

    with pytest.raises(pdf.DocumentNotMade, match="PDF/UA-1"):
        pdf.compiled(json.dumps(data), None)
