from __future__ import annotations

import csv
import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st

from draaischijf.core import exports
from draaischijf.core.exports import MAX_TEXT, csv_response, xlsx_response

HEADS = ["Nummer", "Titel"]
DANGEROUS = ["=1+1", "+32", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


def read_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def read_xlsx(response, **options):
    return openpyxl.load_workbook(
        io.BytesIO(b"".join(response.streaming_content)), **options
    )


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_csv_is_a_download_that_belgian_excel_opens():
    response = csv_response("signalen", HEADS, [[1, "Café; tweede"]])

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="signalen.csv"'
    raw = b"".join(response.streaming_content)
    assert raw == '\ufeffNummer;Titel\r\n1;"Café; tweede"\r\n'.encode()


def test_csv_writes_dates_numbers_and_answers_in_words():
    moment = datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)
    row = [datetime.date(2026, 5, 3), moment, 2.5, Decimal("0.10"), None, -4, True]

    with translation.override("en"):
        response = csv_response("x", ["a"], [row])

    assert read_csv(response)[1] == [
        "2026-05-03",
        "2026-07-02 00:30",
        "2,5",
        "0,10",
        "",
        "-4",
        "yes",
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_never_starts_a_cell_with_a_formula(text):
    [_, [cell]] = read_csv(csv_response("x", ["a"], [[text]]))

    assert cell == "'" + text.replace("\r", "\n")


def test_csv_cuts_a_cell_that_excel_cannot_hold():
    long, formula = "a" * (MAX_TEXT + 1), "=" + "a" * MAX_TEXT

    [_, [first, second]] = read_csv(csv_response("x", ["a"], [[long, formula]]))

    assert len(first) == len(second) == MAX_TEXT
    assert first.endswith("a…")
    assert second.startswith("'=")


def test_csv_speaks_the_language_of_the_page_also_when_sent_later():
    def rows():
        yield [translation.get_language()]

    with translation.override("en"):
        response = csv_response("x", [gettext_lazy("Export")], rows())
    with translation.override("nl"):
        assert read_csv(response)[1] == ["en"]


def test_csv_is_sent_in_pieces():
    asked = []

    def rows():
        for number in range(1000):
            asked.append(number)
            yield [number]

    pieces = iter(csv_response("x", ["a"], rows()).streaming_content)
    first = next(pieces)

    assert 0 < len(asked) < 1000
    whole = first + b"".join(pieces)
    assert len(whole.splitlines()) == 1001


def test_xlsx_has_a_fixed_head_with_filters_and_real_dates():
    moment = datetime.datetime(2026, 5, 3, 12, 5, tzinfo=datetime.UTC)
    rows = [[7, "Te weinig studio's", datetime.date(2026, 5, 3), moment, 1.5, None]]
    heads = ["Nummer", "Titel", "Dag", "Moment", "Score", "Leeg"]

    response = xlsx_response("signalen", heads, rows, sheet="Signalen: [alle]")
    sheet = read_xlsx(response).active

    assert response["Content-Disposition"] == 'attachment; filename="signalen.xlsx"'
    assert sheet.title == "Signalen   alle"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F2"
    assert values(sheet) == [
        heads,
        [
            7,
            "Te weinig studio's",
            datetime.datetime(2026, 5, 3),  # noqa: DTZ001 a spreadsheet has no zones
            datetime.datetime(2026, 5, 3, 14, 5),  # noqa: DTZ001 the same
            1.5,
            None,
        ],
    ]
    assert sheet["C2"].is_date
    assert sheet["A1"].font.bold


def test_xlsx_columns_are_as_wide_as_what_is_in_them():
    rows = [["kort", "b" * 30, "c" * 500], ["een\nregel", "", ""]]

    sheet = read_xlsx(xlsx_response("x", ["A", "B", "C"], rows)).active

    widths = [round(sheet.column_dimensions[c].width) for c in "ABC"]
    assert widths == [8, 33, exports.WIDEST + 1]


@pytest.mark.parametrize("text", [*DANGEROUS, "http://x.example", "12", "{=1}"])
def test_xlsx_keeps_every_text_as_text(text):
    cell = read_xlsx(xlsx_response("x", ["a"], [[text]])).active["A2"]

    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value.strip() == text.strip()
    assert cell.quotePrefix == (text in DANGEROUS)


def test_xlsx_cuts_a_cell_and_drops_what_no_file_can_hold():
    rows = [["a" * (MAX_TEXT + 9), "bel\x07\x00len"]]

    [_, [long, bell]] = values(read_xlsx(xlsx_response("x", ["a", "b"], rows)).active)

    assert (len(long), long[-2:]) == (MAX_TEXT, "a…")
    assert bell == "bellen"


def test_xlsx_without_rows_still_opens():
    book = read_xlsx(xlsx_response("x", HEADS, []))

    assert values(book.active) == [HEADS]
    assert book.active.auto_filter.ref == "A1:B1"


def test_xlsx_goes_on_in_a_next_sheet(monkeypatch):
    monkeypatch.setattr(exports, "MAX_ROWS", 3)

    rows = ([n] for n in range(5))
    book = read_xlsx(xlsx_response("x", ["a"], rows, sheet="Lijst"))

    assert book.sheetnames == ["Lijst", "Lijst 2", "Lijst 3"]
    assert [values(sheet) for sheet in book] == [
        [["a"], [0], [1]],
        [["a"], [2], [3]],
        [["a"], [4]],
    ]


@settings(deadline=None)  # a workbook takes its time on a busy machine
@given(st.text(max_size=40))
def test_any_text_survives_both_files(text):
    [_, [from_csv]] = read_csv(csv_response("x", ["a"], [[text]]))
    from_xlsx = read_xlsx(xlsx_response("x", ["a"], [[text]])).active["A2"]

    assert from_csv[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert from_xlsx.data_type in {"s", "n"}  # "n" is an empty cell
    assert from_xlsx.value is None or not isinstance(from_xlsx.value, float)
