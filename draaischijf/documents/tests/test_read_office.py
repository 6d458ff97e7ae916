"""DOCX and XLSX: words, tables, merged cells, and the colours that mean something."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from draaischijf.documents.blocks import Heading, ListItem, Paragraph, Run, Table
from draaischijf.documents.limits import (
    MAX_COLUMNS,
    MAX_ROW_TEXT,
    MAX_ROWS,
    UnreadableDocument,
)
from draaischijf.documents.readers import read_bytes, spreadsheet
from draaischijf.documents.tests.factories import docx_bytes, xlsx_bytes


def word(*parts, edit=None):
    return read_bytes(docx_bytes(*parts, edit=edit), "plan.docx").blocks


def test_word_blocks_stand_in_order_with_their_places():
    blocks = word(
        ("h1", "Werkagenda"),
        ("p", ""),
        ("p", "Een zin."),
        ("list", "een punt"),
        ("numbers", "eerst"),
        ("numbers", "dan"),
        ("table", [["nood", "trekker"], ["", ""], ["banken", "stad"]]),
    )

    assert [type(block) for block in blocks] == [
        Heading,
        Paragraph,
        ListItem,
        ListItem,
        ListItem,
        Table,
    ]
    assert [block.place.paragraph for block in blocks[:5]] == [1, 3, 4, 5, 6]
    assert [item.marker for item in blocks[2:5]] == ["-", "1.", "2."]
    assert [(row.place.table, row.place.row, row.texts) for row in blocks[5].rows] == [
        (1, 1, ("nood", "trekker")),
        (1, 3, ("banken", "stad")),
    ]
    assert blocks[5].rows[1].verbatim == "banken\tstad"


def test_word_runs_keep_bold_italic_and_colour():
    (paragraph,) = word(
        (
            "p",
            [
                ("gewoon ", {}),
                ("nieuw", {"colour": "0000FF", "bold": True}),
                (" zwart", {"colour": "000000", "italic": True}),
            ],
        )
    )

    assert paragraph.runs == (
        Run("gewoon "),
        Run("nieuw", bold=True, colour="#0000ff"),
        Run(" zwart", italic=True),
    )


def test_word_follows_styles_to_their_base():
    def edit(document):
        styles = document.styles
        blue = styles.add_style("Nieuwe actie", 1)
        blue.font.color.rgb = RGBColor(0, 0, 255)
        child = styles.add_style("Nieuwe actie vet", 1)
        child.base_style = blue
        child.font.bold = True
        red = styles.add_style("Stopt", 2)
        red.font.color.rgb = RGBColor(255, 0, 0)
        paragraph = document.add_paragraph("nieuw ", style=child)
        paragraph.add_run("stopt", style=red)
        paragraph.add_run(" mager").bold = False

    (paragraph,) = word(edit=edit)

    assert paragraph.runs == (
        Run("nieuw ", bold=True, colour="#0000ff"),
        Run("stopt", bold=True, colour="#ff0000"),
        Run(" mager", colour="#0000ff"),
    )


def test_word_headings_go_by_name_or_outline_level():
    def edit(document):
        document.add_paragraph("Titel", style="Title")
        own = document.styles.add_style("Rubriek", 1)
        properties = own.element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
        document.add_paragraph("Rubriek een", style=own)
        plain = document.add_paragraph("Gewoon")
        level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="9"/>')
        plain._p.get_or_add_pPr().append(level)

    blocks = word(edit=edit)

    assert [(type(block), getattr(block, "level", None)) for block in blocks] == [
        (Heading, 1),
        (Heading, 3),
        (Paragraph, None),
    ]


def test_word_merged_cells_are_covered():
    def edit(document):
        table = document.add_table(3, 3)
        for number, text in enumerate(
            ("nood", "wie", "", "a", "stad", "x", "b", "", "")
        ):
            table.cell(number // 3, number % 3).text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(1, 1).merge(table.cell(2, 1))

    (table,) = word(edit=edit)

    assert [row.texts for row in table.rows] == [
        ("nood", "wie", ""),
        ("a", "stad", "x"),
        ("b", "", ""),
    ]
    assert table.rows[0].cells[2].covered == "left"
    assert table.rows[2].cells[1].covered == "above"
    assert table.rows[2].cells[2].covered == ""


def test_word_cells_keep_paragraphs_numbers_and_inner_tables():
    def edit(document):
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "Log"
        cell.add_paragraph("eerste", style="List Number")
        cell.add_table(1, 1).cell(0, 0).text = "binnen"
        cell.add_paragraph("slot")

    (table,) = word(edit=edit)

    assert table.rows[0].texts == ("Log\n1. eerste\nbinnen\nslot",)


def test_word_reads_links_insertions_and_controls_but_not_what_was_deleted():
    def edit(document):
        document.add_paragraph()._p.addnext(
            parse_xml(
                f"""<w:sdt {nsdecls("w")}><w:sdtContent><w:p>
                <w:r><w:t xml:space="preserve">Een </w:t></w:r>
                <w:hyperlink><w:r><w:t>link</w:t><w:tab/></w:r></w:hyperlink>
                <w:ins><w:r><w:t>nieuw</w:t><w:br/><w:t>A</w:t>
                  <w:noBreakHyphen/><w:br w:type="page"/><w:t>B</w:t></w:r></w:ins>
                <w:del><w:r><w:delText>weg</w:delText><w:t>weg</w:t></w:r></w:del>
                </w:p></w:sdtContent></w:sdt>"""
            )
        )

    (paragraph,) = word(edit=edit)

    assert paragraph.text == "Een link nieuw\nA-B"


def test_word_lists_count_per_level_and_letter():
    def edit(document):
        numbering = document.part.numbering_part.element
        numbering.insert(
            0,
            parse_xml(
                f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90">
                <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
                <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl>
                <w:lvl w:ilvl="2"><w:numFmt w:val="upperLetter"/></w:lvl>
                </w:abstractNum>"""
            ),
        )
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="91">'
                '<w:abstractNumId w:val="90"/></w:num>'
            )
        )
        for text, level in (("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1)):
            paragraph = document.add_paragraph(text)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
                    '<w:numId w:val="91"/></w:numPr>'
                )
            )
        outside = document.add_paragraph("g", style="List Bullet")
        outside._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
        )

    blocks = word(edit=edit)

    assert [(item.marker, item.level) for item in blocks[:-1]] == [
        ("1.", 1),
        ("a.", 2),
        ("b.", 2),
        ("A.", 3),
        ("2.", 1),
        ("a.", 2),
    ]
    assert isinstance(blocks[-1], Paragraph)


