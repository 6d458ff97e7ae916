"""What a file is decides who reads it; what it must not be is refused with a reason."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draaischijf.documents.blocks import Document, Table
from draaischijf.documents.limits import (
    MAX_BLOCKS,
    MAX_BYTES,
    Budget,
    UnreadableDocument,
)
from draaischijf.documents.readers import (
    opening,
    pdf,
    pdf_pages,
    read_bytes,
    read_document,
)
from draaischijf.documents.tests.factories import (
    Paper,
    docx_bytes,
    repacked,
    xlsx_bytes,
)

ROWS = [["nood", "trekker"], ["banken", "stad"]]
WORD = docx_bytes(("h1", "Agenda"), ("table", ROWS), ("list", "punt"))
SHEET = xlsx_bytes({"Noden": ROWS})
PDF = Paper().page().text(50, 100, "Agenda").table(50, 120, [90, 90], ROWS).bytes()
TEXT = b"# Agenda\n\nnood\ttrekker\nbanken\tstad\n"
MARKDOWN = b"# Agenda\n\n| nood | trekker |\n|---|---|\n| banken | stad |\n"
PAGE = (
    b"<!doctype html><h1>Agenda</h1><table><tr><th>nood<th>trekker"
    b"<tr><td>banken<td>stad</table>"
)
ALL = {
    "agenda.docx": WORD,
    "agenda.xlsx": SHEET,
    "agenda.pdf": PDF,
    "agenda.txt": TEXT,
    "agenda.md": MARKDOWN,
    "agenda.html": PAGE,
}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "shown", ["{}", "zonder naam", "verkeerd.pdf", "verkeerd.docx"]
)
def test_the_content_decides_not_the_name(name, shown):
    document = read_bytes(ALL[name], shown.format(name))

    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [row.texts for row in table.rows] == [tuple(row) for row in ROWS]
    assert document.tables == (table,)


def test_a_path_is_read_under_its_own_or_another_name(tmp_path):
    path = tmp_path / "agenda.docx"
    path.write_bytes(WORD)

    assert read_document(path).name == "agenda.docx"
    assert (
        read_document(path, "Agenda van het overleg").name == "Agenda van het overleg"
    )
    assert read_document(WORD, "bytes").name == "bytes"


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableDocument, match=r"weg\.docx cannot be opened"):
        read_document(tmp_path / "weg.docx")


def test_a_file_over_the_limit_is_not_even_opened(tmp_path):
    path = tmp_path / "groot.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(UnreadableDocument, match=r"groot\.pdf is larger than 20 MB"):
        read_document(path)
    with pytest.raises(UnreadableDocument, match="larger"):
        read_bytes(b"x" * (MAX_BYTES + 1), "groot.txt")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODT = {"mimetype": "application/vnd.oasis.opendocument.text"}
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLE + b"\0" * 600, r"old Word file \(\.doc\).*\.docx"),
        (OLE + "Workbook".encode("utf-16-le"), r"old Excel file \(\.xls\).*\.xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 hallo}", r"RTF file.*\.docx"),
        (archive(ODT), r"OpenDocument file.*\.docx"),
        (archive(ODS), r"OpenDocument file.*\.xlsx"),
        (archive({"[Content_Types].xml": MACROS}), r"macros.*\.docx"),
        (repacked(SHEET, {"xl/vbaProject.bin": "x"}), r"macros.*\.xlsx"),
        (archive({"[Content_Types].xml": SLIDES}), r"presentation.*\.pdf"),
        (archive({"brief.txt": "hallo"}), "not a document we can read"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a document we can read"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "not a document"),
        (b"PK\x03\x04 en dan niets", "damaged"),
        (WORD[: len(WORD) // 2], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(data, reason):
    with pytest.raises(UnreadableDocument, match=rf"(?s)bijlage.*{reason}"):
        read_bytes(data, "bijlage")


def test_an_old_excel_file_is_known_by_its_name_too():
    with pytest.raises(UnreadableDocument, match=r"\.xlsx"):
        read_bytes(OLE + b"\0" * 600, "oud.XLS")


def test_messages_are_translatable():
    with override("nl"), pytest.raises(UnreadableDocument) as caught:
        read_bytes(b"", "leeg.txt")

    assert "leeg.txt" in caught.value.message
    assert str(caught.value) == caught.value.message


def test_a_bomb_is_not_unpacked():
    bomb = repacked(WORD, {"word/media/image1.png": b"\0" * 60_000_000})

    with pytest.raises(UnreadableDocument, match="unpacks to far more"):
        read_bytes(bomb, "bom.docx")


def test_an_archive_of_thousands_of_parts_is_refused(monkeypatch):
    monkeypatch.setattr(opening, "MAX_PARTS", 5)

    with pytest.raises(UnreadableDocument, match="parts"):
        read_bytes(WORD, "vol.docx")


def test_a_part_with_more_text_than_a_book_is_refused(monkeypatch):
    monkeypatch.setattr(opening, "MAX_XML_PART", 500)

    with pytest.raises(UnreadableDocument, match="bytes of text"):
        read_bytes(WORD, "dik.docx")


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>',
        b'<!doctype x SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("wide", [False, True])
def test_xml_that_declares_entities_is_refused(declaration, wide):
    part = b'<?xml version="1.0"?>' + declaration + b"<x/>"
    if wide:
        part = part.decode().encode("utf-16")
    data = repacked(WORD, {"word/document.xml": part})

    with pytest.raises(UnreadableDocument, match="declarations"):
        read_bytes(data, "entiteit.docx")


def test_a_locked_archive_is_refused():
    data = bytearray(WORD)
    # the flag stands in every header, local and central
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 4)

    with pytest.raises(UnreadableDocument, match="password"):
        read_bytes(bytes(data), "slot.docx")


def test_more_blocks_than_a_document_has_are_refused():
    budget = Budget("veel.txt")

    for _ in range(MAX_BLOCKS):
        budget.block()

    with pytest.raises(UnreadableDocument, match=r"veel\.txt"):
        budget.block()


def outcome(data, name):
    """Return the document or the reason it has none; any other error fails the test."""
    try:
        return read_bytes(data, name)
    except UnreadableDocument as error:
        return error.message


def test_deeply_nested_markup_does_not_fall_over():
    deep = b"<html>" + b"<div><b>" * 5000 + b"nood" + b"</b></div>" * 5000

    result = outcome(deep, "diep.html")

    assert "diep.html" in (result.name if isinstance(result, Document) else result)


@pytest.fixture
def quick_pdf(monkeypatch):
    """Read PDFs in this process: a process for each damaged one would take minutes."""

    def read(data, name):
        return pdf.blocks_of_pages(pdf_pages.extract(data, max_pages=50), name)

    monkeypatch.setattr(opening, "read_pdf", read)


def damage(data, cuts):
    changed = bytearray(data)
    for place, value in cuts:
        changed[place % len(changed)] = value
    return bytes(changed)


@pytest.mark.parametrize("name", ALL)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    keep=st.floats(0, 1),
    cuts=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12),
)
def test_damage_gives_a_document_or_a_reason(quick_pdf, name, keep, cuts):
    data = ALL[name]
    cut = damage(data[: int(len(data) * keep) or 1], cuts)
    flipped = damage(data, cuts)

    for broken in (cut, flipped):
        result = outcome(broken, name)
        assert name in (result.name if isinstance(result, Document) else result)


PARTS = [
    (name, part)
    for name, data in (("agenda.docx", WORD), ("agenda.xlsx", SHEET))
    for part in zipfile.ZipFile(io.BytesIO(data)).namelist()
    if part.endswith((".xml", ".rels"))
]


@settings(max_examples=150, deadline=None)
@given(
    where=st.sampled_from(PARTS),
    cuts=st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from(b"<>/\"'09az= \x00\xff")),
        min_size=1,
        max_size=6,
    ),
)
def test_damage_inside_the_parts_gives_a_document_or_a_reason(where, cuts):
    name, part = where
    whole = ALL[name]
    content = zipfile.ZipFile(io.BytesIO(whole)).read(part)

    result = outcome(repacked(whole, {part: damage(content, cuts)}), name)

    assert name in (result.name if isinstance(result, Document) else result)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_reason(data):
    result = outcome(data.replace(b"%PDF-", b""), "iets")

    assert "iets" in (result.name if isinstance(result, Document) else result)
