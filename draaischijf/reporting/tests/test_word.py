"""Word: real headings, tables, words for pictures, in the template of the house."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import pdfplumber
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from draaischijf.reporting.content import (
    Cell,
    Column,
    Content,
    Heading,
    PageBreak,
    Table,
    Text,
)
from draaischijf.reporting.tests.test_pdf import PNG
from draaischijf.reporting.tests.trees import whole
from draaischijf.reporting.writers import Style, TemplateRefused, word, write
from draaischijf.reporting.writers.word import starting_template


def opened(content, style=None):
    return Document(io.BytesIO(write(content, "docx", style or Style())))


def template_with(*lines, header="", prepare=None):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if prepare:
        prepare(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def lines_of(document):
    return [one.text for one in document.paragraphs]


def test_headings_are_headings_with_their_codes():
    made = opened(whole())

    found = [
        (one.style.name, one.text)
        for one in made.paragraphs
        if one.style.name.lower().startswith("heading")
    ]
    assert found == [
        ("Heading 1", "Vooraf"),
        ("Heading 1", "SD 1\u2002Iedereen woont goed"),
        ("Heading 2", "OD 1.1\u2002Een dak dat past"),
        ("Heading 1", "Afkortingen"),
    ]


def test_tables_have_a_head_that_repeats_and_rows_that_stay_whole():
    made = opened(whole())

    (table,) = [one for one in made.tables if "Actie" in one.cell(0, 0).text]
    head, first = table.rows[0], table.rows[1]
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert first._tr.trPr.find(qn("w:cantSplit")) is not None
    assert first.cells[0].text == "● nieuw\nWoonoverleg\nIn drie gemeenten"
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
    assert widths[0] == pytest.approx(3 * widths[1], abs=3)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == (
        "Wat gepland was"
    )
    assert table.cell(1, 1).paragraphs[0].alignment is not None


def test_a_long_row_may_break():
    long = Table((Column("Wat"),), ((Cell("woord " * 400),),))

    made = opened(Content("x", "T", blocks=(long,)))

    assert made.tables[0].rows[1]._tr.trPr is None


def test_pictures_have_words():
    made = opened(whole())

    words = [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))]
    assert words == ["Acties naar stand: nieuw 12, bestendigd 22."]


def test_the_contents_list_is_a_field_with_its_entries():
    xml = opened(whole()).element.body.xml

    assert re.search(r'TOC \\o "1-4" \\h \\z \\u', xml)
    marks = set(re.findall(r'w:anchor="(_Toc\d+)"', xml))
    assert len(marks) == 4
    assert marks == set(re.findall(r'w:name="(_Toc\d+)"', xml))
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')


def test_without_a_contents_list_there_is_none():
    assert "TOC" not in opened(whole(has_contents_list=False)).element.body.xml
    assert "TOC" not in opened(Content("x", "T", has_contents_list=True)).element.xml


def test_a_document_without_blocks_still_opens():
    assert "–" in lines_of(opened(Content("x", "Leeg")))


def test_lists_are_lists_and_numbers_start_again():
    content = Content("x", "T", blocks=(Text("1. a\n2. b"), Text("1. c\n\n- d")))

    made = opened(content)

    numbers = [
        one._p.pPr.numPr.numId.val
        for one in made.paragraphs
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    ]
    assert len(set(numbers)) == 3
    assert numbers[0] == numbers[1]


def test_it_says_its_title_sender_and_language():
    made = opened(whole())

    about = made.core_properties
    assert (about.title, about.author, about.language) == (
        "Jaarverslag 2026",
        "Welzijnsoverleg Durmeland",
        "nl-BE",
    )
    (language,) = made.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "nl-BE"


def test_page_numbers_stand_in_the_foot():
    made = opened(whole(), Style(address_line="Marktplein 1"))

    foot = made.sections[0].footer
    assert [one.text for one in foot.paragraphs] == ["Marktplein 1\t1 van 1", "Ontwerp"]
    assert "NUMPAGES" in foot._element.xml


def test_a_page_break_starts_a_new_page():
    made = opened(Content("x", "T", blocks=(Text("a"), PageBreak(), Text("b"))))

    assert made.element.body.xml.count("pageBreakBefore") == 1


def test_landscape_lies_on_its_side_in_our_template_and_in_theirs():
    theirs = Style(template=template_with("{{ inhoud }}"))

    for style in (Style(), theirs):
        (section,) = opened(whole(is_landscape=True), style).sections
        assert section.orientation == WD_ORIENT.LANDSCAPE
        assert section.page_width > section.page_height


def test_lines_without_a_value_are_left_out():
    bare = lines_of(opened(Content("x", "Titel", blocks=(Text("a"),))))

    assert bare == ["Titel", "a"]


def test_our_template_carries_the_logo_with_its_words():
    style = Style(logo=PNG, logo_type="png", logo_text='De "poort"')

    made = opened(Content("x", "Titel"), style)

    words = [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))]
    assert words == ['De "poort"']


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
def test_a_jpeg_without_the_usual_head_is_a_logo_too(mode):
    made = io.BytesIO()
    Image.new(mode, (400, 200)).save(made, "JPEG")
    content = made.getvalue()
    # Cut out the JFIF segment, as the check of an upload does with one of Exif.
    if content[2:4] == b"\xff\xe0":
        content = content[:2] + content[4 + int.from_bytes(content[4:6], "big") :]

    document = opened(
        Content("x", "Titel"), Style(logo=content, logo_type="jpg", logo_text="Poort")
    )

    (extent,) = document.element.body.iter(qn("wp:extent"))
    assert int(extent.get("cx")) == pytest.approx(2 * int(extent.get("cy")), rel=0.01)
    assert starting_template(Style(logo=content, logo_type="jpg"))


@pytest.mark.parametrize("gone", ["w:pgSz", "w:pgMar", "w:sectPr"])
def test_a_template_that_says_nothing_of_its_paper_gets_a4(gone):
    def prepare(document):
        (found,) = document.element.body.iter(qn(gone))
        found.getparent().remove(found)

    template = template_with("{{ inhoud }}", prepare=prepare)

    for is_landscape in (False, True):
        made = opened(whole(is_landscape=is_landscape), Style(template=template))

        (section,) = made.sections
        assert "punt één" in lines_of(made)
        assert (section.page_width > section.page_height) is is_landscape
        assert section.left_margin


def test_the_template_of_the_house_is_filled_in_and_keeps_its_frame():
    def prepare(document):
        document.add_heading("Bijlage", level=1)
        table = document.add_table(rows=1, cols=1)
        table.cell(0, 0).text = "Dossier {{ jaar }}"

    template = template_with(
        "Aan de raad", "{{ titel }} & {{ afzender }}", "{{ ondertitel }}",
        "{{inhoud}}", "Hoogachtend", header="{{ status }} | {{ adresregel }}",
        prepare=prepare,
    )  # fmt: skip
    style = Style(template=template, address_line="Markt <1>")

    made = opened(whole(title="Plan <b> & {{ x }}"), style)

    lines = lines_of(made)
    assert lines[:3] == [
        "Aan de raad",
        "Plan <b> & {{ x }} & Welzijnsoverleg Durmeland",
        "Lokaal sociaal beleid",
    ]
    assert lines[-2:] == ["Hoogachtend", "Bijlage"]
    assert made.tables[-1].cell(0, 0).text == "Dossier 2027"
    assert made.sections[0].header.paragraphs[0].text == "Ontwerp | Markt <1>"
    # the styles of the house are used, ours are added
    names = {one.name for one in made.styles}
    assert "Draaischijf tabel" in names
    vooraf = next(one for one in made.paragraphs if one.text == "Vooraf")
    assert vooraf.style.font.color.rgb != "0F4C5C"


def test_a_template_without_lists_or_defaults_gets_them():
    bare = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template_with("{{ inhoud }}"))) as old,
        zipfile.ZipFile(bare, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "word/numbering.xml":
                continue
            if name.endswith(".rels") or name == "[Content_Types].xml":
                content = re.sub(
                    rb"<(?:Relationship|Override) [^>]*numbering[^>]*/>", b"", content
                )
            if name == "word/styles.xml":
                content = re.sub(
                    rb"<w:docDefaults>.*?</w:docDefaults>",
                    b"",
                    content,
                    flags=re.DOTALL,
                )
            new.writestr(name, content)

    made = opened(whole(), Style(template=bare.getvalue()))

    assert "punt één" in lines_of(made)


def test_a_template_that_cannot_be_used_is_refused():
    with pytest.raises(TemplateRefused, match="inhoud"):
        write(whole(), "docx", Style(template=template_with("niets")))


def test_our_template_to_start_from_is_one_we_take():
    made = word.starting_template(Style(colour="#7a1f3d", template=b"not looked at"))

    word.fields.check(made)
    assert "7A1F3D" in Document(io.BytesIO(made)).styles.element.xml.upper()


def test_progress_is_told():
    heard = []
    blocks = tuple(Heading(f"Kop {number}") for number in range(120))

    write(
        Content("x", "T", blocks=blocks),
        "docx",
        Style(),
        progress=lambda done, doing: heard.append((done, doing)),
    )

    assert [done for done, _ in heard] == [5, 10, 43, 76, 100]
    assert all(doing for _, doing in heard)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_keeps_headings_tables_and_words(tmp_path):
    path = tmp_path / "verslag.docx"
    path.write_bytes(write(whole(), "docx", Style()))

    tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            tagged,
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    with pdfplumber.open(tmp_path / "verslag.pdf") as made:
        text = "\n".join(page.extract_text() for page in made.pages)
        kinds = {one["type"] for one in walked(made.structure_tree)}
    assert re.search(r"Iedereen woont goed\.+ ?\d", text)
    assert {"H1", "H2", "Table", "TH", "TD"} <= kinds
    words = "Acties naar stand: nieuw 12, bestendigd 22.".encode("utf-16-be").hex()
    assert f"/Alt<FEFF{words}>".upper().encode() in (
        (tmp_path / "verslag.pdf").read_bytes().replace(b"/Alt", b"/ALT")
    )


def walked(tree):
    for one in tree:
        yield one
        yield from walked(one.get("children", []))


def test_a_wide_template_gets_wide_tables():
    def prepare(document):
        document.sections[0].left_margin = Mm(10)
        document.sections[0].right_margin = Mm(10)

    content = Content("x", "T", blocks=(Table((Column("a"),), ((Cell("b"),),)),))
    wide = opened(
        content, Style(template=template_with("{{ inhoud }}", prepare=prepare))
    )
    ours = opened(content)

    def width(made):
        return int(made.tables[0]._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w")))

    assert width(wide) > width(ours)
