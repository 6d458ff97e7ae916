"""Plain text as converters write it: tabs, marks, HTML in cells, breaks in tables."""

from __future__ import annotations

import pytest

from draaischijf.documents.blocks import Heading, ListItem, Paragraph, Run, Table
from draaischijf.documents.limits import UnreadableDocument
from draaischijf.documents.readers import read_bytes
from draaischijf.documents.readers.plaintext import read_plaintext

AGENDA = """\

## Werkagenda 2026

1. IN FUNCTIE VAN DE UITDAGINGEN

a. aanbevelingen voor het onthaal

- een loket (OCMW)
  dat open is
 - ook **op zaterdag**

nood\tpartners\ttrekker
Er is nood aan\tOCMW,\tstad

bankjes\tCAW\t
--\t---\t---
<p>Een <b>tweede</b> nood</p> <p>in de wijk</p>\tR&amp;D\t

Een gewone zin met *nadruk* en een ster (P/M)* erbij.
"""


def read(text):
    return read_plaintext(text, "agenda.txt")


def test_each_kind_of_block_has_its_line():
    found = [
        (type(block), getattr(block, "text", None), block.place.line)
        for block in read(AGENDA)
    ]

    assert found == [
        (Heading, "Werkagenda 2026", 2),
        (ListItem, "IN FUNCTIE VAN DE UITDAGINGEN", 4),
        (ListItem, "aanbevelingen voor het onthaal", 6),
        (ListItem, "een loket (OCMW)\ndat open is", 8),
        (ListItem, "ook op zaterdag", 10),
        (Table, None, 12),
        (Paragraph, "Een gewone zin met nadruk en een ster (P/M)* erbij.", 19),
    ]


def test_list_items_keep_marker_level_and_source():
    items = [block for block in read(AGENDA) if isinstance(block, ListItem)]

    assert [(item.marker, item.level) for item in items] == [
        ("1.", 1),
        ("a.", 1),
        ("-", 1),
        ("-", 2),
    ]
    assert items[2].verbatim == "- een loket (OCMW)\n  dat open is"
    assert items[3].runs == (Run("ook "), Run("op zaterdag", bold=True))


def test_rows_keep_line_source_and_break():
    (table,) = [block for block in read(AGENDA) if isinstance(block, Table)]

    assert [(row.place.line, row.after_break, row.texts) for row in table.rows] == [
        (12, False, ("nood", "partners", "trekker")),
        (13, False, ("Er is nood aan", "OCMW,", "stad")),
        (15, True, ("bankjes", "CAW", "")),
        (17, False, ("Een tweede nood\nin de wijk", "R&D", "")),
    ]
    assert table.rows[2].verbatim == "bankjes\tCAW\t"
    assert table.rows[3].cells[0].runs == (
        Run("Een "),
        Run("tweede", bold=True),
        Run(" nood\nin de wijk"),
    )


def test_form_feeds_count_pages_and_break_tables():
    text = "nood\ttrekker\nEen\tstad\n\fTwee\tstad\n\n\f\nSlot\n"

    table, closing = read(text)

    assert [(row.place.page, row.after_break) for row in table.rows] == [
        (1, False),
        (1, False),
        (2, True),
    ]
    assert (closing.place.page, closing.place.line) == (3, 6)


def test_windows_line_ends_do_not_shift_the_lines():
    blocks = read("een\r\n\r\ntwee\rdrie\n")

    assert [(block.text, block.place.line) for block in blocks] == [
        ("een", 1),
        ("twee", 3),
        ("drie", 4),
    ]


def test_separators_that_editors_do_not_count_do_not_shift_the_lines():
    blocks = read("een\u2028nog\x0bsteeds\x85een\ntwee")

    assert [block.place.line for block in blocks] == [1, 2]


def test_a_tab_that_only_indents_is_not_a_row():
    blocks = read("- een\n\t- twee\n\tverder\n\n\tdrie")

    assert [(type(block), block.text) for block in blocks] == [
        (ListItem, "een"),
        (ListItem, "twee\nverder"),
        (Paragraph, "drie"),
    ]


def test_an_empty_first_cell_is_a_cell_inside_a_table():
    (table,) = read("doel\tlog\n\t3/05/2026 overleg")

    assert table.rows[1].texts == ("", "3/05/2026 overleg")


def test_html_in_a_cell_gives_words_and_numbers_only():
    cell = (
        "<script>alert(1)</script><ol><li>Een <a href='x'>link</a></li>"
        "<li>Twee</li></ol><ol style='list-style-type: none'><li>Drie</li></ol>"
        "<ol start='4'><li>Vier<br/>vijf</li></ol>"
        '<span style="color: #0000FF">blauw</span><font color="red">rood</font>'
    )

    (table,) = read(f"a\tb\n{cell}\tx")

    (shown,) = [table.rows[1].cells[0]]
    assert shown.text == "1. Een link\n2. Twee\nDrie\n4. Vier\nvijf\nblauwrood"
    assert shown.runs[-2:] == (
        Run("blauw", colour="#0000ff"),
        Run("rood", colour="#ff0000"),
    )


def test_escaped_markup_is_read_as_markup():
    (table,) = read("a\tb\n&lt;p&gt;Een &lt;b&gt;nood&lt;/b&gt;&lt;/p&gt;\tK&G")

    assert table.rows[1].texts == ("Een nood", "K&G")
    assert table.rows[1].cells[0].runs[1] == Run("nood", bold=True)


def test_raised_letters_stay_on_the_line():
    (paragraph,) = read("2 ^{de} bijeenkomst en H_{2}O")

    assert paragraph.text == "2de bijeenkomst en H2O"


def test_a_table_in_html_stands_in_the_text():
    text = (
        "Voor\n<table>\n<tr><th colspan=2>nood</th><th>trekker</th></tr>\n"
        "<tr><td rowspan=2>een</td><td>twee</td><td>stad</td></tr>\n"
        "<tr><td>drie</td><td>ocmw</td></tr>\n</table>\nNa"
    )

    before, table, after = read(text)

    assert [(row.place.line, row.texts) for row in table.rows] == [
        (3, ("nood", "", "trekker")),
        (4, ("een", "twee", "stad")),
        (5, ("", "drie", "ocmw")),
    ]
    assert table.rows[0].cells[1].covered == "left"
    assert table.rows[2].cells[0].covered == "above"
    assert (before.text, after.text, after.place.line) == ("Voor", "Na", 7)


def test_a_table_tag_without_a_table_is_dropped():
    assert [block.text for block in read("Voor\n<table></table>\nNa")] == ["Voor", "Na"]


@pytest.mark.parametrize(
    "data",
    [
        "Één nood".encode(),
        b"\xef\xbb\xbf" + "Één nood".encode(),
        "Één nood".encode("utf-16"),
        "Één nood".encode("cp1252"),
    ],
)
def test_the_encodings_of_offices_are_read(data):
    assert read_bytes(data, "nood.txt").blocks[0].text == "Één nood"


@pytest.mark.parametrize("data", [b"", b" \n\n "])
def test_an_empty_file_is_refused(data):
    with pytest.raises(UnreadableDocument, match=r"nood\.txt"):
        read_bytes(data, "nood.txt")
