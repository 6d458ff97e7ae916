"""The text of files that are sent along is screened; real files, made here."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from draaischijf.documents import uploads
from draaischijf.documents.file_texts import text_of_file
from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.screening import warning_of
from draaischijf.documents.tests.factories import (
    Paper,
    docx_bytes,
    repacked,
    xlsx_bytes,
)

NUMBER = "85.07.30-033.28"
PHONE = "0474 12 34 56"


def pdf(text):
    return Paper().page().text(40, 40, text).bytes()


def word(text):
    return docx_bytes(("p", "Beste collega,"), ("p", text))


def word_with(where, text):
    """A Word file in which the text stands somewhere a reader of lines may miss."""
    document = docx.Document()
    document.add_paragraph("Niets aan de hand.")
    section = document.sections[0]
    if where == "header":
        section.header.paragraphs[0].text = text
    elif where == "footer":
        section.footer.paragraphs[0].text = text
    elif where == "table":
        document.add_table(1, 1).cell(0, 0).text = text
    elif where == "runs":
        paragraph = document.add_paragraph()
        for piece in text:
            paragraph.add_run(piece).bold = piece.isdigit()
    else:
        document.add_comment(document.paragraphs[0].runs, text=text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def odt(text):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            '<d xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
            f"<text:p>Beste</text:p><text:p>{text}</text:p></d>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return stream.getvalue()


def check(content, name):
    return uploads.check_upload(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "make"), [("a.pdf", pdf), ("a.docx", word), ("a.odt", odt)]
)
def test_a_file_with_a_national_number_is_refused_by_name(name, make):
    with translation.override("nl"), pytest.raises(UploadRefused) as refused:
        check(make(f"Het nummer is {NUMBER}."), name)

    assert refused.value.message == (
        f"In {name} staat iets over één persoon (rijksregisternummer). "
        "Haal dat eruit en kies het bestand opnieuw."
    )


@pytest.mark.parametrize("where", ["header", "footer", "table", "runs", "comment"])
def test_no_corner_of_a_word_file_is_missed(where):
    with pytest.raises(UploadRefused):
        check(word_with(where, f"nr. {NUMBER}"), "a.docx")


def test_a_birth_date_is_refused():
    with pytest.raises(UploadRefused):
        check(word("Zij is geboren op 12 maart 1984."), "a.docx")


@pytest.mark.parametrize(
    ("name", "make"), [("a.pdf", pdf), ("a.docx", word), ("a.odt", odt)]
)
def test_what_may_be_a_letterhead_is_marked_and_kept(name, make):
    checked = check(make(f"Bel {PHONE} of mail els.peeters@example.org"), name)

    assert [mark["kind"] for mark in checked.marks] == ["email", "phone"]
    assert PHONE not in str(checked.marks)
    with translation.override("nl"):
        assert warning_of(list(checked.marks)) == (
            "misschien gegevens van een persoon: e-mailadres, telefoonnummer"
        )


@pytest.mark.parametrize(
    ("name", "make"), [("a.pdf", pdf), ("a.docx", word), ("a.odt", odt)]
)
def test_a_harmless_file_gets_no_mark(name, make):
    checked = check(make("Wachttijden in Lokelare: 12 maanden, 30 gezinnen."), name)

    assert checked.marks == ()
    assert warning_of([]) == ""


@pytest.mark.django_db
def test_the_marks_are_kept_with_the_file():
    checked = check(word(f"Bel {PHONE}"), "a.docx")

    stored = uploads.store_upload(checked, partnership_id=1)

    stored.refresh_from_db()
    assert stored.screening == [{"kind": "phone", "certainty": "certain"}]


# -- Text of files --------------------------------------------------------------------


def test_words_in_pieces_are_read_as_one():
    assert PHONE in text_of_file(word_with("runs", PHONE))


def test_a_sheet_has_text_too():
    assert "Els Peeters" in text_of_file(xlsx_bytes({"Blad": [["Els Peeters", 3]]}))


def test_paragraphs_do_not_run_together():
    assert "collega,\n" in text_of_file(word("0474"))


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7 half", b"PK\x03\x04half", b"a\0b"]
)
def test_what_cannot_be_read_has_no_text(content):
    assert text_of_file(content) is None


def test_an_entity_is_not_filled_in():
    bomb = repacked(
        word("x"),
        {
            "word/document.xml": (
                b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'
            )
        },
    )

    assert "root:" not in (text_of_file(bomb) or "")


def test_a_gif_loses_its_comments_and_keeps_its_frames():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "lime")]
    stream = io.BytesIO()
    frames[0].save(
        stream, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=100,
        comment=b"Genomen in de Veldstraat",
    )  # fmt: skip
    assert b"Veldstraat" in stream.getvalue()

    checked = check(stream.getvalue() + b"achteraan", "a.gif")

    assert b"Veldstraat" not in checked.content
    assert b"achteraan" not in checked.content
    with Image.open(io.BytesIO(checked.content)) as kept:
        assert (kept.n_frames, kept.info["loop"], kept.info["duration"]) == (3, 0, 100)
        for number in range(3):
            kept.seek(number)
            kept.load()
