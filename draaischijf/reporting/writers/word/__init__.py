"""A document as DOCX: the frame of the house, with the document set in its styles.

docxtpl fills in the few fields of the template, in a sandbox and with everything
escaped; the document itself goes in where {{ inhoud }} stands.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

from draaischijf.reporting.content import Content, Text
from draaischijf.reporting.writers.manuscript import Manuscript, manuscript
from draaischijf.reporting.writers.style import Style
from draaischijf.reporting.writers.word import fields, styles
from draaischijf.reporting.writers.word.body import Body
from draaischijf.reporting.writers.word.contents import contents_list
from draaischijf.reporting.writers.word.default import template_for
from draaischijf.reporting.writers.word.fields import FIELDS
from draaischijf.reporting.writers.word.markup import EMU_PER_TWIP, NAMESPACES

__all__ = ["FIELDS", "starting_template", "write"]

_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_PAPER = {
    "page_width": Mm(210),
    "page_height": Mm(297),
    "left_margin": Mm(25),
    "right_margin": Mm(25),
    "top_margin": Mm(25),
    "bottom_margin": Mm(25),
}


def write(
    content: Content, style: Style, told: Callable[[int], None] | None = None
) -> bytes:
    """Return the document as DOCX; `told` hears how many blocks are set.

    Raises TemplateRefused when the template of the house cannot be used.
    """
    script = manuscript(content)
    if style.template:
        fields.check(style.template)
    template = DocxTemplate(io.BytesIO(template_for(style, script)))
    template.init_docx()
    place = f"inhoud-{uuid.uuid4().hex}"
    given = _given(script, style)
    _drop_empty_lines(template.docx, _needed(template.docx, script, given))
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    template.render({**given, fields.BODY: place}, environment)
    document = template.docx
    _give_pages(document)
    if content.is_landscape:
        _turn(document)
    width = _text_width(document)
    body = Body(document, script, style, styles.ready(document, style), width)
    _set_whole(body, script, told)
    _put_in(document, place, body.xml)
    _describe(document, script)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _given(script: Manuscript, style: Style) -> dict[str, str]:
    content = script.content
    return {
        "titel": content.title,
        "ondertitel": " ".join(content.subtitle.split()),
        "afzender": " ".join(content.sender.split()),
        "datum": script.date,
        "status": " ".join(content.status.split()),
        "adresregel": style.address_line,
        "jaar": str(content.date.year) if content.date else "",
    }


def _set_whole(
    body: Body, script: Manuscript, told: Callable[[int], None] | None
) -> None:
    """Set facts, blocks and abbreviations, and the contents list before the blocks."""
    content = script.content
    body.facts(content.facts)
    start = len(body.xml)
    body.add_all(content.blocks, told)
    if content.abbreviations:
        title = script.words.abbreviations
        body.end_matter(title)
        body.facts(list(content.abbreviations.items()))
    if content.has_contents_list:
        listed = contents_list(
            body.headings,
            script.depth,
            script.words.contents,
            body.names,
            body.width,
        )
        if listed:
            before = len(body.xml)
            body.new_page()
            listed += body.xml[before:]
            del body.xml[before:]
        body.xml[start:start] = listed
    if not body.xml:
        body.text(Text("–"))


def _put_in(document: Any, place: str, xml: list[str]) -> None:
    """Replace the paragraph that holds `place` by the document."""
    body = document.element.body
    for one in body.iterchildren(qn("w:p")):
        if "".join(text.text or "" for text in one.iter(qn("w:t"))).strip() == place:
            made = parse_xml(f"<w:body {NAMESPACES}>{''.join(xml)}</w:body>")
            at = body.index(one)
            body.remove(one)
            body[at:at] = list(made)
            return
    # The template was checked: this cannot be.
    raise fields.TemplateRefused(["{{ inhoud }}"])


def _needed(document: Any, script: Manuscript, given: dict[str, str]) -> dict[str, str]:
    """Return the fields without a date of its own where the status says it already."""
    words = "".join(text.text or "" for text in document.element.body.iter(qn("w:t")))
    if "status" in _FIELD.findall(words):
        return {**given, "datum": script.cover_date}
    return given


def _drop_empty_lines(document: Any, given: dict[str, str]) -> None:
    """Take out lines of the template that would only show fields without a value."""
    for one in list(document.element.body.iterchildren(qn("w:p"))):
        words = "".join(text.text or "" for text in one.iter(qn("w:t")))
        named = _FIELD.findall(words)
        is_alone = not _FIELD.sub("", words).strip()
        is_section_end = one.find(f".//{qn('w:sectPr')}") is not None
        is_empty = all(name in given and not given[name] for name in named)
        if named and is_alone and is_empty and not is_section_end:
            one.getparent().remove(one)


def _give_pages(document: Any) -> None:
    """Give A4 and its margins to a template that says nothing of its paper."""
    body = document.element.body
    if not document.sections:
        body.append(parse_xml(f"<w:sectPr {NAMESPACES}/>"))
    for section in document.sections:
        for name, length in _PAPER.items():
            if getattr(section, name) is None:
                setattr(section, name, length)


def _turn(document: Any) -> None:
    """Lay every section on its side."""
    for section in document.sections:
        if section.page_width < section.page_height:
            section.page_width, section.page_height = (
                section.page_height,
                section.page_width,
            )
            section.orientation = WD_ORIENT.LANDSCAPE


def _text_width(document: Any) -> int:
    section = document.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    return int(width) // EMU_PER_TWIP


def _describe(document: Any, script: Manuscript) -> None:
    """Say what it is, whose, and in which language, for who searches or listens."""
    content = script.content
    about = document.core_properties
    about.title = content.title[:255]
    about.author = content.sender[:255]
    about.subject = content.subtitle[:255]
    about.language = script.language_tag
    about.comments = ""
    about.keywords = ""
    about.last_modified_by = content.sender[:255]
    defaults = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    if defaults is None:
        return
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = parse_xml(f"<w:lang {NAMESPACES}/>")
        defaults.append(language)
    language.set(qn("w:val"), script.language_tag)


def starting_template(style: Style) -> bytes:
    """Return our own template in the colours of a house, whatever it uploaded."""
    empty = manuscript(Content("", ""))
    return template_for(replace(style, template=None), empty)
