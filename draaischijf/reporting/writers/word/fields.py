"""What an office may write in its Word template, and whether a template keeps to it.

A template is somebody's file. Only plain fields such as {{ titel }} are taken: no
statements, no filters, nothing that computes. So nothing in a template can run.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import jinja2
from django.utils.translation import gettext as _t
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import nodes
from lxml import etree

from draaischijf.reporting.writers.word.markup import W

BODY = "inhoud"
FIELDS = (
    "titel",
    "ondertitel",
    "afzender",
    "datum",
    "status",
    "adresregel",
    "jaar",
    BODY,
)
# The text of a template, without its pictures.
MAX_PART = 2_000_000
# Who wrote more than this mends these first.
MOST_PROBLEMS = 20
_TAG = f"{{{W}}}"
_MARK = re.compile(
    # No brace within: an open mark is then found open without reading to the end.
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}|\{\{|\}\}|\{%|%\}|\{#|#\}"
)
_FIELD = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
_BROKEN = (
    OpcError,
    KeyError,
    ValueError,
    AttributeError,
    NotImplementedError,
    OSError,
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)


class TemplateRefused(Exception):  # noqa: N818 it says what happened to the file
    """A template that cannot be used; each problem is a sentence with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph of the template and where it stands."""

    text: str
    place: str
    # May the document itself go here: a paragraph of the text, not inside anything.
    is_free: bool


def known_fields() -> str:
    """Return the fields as one writes them, for in a sentence."""
    return ", ".join(f"{{{{ {name} }}}}" for name in FIELDS)


def check(content: bytes) -> None:
    """Judge a template. Raises TemplateRefused with everything that is wrong.

    Nothing of it is run: the fields are only read.
    """
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
        if template.docx.element.find(f"{_TAG}body") is None:
            raise _unopenable()  # another part stands where the document should
        lines = list(_lines(template.docx))
        sources = list(_sources(template))
    except _BROKEN as error:
        raise _unopenable() from error
    if any(len(source) > MAX_PART for source in sources):
        raise TemplateRefused(
            [_t("The template holds far too much text. Leave only the frame in it.")]
        )
    found = (problem for line in lines for problem in _problems_in(line))
    problems = list(islice(found, MOST_PROBLEMS))
    problems += _about_body(lines)
    if not problems:
        # What Word hides between its letters is read as docxtpl will read it.
        problems = [one for source in sources for one in _hidden(template, source)]
    if problems:
        raise TemplateRefused(list(dict.fromkeys(problems)))


def _unopenable() -> TemplateRefused:
    return TemplateRefused(
        [_t("The template cannot be opened. Save it in Word as .docx once more.")]
    )


def _problems_in(line: _Line) -> Iterator[str]:
    for match in _MARK.finditer(line.text):
        mark = match[0]
        named = _FIELD.fullmatch(mark)
        where = {"mark": " ".join(mark.split())[:80], "place": line.place}
        if named and named[1] not in FIELDS:
            said = _t(
                "The template uses %(mark)s (%(place)s), which we do not know. We "
                "know: %(known)s."
            )
            yield said % {**where, "known": known_fields()}
        elif mark.startswith(("{%", "{#")) and len(mark) > 2:
            said = _t(
                "The template holds %(mark)s (%(place)s): an instruction. Only "
                "fields are possible; take it out."
            )
            yield said % where
        elif not named and mark.startswith("{{") and len(mark) > 2:
            said = _t(
                "The template holds %(mark)s (%(place)s): a field is one word, such "
                "as {{ titel }}. Write it like that."
            )
            yield said % where
        elif not named:
            said = _t(
                "A field is not closed or not opened: “%(near)s” (%(place)s). Write it "
                "as {{ titel }}, with two braces on both sides."
            )
            yield said % {"near": _around(line.text, match), "place": line.place}


def _around(text: str, match: re.Match[str]) -> str:
    return " ".join(text[max(0, match.start() - 25) : match.end() + 25].split())


def _about_body(lines: list[_Line]) -> list[str]:
    """The document must have one place to go, and room there."""
    holding = [line for line in lines if BODY in _FIELD.findall(line.text)]
    if not holding:
        return [
            _t(
                "The template has no {{ inhoud }}: the place where the document goes. "
                "Put it on a line by itself."
            )
        ]
    if len(holding) > 1:
        return [_t("The template has {{ inhoud }} more than once. Leave one.")]
    alone = _FIELD.fullmatch(holding[0].text.strip())
    if not holding[0].is_free or not alone:
        return [
            _t(
                "{{ inhoud }} must stand on a line by itself in the text, not in a "
                "table, a text box, a header or a footer (%(place)s)."
            )
            % {"place": holding[0].place}
        ]
    return []


def _lines(document: Any) -> Iterator[_Line]:
    body = document.element.body
    for number, one in enumerate(body.iter(f"{_TAG}p"), 1):
        is_free = one.getparent() is body and one.find(f".//{_TAG}sectPr") is None
        place = _t("line %(number)s") % {"number": number}
        yield _Line(_words(one), place, is_free)
    for name, root in _beside(document):
        for one in root.iter(f"{_TAG}p"):
            yield _Line(_words(one), name, is_free=False)
    properties = document.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        place = _t("document properties")
        yield _Line(getattr(properties, name) or "", place, is_free=False)


def _beside(document: Any) -> Iterator[tuple[str, Any]]:
    """Headers, footers and notes, with their names."""
    names = {
        "header": _t("header"),
        "footer": _t("footer"),
        "footnotes": _t("footnotes"),
    }
    for part in document.part.package.parts:
        kind = re.fullmatch(r"/word/(header|footer|footnotes)\d*\.xml", part.partname)
        if kind:
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
            yield names[kind[1]], root


def _words(element: Any) -> str:
    """Return the text of a paragraph, without what boxes inside it hold."""
    return "".join(
        one.text or ("\t" if one.tag == f"{_TAG}tab" else "")
        for one in element.iter(f"{_TAG}t", f"{_TAG}tab")
        if next(one.iterancestors(f"{_TAG}p"), None) is element
    )


def _sources(template: DocxTemplate) -> Iterator[str]:
    """Every text that docxtpl will hand to jinja2, before it is patched."""
    yield template.get_xml()
    for part in template.docx.part.package.parts:
        if re.fullmatch(r"/word/(?:header|footer|footnotes)\d*\.xml", part.partname):
            yield part.blob.decode("utf-8", "replace")


def _hidden(template: DocxTemplate, source: str) -> Iterator[str]:
    try:
        tree = jinja2.Environment(autoescape=True).parse(template.patch_xml(source))
    except jinja2.TemplateSyntaxError as error:
        yield _t(
            "A field in the template cannot be read (%(why)s). Type the fields again, "
            "each as {{ titel }}."
        ) % {"why": error.message}
        return
    for node in tree.find_all(nodes.Node):
        is_plain = isinstance(node, nodes.Output | nodes.TemplateData)
        is_field = isinstance(node, nodes.Name) and node.name in FIELDS
        if not is_plain and not is_field:
            yield _t(
                "The template holds something else than plain fields. Type the fields "
                "again, each as {{ titel }}."
            )
            return
