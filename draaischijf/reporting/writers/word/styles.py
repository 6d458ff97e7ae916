"""The styles a document uses: those of the template, and ours where it has none.

A style is found by its name, for Word keeps the English name of its own styles in every
language. What a template lacks is added in plain relative terms, so that it takes the
fonts of the house.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml

from draaischijf.reporting.writers.style import INK, LINE, SOFT, Style
from draaischijf.reporting.writers.word.markup import NAMESPACES, W

FONT = "Arial"
_TAG = f"{{{W}}}"


@dataclass(frozen=True, slots=True)
class Look:
    """A style in the words of Word; sizes in half points, distances in twips."""

    kind: str = "paragraph"
    based_on: str = "Normal"
    para: str = ""
    text: str = ""
    table: str = ""
    following: str = ""


def _size(half: int) -> str:
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value.lstrip("#")}"/>'


def _spacing(before: int, after: int, line: int = 0) -> str:
    rule = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'


def _line(side: str, colour: str, width: int, space: int = 0) -> str:
    return (
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" '
        f'w:color="{colour.lstrip("#")}"/>'
    )


_BOLD = "<w:b/><w:bCs/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_HANGING = '<w:ind w:left="2438" w:hanging="2438"/>'
_STOP = '<w:tabs><w:tab w:val="left" w:pos="2438"/></w:tabs>'


def looks(style: Style) -> dict[str, Look]:
    """Return every style a document may use, by its name in Word."""
    return _headings(style) | _lists(style) | _text(style) | _tables(style)


def _headings(style: Style) -> dict[str, Look]:
    house, under, head = style.colour, _under(style), "Normal"
    return {
        "heading 1": Look(
            para=_KEEP + under + _spacing(400, 160, 240) + '<w:outlineLvl w:val="0"/>',
            text=_BOLD + _colour(house) + _size(34),
            following=head,
        ),
        "heading 2": Look(
            para=_KEEP + _spacing(360, 120, 240) + '<w:outlineLvl w:val="1"/>',
            text=_BOLD + _colour(house) + _size(27),
            following=head,
        ),
        "heading 3": Look(
            para=_KEEP + _spacing(280, 100, 240) + '<w:outlineLvl w:val="2"/>',
            text=_BOLD + _colour(house) + _size(23),
            following=head,
        ),
        "heading 4": Look(
            para=_KEEP + _spacing(240, 80, 240) + '<w:outlineLvl w:val="3"/>',
            text=_BOLD + _colour(INK) + _size(21),
            following=head,
        ),
    }


def _lists(style: Style) -> dict[str, Look]:
    house, under = style.colour, _under(style)
    return {
        "List Bullet": Look(para="<w:contextualSpacing/>"),
        "List Number": Look(para="<w:contextualSpacing/>"),
        "TOC Heading": Look(
            para=_KEEP + under + _spacing(400, 120, 240),
            text=_BOLD + _colour(house) + _size(34),
        ),
        "toc 1": Look(para=_spacing(110, 20, 252), text=_BOLD),
        "toc 2": Look(para=_spacing(0, 20, 252) + '<w:ind w:left="284"/>'),
        "toc 3": Look(para=_spacing(0, 20, 252) + '<w:ind w:left="567"/>'),
        "toc 4": Look(para=_spacing(0, 20, 252) + '<w:ind w:left="851"/>'),
    }


def _text(style: Style) -> dict[str, Look]:
    house = style.colour
    beside = f"<w:pBdr>{_line('left', style.accent, 12, 10)}</w:pBdr>"
    return {
        "Draaischijf inleiding": Look(
            para=_spacing(0, 160, 300), text=_colour(INK) + _size(24)
        ),
        "Draaischijf klein": Look(text=_colour(SOFT) + _size(18)),
        "Draaischijf gegevens": Look(
            para="<w:keepNext/>" + _STOP + _spacing(0, 30) + _HANGING,
            text=_size(19),
        ),
        "Draaischijf logboek": Look(
            para="<w:keepLines/>" + _STOP + _spacing(30, 70) + _HANGING, text=_size(19)
        ),
        "Draaischijf bijschrift": Look(
            para=_KEEP + _spacing(200, 80),
            text=_BOLD + _colour(INK) + _size(19),
        ),
        "Draaischijf label": Look(
            para=_KEEP + _spacing(140, 60), text=_BOLD + _colour(house) + _size(19)
        ),
        "Draaischijf redactie": Look(para=beside + '<w:ind w:left="284"/>'),
    }


def _tables(style: Style) -> dict[str, Look]:
    house = style.colour
    return {
        "Draaischijf tabeltekst": Look(para=_spacing(50, 50, 252), text=_size(18)),
        "Draaischijf tabelkop": Look(
            para="<w:keepNext/>" + _spacing(50, 60, 240),
            text=_BOLD + _colour(house) + _size(17),
        ),
        "Draaischijf ruimte": Look(
            para=(
                '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
            ),
            text=_size(8),
        ),
        "Draaischijf tabel": Look(
            kind="table",
            based_on="Normal Table",
            table=_table_look(house),
        ),
    }


def _under(style: Style) -> str:
    return f"<w:pBdr>{_line('bottom', style.accent, 6, 4)}</w:pBdr>"


def _table_look(house: str) -> str:
    borders = _line("bottom", LINE, 4) + _line("insideH", LINE, 4)
    head = f"<w:tcBorders>{_line('bottom', house, 8)}</w:tcBorders>"
    return (
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="113" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{head}</w:tcPr></w:tblStylePr>'
    )


def as_style(name: str, identifier: str, look: Look, based_on: str) -> str:
    """Return the definition of a style."""
    custom = ' w:customStyle="1"' if name.startswith("Draaischijf") else ""
    parts = f'<w:name w:val="{name}"/>'
    if based_on:
        parts += f'<w:basedOn w:val="{based_on}"/>'
    if look.following and based_on:
        parts += f'<w:next w:val="{based_on}"/>'
    parts += "<w:qFormat/>" if look.kind == "paragraph" else ""
    if look.para:
        parts += f"<w:pPr>{look.para}</w:pPr>"
    if look.text:
        parts += f"<w:rPr>{look.text}</w:rPr>"
    parts += look.table
    return (
        f'<w:style {NAMESPACES} w:type="{look.kind}"{custom} '
        f'w:styleId="{identifier}">{parts}</w:style>'
    )


def ready(document: Any, style: Style) -> Mapping[str, str]:
    """Add what the template lacks; return the identifier of every style by name."""
    element = document.styles.element
    known: dict[str, str] = {}
    taken: set[str] = set()
    for one in element.iter(f"{_TAG}style"):
        named = one.find(f"{_TAG}name")
        identifier = one.get(f"{_TAG}styleId", "")
        taken.add(identifier)
        if named is not None:
            known.setdefault(named.get(f"{_TAG}val", "").lower(), identifier)
    found: dict[str, str] = {"Normal": known.get("normal", "")}
    for name, look in looks(style).items():
        identifier = known.get(name.lower(), "")
        if not identifier:
            identifier = _free(name, taken)
            base = known.get(look.based_on.lower(), "")
            element.append(parse_xml(as_style(name, identifier, look, base)))
        found[name] = identifier
    return found


def _free(name: str, taken: set[str]) -> str:
    wanted = "".join(word[0].upper() + word[1:] for word in name.split())
    identifier, count = wanted, 1
    while identifier in taken:
        count += 1
        identifier = f"{wanted}{count}"
    taken.add(identifier)
    return identifier
