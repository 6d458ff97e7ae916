"""The web page: landmarks, words, and nothing that a strict policy refuses."""

from __future__ import annotations

import re

from lxml import html

from draaischijf.reporting.content import Content, Editors, Heading, Text
from draaischijf.reporting.tests.test_pdf import PNG
from draaischijf.reporting.tests.trees import whole
from draaischijf.reporting.writers import Style, file_name, media_type, write
from draaischijf.reporting.writers.web import render_body


def body_of(content, **options):
    return html.fragment_fromstring(render_body(content, **options))


def page_of(content, style=None):
    return html.document_fromstring(write(content, "html", style or Style()).decode())


def test_the_body_asks_for_nothing_a_strict_policy_refuses():
    text = render_body(whole())

    assert not re.search(r"\sstyle\s*=|<style|<script|\son\w+\s*=", text)


def test_headings_start_below_the_title_and_can_be_pointed_at():
    body = body_of(whole())

    heads = [(one.tag, one.text_content()) for one in body.xpath(".//h2|.//h3|.//h4")]
    assert heads == [
        ("h2", "Inhoud"),
        ("h2", "Vooraf"),
        ("h2", "SD 1 Iedereen woont goed"),
        ("h3", "OD 1.1 Een dak dat past"),
        ("h2", "Afkortingen"),
    ]
    links = body.xpath(".//nav//a/@href")
    assert links == ["#vooraf", "#sd1", "#od1"]
    for link in links:
        assert len(body.xpath(f".//*[@id='{link[1:]}']")) == 1


def test_a_level_is_never_skipped_and_no_anchor_is_used_twice():
    heads = (Heading("a", 4, "x"), Heading("b", 4, "x"), Heading("c", 9, "é é"))

    body = body_of(Content("x", "T", blocks=heads))

    found = [(one.tag, one.get("id")) for one in body]
    assert found == [("h2", "x"), ("h3", "x-2"), ("h4", "h-e-e")]


def test_tables_have_heads_captions_and_figures_to_the_right():
    body = body_of(whole())

    table = body.xpath(".//table[caption='Wat gepland was']")[0]
    assert table.xpath(".//th/@scope") == ["col", "col"]
    assert table.xpath("../@tabindex") == ["0"]
    cell = table.xpath(".//tbody/tr[1]/td")[0]
    assert cell.xpath("./span[@class='cell-mark tone-new']/text()") == ["● nieuw"]
    assert cell.xpath(".//strong/text()") == ["Woonoverleg"]
    assert table.xpath(".//tbody/tr[1]/td[2]/@class") == ["number"]


def test_a_chart_has_its_words_and_its_figures():
    (figure,) = body_of(whole()).xpath(".//figure")

    assert figure.xpath("./svg/@role") == ["img"]
    assert figure.xpath("./svg/@aria-label") == [
        "Acties naar stand: nieuw 12, bestendigd 22."
    ]
    assert not figure.xpath("./svg//*[@aria-label or @role]")
    assert figure.xpath(".//table//td/text()") == ["12", "bestendigd", "22"]
    assert not figure.xpath(".//table/caption")


def test_the_path_says_where_it_stands():
    (path,) = body_of(whole()).xpath(".//ol[@class='phases']")

    assert path.xpath("./li/@class") == ["done", "current", "todo", "skipped"]
    assert path.xpath("./li[@aria-current='step']//strong/text()") == ["verzameld"]
    assert [" ".join(one.text_content().split()) for one in path] == [
        "1 opgemerkt 3 mei 2026",
        "2 verzameld nu, 9 mei 2026",
        "3 gebundeld nog te doen",
        "4 geanalyseerd overgeslagen",
    ]


def test_abbreviations_are_explained_where_they_stand():
    body = body_of(whole())

    assert body.xpath(".//abbr/@title") == ["Openbaar Centrum"]
    assert body.xpath(".//h2[@id='abbreviations']/following::dt/text()") == ["OCMW"]


def test_an_editor_finds_where_to_write_and_a_reader_sees_no_empty_place():
    content = Content(
        "x", "T", blocks=(Editors("a", "Woord vooraf"), Editors("b", "Slot", "Tekst."))
    )

    assert not body_of(content).xpath(".//a")
    assert len(body_of(content).xpath(".//section")) == 1
    links = body_of(content, edit_urls={"a": "/a", "b": "/b"}).xpath(".//a")
    assert [(one.get("href"), one.text_content()) for one in links] == [
        ("/a", "Schrijf dit: Woord vooraf"),
        ("/b", "Pas deze tekst aan: Slot"),
    ]


def test_the_file_needs_nothing_else():
    style = Style(
        colour="#7a1f3d",
        logo=PNG,
        logo_type="png",
        logo_text="Stadslogo",
        address_line="Marktplein 1",
    )

    page = page_of(whole(), style)

    assert page.get("lang") == "nl-BE"
    assert page.xpath("//title/text()") == [
        "Jaarverslag 2026 · Welzijnsoverleg Durmeland"
    ]
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    assert not page.xpath("//link | //script | //img[not(starts-with(@src, 'data:'))]")
    assert page.xpath("//header//img/@alt") == ["Stadslogo"]
    (css,) = page.xpath("//style/text()")
    assert "--petrol: #7a1f3d" in css
    assert "url(" not in css
    assert "Marktplein 1" in page.xpath("//footer")[0].text_content()


def test_a_bare_document_has_a_bare_page():
    page = page_of(Content("x", "Titel", blocks=(Text("a"),)))

    assert not page.xpath("//footer | //img | //nav | //time")
    assert page.xpath("//title/text()") == ["Titel"]


def test_a_jpeg_logo_is_named_as_one():
    page = page_of(Content("x", "T"), Style(logo=b"\xff\xd8", logo_type="jpg"))

    assert page.xpath("//img/@src")[0].startswith("data:image/jpeg;base64,")


def test_names_and_kinds_of_files():
    assert file_name(whole(), "docx") == "jaarverslag-2026.docx"
    assert file_name(Content("year_plan", "…"), "pdf") == "year_plan.pdf"
    assert media_type("csv") == "text/csv; charset=utf-8"
