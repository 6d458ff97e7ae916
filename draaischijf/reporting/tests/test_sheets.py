"""Excel and CSV: figures are figures, and text is text."""

from __future__ import annotations

import csv
import io
import zipfile

from openpyxl import load_workbook

from draaischijf.reporting.content import (
    Cell,
    Column,
    Content,
    Heading,
    Log,
    LogLine,
    Table,
)
from draaischijf.reporting.tests.trees import whole
from draaischijf.reporting.writers import Style, write


def book_of(content):
    return load_workbook(io.BytesIO(write(content, "xlsx", Style())), rich_text=True)


def table(*rows, **names):
    return Table((Column("Wat"), Column("Getal", 1, is_number=True)), rows, **names)


def test_every_table_is_a_sheet_and_the_log_is_the_last():
    book = book_of(whole())

    assert book.sheetnames == [
        "OD 1", "Acties naar stand", "Zonder rijen", "Opvolging",
    ]  # fmt: skip
    assert book.properties.title == "Jaarverslag 2026"


def test_figures_are_figures_and_notes_stand_below():
    page = book_of(whole())["OD 1"]

    assert [cell.value for cell in page[1]] == ["Actie", "Aantal"]
    assert str(page["A2"].value) == "● nieuw\nWoonoverleg\nIn drie gemeenten"
    assert page["B2"].value == 1234
    assert page["B3"].value == "–"
    assert page["A2"].font.bold
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page.column_dimensions["A"].width > page.column_dimensions["B"].width


def test_tables_with_the_same_heads_are_one_sheet_that_can_be_filtered():
    content = Content(
        "x",
        "T",
        blocks=(
            Heading("Wonen", code="OD 1"),
            table((Cell("Woonoverleg"), Cell("3", value=3)), sheet="Acties"),
            Heading("Geld", code="OD 2"),
            table((Cell("Spreekuur"), Cell("4", value=4)), sheet="Acties"),
            Table((Column("Anders"),), ((Cell("x"),),), sheet="Apart"),
        ),
    )

    book = book_of(content)

    assert book.sheetnames == ["Acties", "Apart"]
    assert [[cell.value for cell in row] for row in book["Acties"]] == [
        ["Staat onder", "Wat", "Getal"],
        ["OD 1 Wonen", "Woonoverleg", 3],
        ["OD 2 Geld", "Spreekuur", 4],
    ]
    assert book["Acties"].auto_filter.ref == "A1:C3"


def test_joined_tables_with_names_of_their_own_go_by_their_first_column():
    content = Content("x", "T", blocks=(table(sheet="a"), table(sheet="b")))

    assert book_of(content).sheetnames == ["Wat"]


def test_a_row_is_as_high_as_what_stands_in_it():
    rows = ((Cell("kort"),), (Cell("lang " * 40, note="noot"),), (Cell("x" * 9999),))
    (page,) = book_of(Content("x", "T", blocks=(Table((Column("Wat"),), rows),)))

    heights = [page.row_dimensions[number].height for number in (2, 3, 4)]
    assert heights[0] < heights[1] < heights[2] <= 409


def test_the_log_tells_under_which_heading_it_stood():
    page = book_of(whole())["Opvolging"]

    assert [cell.value for cell in page[2]] == [
        "OD 1.1",
        "Een dak dat past",
        "5 maart 2026",
        "Overleg met verhuurders.",
        "18 aanwezigen",
    ]


def test_a_log_before_any_heading_goes_by_its_label():
    content = Content("x", "T", blocks=(Log((LogLine("nu", "iets"),), "Losse feiten"),))

    (page,) = book_of(content)

    assert page["B2"].value == "Losse feiten"


def test_a_document_without_tables_is_an_empty_sheet():
    (page,) = book_of(Content("x", "T", blocks=(Heading("a"),)))

    assert page.max_row == 1


def test_names_are_made_to_fit_and_never_the_same():
    long = "Een heel lang opschrift dat nooit past"
    content = Content(
        "x",
        "T",
        blocks=tuple(
            Table((Column(f"Wat {number}"),), (), sheet=name)
            for number, name in enumerate(
                (long, long, "a/b[c]", "'aanhaling'", "History", "")
            )
        ),
    )

    assert book_of(content).sheetnames == [
        "Een heel lang opschrift dat noo",
        "Een heel lang opschrift dat n 2",
        "a b c",
        "aanhaling",
        "History 2",
        "7",
    ]


def test_text_stays_text():
    nasty = ("=1+1", "+1", "@SUM(A1)", "-2", "http://example.org")
    rows = tuple((Cell(one, note="-x"), Cell(one)) for one in nasty)
    made = write(Content("x", "T", blocks=(table(*rows),)), "xlsx", Style())

    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    (page,) = load_workbook(io.BytesIO(made))
    assert [row[1].value for row in page.iter_rows(min_row=2)] == list(nasty)
    assert all(row[1].quotePrefix for row in page.iter_rows(min_row=2, max_row=5))


def test_a_text_longer_than_a_cell_is_cut():
    for note in ("", "noot"):
        rows = ((Cell("a" * 40_000, note=note), Cell("")),)
        (page,) = book_of(Content("x", "T", blocks=(table(*rows),)))
        assert len(str(page["A2"].value)) == 32_767


def test_csv_begins_with_the_first_list_as_belgian_excel_reads_it():
    made = write(whole(), "csv", Style())

    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), ""), delimiter=";"))
    assert rows[:4] == [
        ["Actie", "Aantal"],
        ["● nieuw\nWoonoverleg\nIn drie gemeenten", "1234"],
        ["× niet verlengd\nBrochure", "–"],
        [],
    ]


def test_csv_of_a_document_without_tables_is_its_log():
    content = Content("x", "T", blocks=(Log((LogLine("5 maart", "=cmd"),)),))

    assert "'=cmd" in write(content, "csv", Style()).decode()
