"""Markdown and HTML: the same blocks, with lines, and nothing that runs."""

from __future__ import annotations

from draaischijf.documents.blocks import (
    Heading,
    ListItem,
    Paragraph,
    Run,
    Table,
)
from draaischijf.documents.readers import read_bytes

MARKDOWN = """\
# Werkagenda

Een zin met **vet**, *schuin* en `code`,
over twee regels.

| nood | trekker |
|------|---------|
| Meer **banken**<br>in de wijk | stad |
| bussen | De Lijn |

1. een
   - onder
2. twee

   nog bij twee

<div><p>Een <b>blok</b></p></div>

    code
"""

PAGE = """\
<!DOCTYPE html>
<html><head><title>Niet dit</title><style>p { color: red }</style></head>
<body>
<h1>Werk<em>agenda</em></h1>
<p onclick="alert(1)">Een <strong>zin</strong><br>met een
einde</p>
<ul><li>een<ol><li>onder</li><li>onder twee</li></ol></li><li>twee</li></ul>
<table>
<thead><tr><th>nood</th><th>trekker</th></tr></thead>
<tbody><tr><td>banken<table><tr><td>binnen</td></tr></table></td><td>stad</td></tr>
<tr><td></td><td></td></tr>
</tbody></table>
los<script>alert(2)</script>
</body></html>
"""


def found(data, name):
    return [
        (type(block), getattr(block, "text", None), block.place.line)
        for block in read_bytes(data.encode(), name).blocks
    ]


def test_markdown_blocks_have_their_lines():
    assert found(MARKDOWN, "agenda.md") == [
        (Heading, "Werkagenda", 1),
        (Paragraph, "Een zin met vet, schuin en code, over twee regels.", 3),
        (Table, None, 6),
        (ListItem, "een", 11),
        (ListItem, "onder", 12),
        (ListItem, "twee", 13),
        (Paragraph, "nog bij twee", 15),
        (Paragraph, "Een blok", 17),
        (Paragraph, "code", 19),
    ]


def test_markdown_is_known_by_its_tables_whatever_its_name():
    assert found(MARKDOWN, "agenda.txt") == found(MARKDOWN, "agenda.md")


def test_markdown_keeps_rows_style_and_markers():
    blocks = read_bytes(MARKDOWN.encode(), "agenda.md").blocks

    paragraph, table, one, under, two = blocks[1:6]
    assert paragraph.runs[1] == Run("vet", bold=True)
    assert paragraph.runs[3] == Run("schuin", italic=True)
    assert [(row.place.line, row.texts) for row in table.rows] == [
        (6, ("nood", "trekker")),
        (8, ("Meer banken\nin de wijk", "stad")),
        (9, ("bussen", "De Lijn")),
    ]
    assert table.rows[1].verbatim == "| Meer **banken**<br>in de wijk | stad |"
    assert [(item.marker, item.level) for item in (one, under, two)] == [
        ("1.", 1),
        ("-", 2),
        ("2.", 1),
    ]


def test_markdown_tables_lose_their_empty_head():
    (table,) = read_bytes(b"|  |  |\n|---|---|\n| a | b |\n", "a.md").blocks

    assert [row.texts for row in table.rows] == [("a", "b")]
    assert read_bytes(b"x\n\n|  |  |\n|---|---|\n", "a.md").tables == ()


def test_a_page_gives_words_without_scripts_styles_and_handlers():
    assert found(PAGE, "agenda.html") == [
        (Heading, "Werkagenda", 4),
        (Paragraph, "Een zin\nmet een einde", 5),
        (ListItem, "een", 7),
        (ListItem, "onder", 7),
        (ListItem, "onder twee", 7),
        (ListItem, "twee", 7),
        (Table, None, 8),
        (Paragraph, "los", 3),
    ]


def test_a_page_keeps_lists_and_rows():
    blocks = read_bytes(PAGE.encode(), "agenda").blocks

    assert [(item.marker, item.level) for item in blocks[2:6]] == [
        ("-", 1),
        ("1.", 2),
        ("2.", 2),
        ("-", 1),
    ]
    table = blocks[6]
    assert [(row.place.line, row.texts) for row in table.rows] == [
        (9, ("nood", "trekker")),
        (10, ("banken\nbinnen", "stad")),
    ]


def test_a_fragment_in_an_html_file_is_a_page():
    assert found("<p>een</p>\n<p>twee</p>", "agenda.htm") == [
        (Paragraph, "een", 1),
        (Paragraph, "twee", 2),
    ]


def test_preformatted_text_keeps_its_lines():
    assert found("<html><pre>een\ntwee</pre></html>", "x") == [
        (Paragraph, "een\ntwee", 1)
    ]


def test_a_page_with_an_xml_declaration_is_read():
    text = '<?xml version="1.0" encoding="iso-8859-1"?>\n<html><p>één</p></html>'

    assert found(text, "x")[0][:2] == (Paragraph, "één")