def test_sheets_are_headings_with_titles_and_tables():
    data = xlsx_bytes(
        {
            "Noden": [
                ["Werkagenda"],
                [],
                ["1. Rubriek"],
                ["nood", "partners", "trekker"],
                ["Recht op wonen"],
                ["banken", "", "stad"],
                [],
                ["bussen", "De Lijn"],
            ],
            "Leeg": [],
            "Tellen": [["jaar", 2026, 2.5, 3.0, True, False]],
        }
    )

    blocks = read_bytes(data, "agenda.xlsx").blocks

    assert [(type(block), block.place.sheet, block.place.row) for block in blocks] == [
        (Heading, "Noden", None),
        (Paragraph, "Noden", 1),
        (Paragraph, "Noden", 3),
        (Table, "Noden", 4),
        (Table, "Noden", 8),
        (Heading, "Tellen", None),
        (Table, "Tellen", 1),
    ]
    assert [(row.place.row, row.texts) for row in blocks[3].rows] == [
        (4, ("nood", "partners", "trekker")),
        (5, ("Recht op wonen", "", "")),
        (6, ("banken", "", "stad")),
    ]
    assert blocks[4].rows[0].texts == ("bussen", "De Lijn")
    assert blocks[6].rows[0].texts == ("jaar", "2026", "2,5", "3", "x", "")


