"""PDF: tables by their lines and over pages, headings by size, pages of everything."""

from __future__ import annotations

import pytest

from draaischijf.documents.blocks import Heading, ListItem, Paragraph, Run, Table
from draaischijf.documents.limits import MAX_PAGES, UnreadableDocument
from draaischijf.documents.readers import pdf, pdf_pages, read_bytes
from draaischijf.documents.tests.factories import Paper

WIDTHS = [200, 150, 100]
HEAD = ["nood", "partners", "trekker"]


def blocks_in_process(paper):
    """Read without the extra process: the same two steps, and quicker."""
    answer = pdf_pages.extract(paper.bytes(), max_pages=MAX_PAGES)
    return pdf.blocks_of_pages(answer, "agenda.pdf")


def agenda():
    paper = Paper().page()
    paper.text(50, 100, "Werkagenda 2026", size=18, bold=True)
    paper.text(50, 130, "Rubriek een", size=13)
    paper.text(50, 150, "Een zin die over twee").text(50, 161, "regels (ja) loopt.")
    paper.text(50, 190, "- een punt").text(50, 201, "- nog een punt")
    paper.table(
        50, 230, WIDTHS, [HEAD, ["banken in\nhet park van", "OCMW,\nCAW", "stad"]]
    )
    paper.page()
    paper.table(50, 90, WIDTHS, [HEAD, ["de wijk", "", ""], ["bussen", "", "De Lijn"]])
    paper.text(50, 300, "Slot", bold=True)
    return paper


def test_blocks_have_kind_text_and_page():
    found = [
        (type(block), getattr(block, "text", None), block.place.page)
        for block in blocks_in_process(agenda())
    ]

    assert found == [
        (Heading, "Werkagenda 2026", 1),
        (Heading, "Rubriek een", 1),
        (Paragraph, "Een zin die over twee\nregels (ja) loopt.", 1),
        (ListItem, "een punt", 1),
        (ListItem, "nog een punt", 1),
        (Table, None, 1),
        (Paragraph, "Slot", 2),
    ]


def test_headings_have_levels_by_size():
    headings = [b for b in blocks_in_process(agenda()) if isinstance(b, Heading)]

    assert [heading.level for heading in headings] == [1, 2]


def test_a_table_goes_on_over_the_page_without_its_repeated_head():
    (table,) = [b for b in blocks_in_process(agenda()) if isinstance(b, Table)]

    assert [
        (row.place.page, row.place.row, row.after_break, row.texts)
        for row in table.rows
    ] == [
        (1, 1, False, ("nood", "partners", "trekker")),
        (1, 2, False, ("banken in\nhet park van", "OCMW,\nCAW", "stad")),
        (2, 2, True, ("de wijk", "", "")),
        (2, 3, False, ("bussen", "", "De Lijn")),
    ]


def test_text_between_two_tables_makes_them_two():
    paper = Paper().page().table(50, 100, WIDTHS, [HEAD, ["a", "b", "c"]])
    paper.page().text(50, 120, "Nieuwe rubriek")
    paper.table(50, 200, WIDTHS, [HEAD, ["d", "e", "f"]])

    tables = [b for b in blocks_in_process(paper) if isinstance(b, Table)]

    assert [len(table.rows) for table in tables] == [2, 2]
    assert tables[1].rows[0].place.table == 2


def test_other_columns_make_another_table():
    paper = Paper().page().table(50, 100, WIDTHS, [HEAD, ["a", "b", "c"]])
    paper.page().table(50, 100, [100, 300], [["CAW", "centrum"], ["x", "y"]])

    tables = [b for b in blocks_in_process(paper) if isinstance(b, Table)]

    assert [len(table.rows[0].cells) for table in tables] == [3, 2]


