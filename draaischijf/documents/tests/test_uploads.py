from __future__ import annotations

import datetime
import io
import string
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from draaischijf.documents import uploads
from draaischijf.documents.models import ImportRun, StoredFile
from draaischijf.documents.refusals import UploadRefused
from draaischijf.documents.tests.factories import Paper, docx_bytes, repacked

WORD = uploads.TYPES["docx"]
CONTENT_TYPES = "[Content_Types].xml"


@pytest.fixture(autouse=True)
def english():
    """The sentences are compared in the language they are written in."""
    with translation.override("en"):
        yield


def pdf_bytes():
    return Paper().page().text(40, 40, "Wachttijden in Lokelare").bytes()


def odt_bytes(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype",
            "application/vnd.oasis.opendocument.text",
            compress_type=zipfile.ZIP_STORED,
        )
        archive.writestr("content.xml", "<office:document-content/>")
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def check(content, name):
    return uploads.check_upload(SimpleUploadedFile(name, content))


def refusal_of(content, name):
    with pytest.raises(UploadRefused) as refused:
        check(content, name)
    return refused.value.message


@pytest.mark.parametrize(
    ("name", "make", "content_type"),
    [
        ("verslag.pdf", pdf_bytes, "application/pdf"),
        ("nota.docx", lambda: docx_bytes(("p", "Een nota")), WORD),
        ("nota.odt", odt_bytes, "application/vnd.oasis.opendocument.text"),
    ],
)
def test_a_document_is_taken_as_what_it_is(name, make, content_type):
    checked = check(make(), name)

    assert (checked.name, checked.content_type) == (name, content_type)
    assert checked.content == make() or name == "nota.docx"
    assert checked.size == len(checked.content)


def test_the_name_gets_the_ending_of_what_the_file_is():
    assert check(pdf_bytes(), "verslag.exe").name == "verslag.exe.pdf"
    assert check(pdf_bytes(), "verslag.docx").name == "verslag.pdf"
    assert check(pdf_bytes(), "VERSLAG.PDF").name == "VERSLAG.PDF"
    assert check(pdf_bytes(), "verslag").name == "verslag.pdf"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ\x90\x00" + b"\x00" * 200, "factuur.pdf", "not a kind of file"),
        (b"#!/bin/sh\nrm -rf /\n", "foto.jpg", "not a kind of file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "tekening.png", "not a kind"),
        (b"<html><script>1</script></html>", "pagina.pdf", "not a kind of file"),
        (b"", "leeg.pdf", "is empty"),
        (b" \n", "leeg.pdf", "is empty"),
        (b"%PDF-1.7\nhalf a file", "half.pdf", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 60, "oud.doc", "Save it as"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1", "a.heic", "HEIC picture"),
        (b"PK\x03\x04" + b"\x07" * 50, "nota.docx", "is damaged"),
    ],
)
def test_what_is_not_what_it_says_is_refused_by_name(content, name, says):
    message = refusal_of(content, name)

    assert says in message
    assert name in message


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_MEGABYTES", 1)

    message = refusal_of(pdf_bytes() + b"0" * 1_200_000, "groot.pdf")

    assert message.startswith("groot.pdf is 1.1 MB, and 1 MB is the most.")


def test_at_most_five_files_come_along():
    uploads.check_count(5)

    with pytest.raises(UploadRefused, match="At most 5 files"):
        uploads.check_count(6)


@pytest.mark.parametrize("act", [b"/S /JavaScript /JS (1)", b"/S /Launch /F (cmd)"])
def test_a_pdf_that_acts_by_itself_is_refused(act):
    content = pdf_bytes().replace(b"%%EOF", b"<<" + act + b">>\n%%EOF")

    assert "starts by itself" in refusal_of(content, "formulier.pdf")


# -- Office documents ---------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"word/vbaProject.bin": b"macro"},
        {"word/activeX/activeX1.xml": b"<x/>"},
        {"word/embeddings/oleObject1.bin": b"ole"},
        {"word/embeddings/cijfers.xlsm": b"PK"},
    ],
)
def test_a_document_with_macros_or_objects_is_refused(changes):
    content = repacked(docx_bytes(("p", "Een nota")), changes)

    assert "holds macros or objects" in refusal_of(content, "nota.docx")


def test_a_macro_document_under_a_plain_name_is_refused():
    plain = docx_bytes(("p", "Een nota"))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        types = archive.read(CONTENT_TYPES).replace(
            b"wordprocessingml.document.main+xml",
            b"ms-word.document.macroEnabled.main+xml",
        )

    content = repacked(plain, {CONTENT_TYPES: types})

    assert "holds macros" in refusal_of(content, "nota.docx")


def test_an_embedded_sheet_of_a_chart_is_fine():
    content = repacked(
        docx_bytes(("p", "Een nota")), {"word/embeddings/cijfers.xlsx": b"PK"}
    )

    assert check(content, "nota.docx").content_type == WORD


def test_a_document_that_fetches_its_template_is_refused():
    relation = (
        '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/attachedTemplate" TargetMode="External" '
        'Target="https://kwaad.example/t.dotm"/></Relationships>'
    )
    content = repacked(
        docx_bytes(("p", "Een nota")), {"word/_rels/settings.xml.rels": relation}
    )

    assert "from the internet" in refusal_of(content, "nota.docx")


