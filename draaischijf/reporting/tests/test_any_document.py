"""Whatever somebody typed, every format holds it as text and nothing more."""

from __future__ import annotations

import csv
import io
import json

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from lxml import html
from openpyxl import load_workbook

from draaischijf.core.exports import UNPRINTABLE
from draaischijf.core.prose import stretches
from draaischijf.reporting.content import (
    Editors,
    Heading,
    Log,
    Table,
    Text,
    as_json,
    from_json,
)
from draaischijf.reporting.tests.trees import NASTY, contents, whole
from draaischijf.reporting.writers import Style, write
from draaischijf.reporting.writers.manuscript import manuscript

few = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
STYLE = Style(address_line="Marktplein 1 & <b>")
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav",
    "section", "div", "p", "h1", "h2", "h3", "h4", "h5", "ul", "ol", "li", "dl", "dt",
    "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure",
    "figcaption", "details", "summary", "span", "strong", "small", "br", "abbr",
    "time", "a", "svg", "g", "path", "rect", "line", "text", "tspan", "defs",
    "clippath",
}  # fmt: skip


def words_of(text):
    """The text without white space and without what no format keeps."""
    return "".join(UNPRINTABLE.sub("", text).split())


def bare(lines):
    return "".join("".join(line.split()) for line in lines)


def told(content):
    """Every text of the tree that a reader must find again."""
    script = manuscript(content)
    for block in script.content.blocks:
        if isinstance(block, Heading):
            yield block.text  # tidied
        elif isinstance(block, Text | Editors):
            yield bare(line for _, lines in stretches(block.text) for line in lines)
        elif isinstance(block, Log):
            yield from (line.text for line in block.lines)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (part for cell in row for part in (cell.text, cell.note))


@given(contents)
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_a_document_is_kept_as_json_and_read_back_equal(content):
    kept = json.loads(json.dumps(as_json(content)))

    assert from_json(kept) == content


@given(contents)
@few
def test_word_opens_and_holds_every_text(content):
    made = Document(io.BytesIO(write(content, "docx", STYLE)))

    found = "".join(
        "".join((text.text or "").split()) for text in made.element.body.iter(qn("w:t"))
    )
    for text in told(content):
        assert words_of(text) in found
    assert made.core_properties.title
    numbers = [one.get("id") for one in made.element.body.iter(qn("wp:docPr"))]
    assert len(numbers) == len(set(numbers))


@given(contents)
@few
def test_pdf_is_accessible_whatever_stands_in_it(content):
    # Typst refuses what breaks PDF/UA-1: that it is made is the test.
    assert write(content, "pdf", STYLE).startswith(b"%PDF-1.7")


@given(contents)
@few
def test_excel_opens_and_holds_no_formula(content):
    book = load_workbook(io.BytesIO(write(content, "xlsx", STYLE)))

    kinds = {
        cell.data_type for page in book for row in page.iter_rows() for cell in row
    }
    assert kinds <= {"s", "n"}
    names = [name.lower() for name in book.sheetnames]
    assert len(names) == len(set(names))


@given(contents)
@few
def test_csv_is_text_that_no_spreadsheet_obeys(content):
    made = write(content, "csv", STYLE).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(made, newline=""), delimiter=";"))
    assert rows
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]


@given(contents)
@few
def test_a_web_page_holds_no_markup_but_ours(content):
    page = html.document_fromstring(write(content, "html", STYLE).decode())

    tags = {one.tag.lower() for one in page.iter() if isinstance(one.tag, str)}
    assert tags <= ALLOWED
    assert not page.xpath("//@onclick | //@onload | //script")
    # the browser decides about controls, we about the rest
    found = words_of(page.text_content())
    for text in told(content):
        assert words_of(text) in found


@pytest.mark.parametrize("text", NASTY[:8])
@pytest.mark.parametrize("format", ["html", "docx", "pdf", "xlsx", "csv"])
def test_nasty_words_everywhere_at_once(text, format):  # noqa: A002 the word of the field
    content = whole(
        title=text, subtitle=text, sender=text, status=text, abbreviations={text: text}
    )

    assert write(content, format, STYLE)