def test_sheet_dates_are_shown_as_people_write_them():
    def edit(workbook, sheets):
        for column, (moment, shape) in enumerate(
            [
                ("2026-05-03", "d/mm/yyyy"),
                ("2026-05-03T19:30", "d/mm/yyyy hh:mm"),
                ("2026-05-01", "mmmm yyyy"),
            ]
        ):
            shown = workbook.add_format({"num_format": shape})
            when = dt.datetime.fromisoformat(moment)
            sheets["A"].write_datetime(0, column, when, shown)

    blocks = read_bytes(xlsx_bytes({"A": []}, edit=edit), "a.xlsx").blocks

    assert blocks[1].rows[0].texts == ("3/05/2026", "3/05/2026 19:30", "mei 2026")


def test_sheet_cells_keep_bold_and_colour_also_inside_a_text():
    def edit(workbook, sheets):
        blue = workbook.add_format({"bold": True, "font_color": "#0000FF"})
        red = workbook.add_format({"italic": True, "font_color": "red"})
        sheets["A"].write(0, 0, "nieuw", blue)
        sheets["A"].write_rich_string(0, 1, "blijft ", red, "stopt", " einde")

    blocks = read_bytes(xlsx_bytes({"A": []}, edit=edit), "a.xlsx").blocks

    new, mixed = blocks[1].rows[0].cells
    assert new.runs == (Run("nieuw", bold=True, colour="#0000ff"),)
    assert mixed.runs == (
        Run("blijft "),
        Run("stopt", italic=True, colour="#ff0000"),
        Run(" einde"),
    )


def test_sheet_theme_and_indexed_colours_are_resolved():
    class Colour:
        def __init__(self, kind, value):
            self.type = kind
            setattr(self, kind, value)

    data = xlsx_bytes({"A": [["x"]]})
    workbook = spreadsheet.load_workbook(io.BytesIO(data))
    reader = spreadsheet._Reader(workbook, data, "a.xlsx")

    assert reader._colour(Colour("theme", 4)) == "#4f81bd"
    assert reader._colour(Colour("theme", 99)) is None
    assert reader._colour(Colour("indexed", 2)) == "#ff0000"
    assert reader._colour(Colour("indexed", 999)) is None


def test_sheet_merged_cells_are_covered_also_at_the_end_of_a_row():
    def edit(workbook, sheets):
        sheets["A"].write_row(0, 0, ["nood"])
        sheets["A"].merge_range(0, 1, 0, 2, "wie")
        sheets["A"].write_row(1, 0, ["a", "b"])
        sheets["A"].merge_range(1, 2, 2, 2, "stad")
        sheets["A"].write_row(2, 0, ["c", "d"])

    blocks = read_bytes(xlsx_bytes({"A": []}, edit=edit), "a.xlsx").blocks

    assert [row.texts for row in blocks[1].rows] == [
        ("nood", "wie", ""),
        ("a", "b", "stad"),
        ("c", "d", ""),
    ]
    assert [cell.covered for cell in blocks[1].rows[0].cells] == ["", "", "left"]
    assert blocks[1].rows[2].cells[2].covered == "above"


def test_hidden_sheets_are_left_out():
    def edit(workbook, sheets):
        sheets["Verborgen"].hide()

    data = xlsx_bytes({"Open": [["x", "y"]], "Verborgen": [["y", "z"]]}, edit=edit)

    assert [table.place.sheet for table in read_bytes(data, "a.xlsx").tables] == [
        "Open"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["x", "y"]] * (MAX_ROWS + 1),
        [["x"] * (MAX_COLUMNS + 1)],
        [["x" * 30_000] * (MAX_ROW_TEXT // 30_000 + 1)],
    ],
    ids=["rows", "columns", "text"],
)
def test_more_than_a_document_is_refused(rows):
    with pytest.raises(UnreadableDocument, match=r"groot\.xlsx"):
        read_bytes(xlsx_bytes({"A": rows}), "groot.xlsx")


def test_a_value_at_the_foot_of_a_sheet_is_refused_quickly():
    def edit(workbook, sheets):
        sheets["A"].write(1_048_000, 0, "x")

    with pytest.raises(UnreadableDocument, match=r"groot\.xlsx"):
        read_bytes(xlsx_bytes({"A": [["x"]]}, edit=edit), "groot.xlsx")