def test_a_link_in_a_document_is_fine():
    relation = (
        '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/hyperlink" TargetMode="External" '
        'Target="https://durmeland.example/"/></Relationships>'
    )
    content = repacked(
        docx_bytes(("p", "Een nota")), {"word/_rels/settings.xml.rels": relation}
    )

    assert check(content, "nota.docx").name == "nota.docx"


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"Basic/Standard/Module1.xml": "<x/>"}, "holds macros"),
        ({"Scripts/python/kwaad.py": "1"}, "holds macros"),
    ],
)
def test_an_open_document_with_macros_is_refused(parts, says):
    assert says in refusal_of(odt_bytes(**parts), "nota.odt")


def test_an_open_document_that_is_locked_is_refused():
    content = repacked(
        odt_bytes(), {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    )

    assert "locked with a password" in refusal_of(content, "nota.odt")


def test_an_archive_with_a_locked_part_is_refused():
    content = bytearray(odt_bytes())
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        flags = content.index(start) + (6 if start == b"PK\x03\x04" else 8)
        content[flags] |= 1

    assert "locked with a password" in refusal_of(bytes(content), "nota.odt")


def test_another_archive_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("kwaad.exe", b"MZ")

    assert "is not a text document" in refusal_of(stream.getvalue(), "nota.docx")


def test_a_zip_bomb_is_refused():
    content = repacked(
        docx_bytes(("p", "Een nota")), {"word/media/groot.bin": b"\x00" * 30_000_000}
    )

    assert len(content) < 100_000
    assert "far too large when it is opened" in refusal_of(content, "nota.docx")


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    content = bytearray(repacked(odt_bytes(), {"groot.bin": b"\x00" * 30_000_000}))
    said = (30_000_000).to_bytes(4, "little")
    while said in content:
        place = content.index(said)
        content[place : place + 4] = (10).to_bytes(4, "little")

    assert "is damaged" in refusal_of(bytes(content), "nota.odt")


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr("draaischijf.documents.packages.MAX_PARTS", 2)

    assert "far too large" in refusal_of(odt_bytes(), "nota.odt")


def test_parts_that_unpack_beyond_the_limit_are_refused(monkeypatch):
    from draaischijf.documents import packages

    monkeypatch.setattr(packages, "_check_size", lambda *given: None)
    monkeypatch.setattr(packages, "MAX_UNPACKED", 10)

    assert "far too large" in refusal_of(odt_bytes(), "nota.odt")


# -- Names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\bo\\Nota's 2026.docx", "Nota's 2026.docx"),
        ("verslag\u202egpj.exe", "verslaggpj.exe"),
        ("  twee   spaties .pdf", "twee spaties .pdf"),
        ('een"<b>.pdf', "een_b_.pdf"),
        ("regel\r\nX-Kwaad: 1.pdf", "regelX-Kwaad_ 1.pdf"),
        (".verborgen", "verborgen"),
        ("...", "attachment"),
        ("", "attachment"),
        ("a" * 200 + ".pdf", "a" * 110 + ".pdf"),
    ],
)
def test_names_are_cleaned(name, cleaned):
    assert uploads.cleaned_name(name) == cleaned


@given(st.text(max_size=400))
@settings(max_examples=300)
def test_a_cleaned_name_is_always_short_and_safe(name):
    cleaned = uploads.cleaned_name(name)

    assert 1 <= len(cleaned) <= 120
    assert not set(cleaned) & set('<>:"|?*\\/\r\n\x00\u202e')
    assert uploads.cleaned_name(cleaned) == cleaned


STARTS = [
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"%PDF-",
    b"",
]


@given(st.sampled_from(STARTS), st.binary(max_size=300))
@settings(max_examples=300)
def test_any_bytes_at_all_are_taken_or_refused_with_a_sentence(start, rest):
    judged = outcome_of(start + rest)

    assert judged in uploads.LABELS or judged.startswith("iets.pdf")


def outcome_of(content):
    try:
        return check(content, "iets.pdf").content_type
    except UploadRefused as refused:
        return refused.message


# -- Keeping and forgetting ---------------------------------------------------------


@pytest.mark.django_db
def test_a_stored_file_has_a_random_name_and_says_what_it_is():
    upload = SimpleUploadedFile("verslag juni.pdf", pdf_bytes())

    stored = uploads.store_upload(upload, partnership_id=3)

    assert stored.name == "verslag juni.pdf"
    assert "verslag" not in stored.file.name
    assert set(stored.file.name.rsplit("/", 1)[-1]) <= set(string.hexdigits + "-")
    assert stored.file.read() == pdf_bytes()
    assert (stored.size, stored.content_type) == (len(pdf_bytes()), "application/pdf")
    assert len(stored.sha256) == 64
    assert StoredFile.objects.get().partnership_id == 3


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing_behind():
    upload = SimpleUploadedFile("verslag.pdf", b"MZ no")

    with pytest.raises(UploadRefused):
        uploads.store_upload(upload, partnership_id=3)

    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_files_that_nothing_refers_to_are_forgotten_after_a_while(
    django_capture_on_commit_callbacks,
):
    abandoned, imported, recent = (
        uploads.store_upload(
            SimpleUploadedFile(f"{number}.pdf", pdf_bytes()), partnership_id=1
        )
        for number in range(3)
    )
    now = timezone.now()
    long_ago = now - datetime.timedelta(days=3)
    StoredFile.objects.exclude(pk=recent.pk).update(uploaded=long_ago)
    ImportRun.objects.create(
        partnership_id=1, file_name="1.pdf", sha256="", stored_file=imported
    )
    storage = abandoned.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        for stored in uploads.abandoned(now - datetime.timedelta(days=1)):
            uploads.forget(stored)

    assert set(StoredFile.objects.all()) == {imported, recent}
    assert not storage.exists(abandoned.file.name)
    assert storage.exists(imported.file.name)