def test_merged_cells_are_covered():
    paper = Paper().page()
    draw = paper.pages[-1].append
    # 3 columns and 3 rows; the head spans columns 2-3, the lead spans rows 2-3
    for line in (
        (50, 700, 350, 700),
        (50, 670, 350, 670),
        (50, 640, 250, 640),
        (50, 610, 350, 610),
        (50, 700, 50, 610),
        (150, 700, 150, 610),
        (250, 670, 250, 610),
        (350, 700, 350, 610),
    ):
        draw(b"%d %d m %d %d l S" % line)
    paper.text(53, 120, "nood").text(153, 120, "wie")
    paper.text(53, 150, "a").text(153, 150, "b").text(253, 150, "stad")
    paper.text(53, 180, "c").text(153, 180, "d")

    (table,) = blocks_in_process(paper)

    assert [row.texts for row in table.rows] == [
        ("nood", "wie", ""),
        ("a", "b", "stad"),
        ("c", "d", ""),
    ]
    assert table.rows[0].cells[2].covered == "left"
    assert table.rows[2].cells[2].covered == "above"


def test_runs_keep_bold_and_colour():
    paper = Paper().page().text(50, 100, "nieuw", colour=(0, 0, 1), bold=True)
    paper.text(90, 100, "gewoon")

    (paragraph,) = blocks_in_process(paper)

    assert paragraph.runs == (
        Run("nieuw", bold=True, colour="#0000ff"),
        Run(" gewoon"),
    )


def test_page_numbers_and_repeated_lines_at_the_edges_are_left_out():
    paper = Paper()
    for number in range(1, 4):
        paper.page().text(50, 30, "Welzijnsoverleg Durmeland")
        paper.text(50, 300, f"Tekst van blad {'abc'[number - 1]}")
        paper.text(300, 780, str(number)).text(50, 780, f"blad {number} van 3")

    texts = [block.text for block in blocks_in_process(paper)]

    assert texts == ["Tekst van blad a", "Tekst van blad b", "Tekst van blad c"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "#000000"),
        ((1, 0, 0), "#ff0000"),
        ((0, 1, 1, 0), "#ff0000"),
        (("P1",), None),
        ((0.5, 0.5), None),
        (None, None),
        ((), None),
    ],
)
def test_colours_of_every_space(value, expected):
    assert pdf_pages._colour(value) == expected


def test_the_reading_process_gives_the_same():
    paper = agenda()

    assert read_bytes(paper.bytes(), "agenda.pdf").blocks == blocks_in_process(paper)


def test_many_pages_are_read_in_order():
    paper = Paper()
    for number in range(25):
        paper.page().text(50, 300, f"blad {number}")

    texts = [block.text for block in read_bytes(paper.bytes(), "a.pdf").blocks]

    assert texts == [f"blad {number}" for number in range(25)]


def test_too_many_pages_are_refused():
    paper = Paper().page().page().page()

    answer = pdf_pages.extract(paper.bytes(), max_pages=2)

    with pytest.raises(UnreadableDocument, match=r"agenda\.pdf"):
        pdf.blocks_of_pages(answer, "agenda.pdf")


def test_a_locked_file_is_refused_by_name():
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> " % (
        b"o" * 32,
        b"u" * 32,
    )
    data = Paper().page().text(50, 100, "x").bytes(trailer=locked + b"/ID [(a) (a)] ")

    with pytest.raises(UnreadableDocument, match="password"):
        read_bytes(data, "agenda.pdf")


def test_pages_without_text_are_pictures():
    with pytest.raises(UnreadableDocument, match="pictures"):
        blocks_in_process(Paper().page())


def test_a_damaged_file_is_refused():
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_bytes(b"%PDF-1.4\nniets", "agenda.pdf")


def test_a_reader_that_dies_is_a_damaged_file(monkeypatch, tmp_path):
    program = tmp_path / "sterft.py"
    program.write_text("import sys; sys.exit(3)")
    monkeypatch.setattr(pdf, "PROGRAM", program)

    with pytest.raises(UnreadableDocument, match="damaged"):
        read_bytes(agenda().bytes(), "agenda.pdf")


def test_a_reader_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    program = tmp_path / "slaapt.py"
    program.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pdf, "PROGRAM", program)
    monkeypatch.setattr(pdf, "MAX_SECONDS", 0.5)

    with pytest.raises(UnreadableDocument, match="too long"):
        read_bytes(agenda().bytes(), "agenda.pdf")


def test_the_reading_process_needs_nothing_of_ours():
    source = pdf.PROGRAM.read_text(encoding="utf-8")

    assert "draaischijf" not in source
    assert "django" not in source
