"""What a DOCX paragraph or run looks like once its styles are followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from draaischijf.documents.readers.runs import ordinary_colour

_HEADING_NAME = re.compile(r"(?:heading|kop|titre|überschrift) ?([1-9])")
_TITLE_NAMES = frozenset({"title", "titel"})
_VAL = qn("w:val")
MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    bold: bool = False
    italic: bool = False
    colour: str | None = None

    def with_properties(self, properties: etree._Element | None) -> Look:
        """Return the look after the run properties of one level are laid over it."""
        if properties is None:
            return self
        bold, italic = _switch(properties, "w:b"), _switch(properties, "w:i")
        colour = properties.find(qn("w:color"))
        return Look(
            self.bold if bold is None else bold,
            self.italic if italic is None else italic,
            self.colour if colour is None else ordinary_colour(colour.get(_VAL)),
        )


@dataclass(frozen=True, slots=True)
class Item:
    level: int
    marker: str


class Styles:
    """The styles part: looks, headings and lists by style, base styles followed."""

    def __init__(self, element: etree._Element) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style for style in element.iter(qn("w:style"))
        }
        self._default = next(
            (
                style_id
                for style_id, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph"
                and style.get(qn("w:default")) in {"1", "true"}
            ),
            None,
        )
        self._looks: dict[str | None, Look] = {}

    def chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Yield a style and those it is based on, itself first."""
        for _ in range(MAX_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            based_on = style.find(qn("w:basedOn"))
            style_id = None if based_on is None else based_on.get(_VAL)

    def of_paragraph(self, paragraph: etree._Element) -> str | None:
        """Return the id of the style of a paragraph."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._default if style is None else style.get(_VAL)

    def look_of_paragraph(self, paragraph: etree._Element) -> Look:
        """Return how text in a paragraph looks where its runs say nothing."""
        return self._look(self.of_paragraph(paragraph), Look())

    def look_of_run(self, run: etree._Element, base: Look) -> Look:
        """Return how a run looks inside a paragraph that looks like `base`."""
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return base
        style = properties.find(qn("w:rStyle"))
        if style is not None:
            base = self._look(style.get(_VAL), base)
        return base.with_properties(properties)

    def _look(self, style_id: str | None, base: Look) -> Look:
        if base == Look() and style_id in self._looks:
            return self._looks[style_id]
        look = base
        for style in reversed(list(self.chain(style_id))):
            look = look.with_properties(style.find(qn("w:rPr")))
        if base == Look():
            self._looks[style_id] = look
        return look

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """Return the level of a heading, by style name or outline level, or None."""
        outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        for style in self.chain(self.of_paragraph(paragraph)):
            name = style.find(qn("w:name"))
            shown = "" if name is None else (name.get(_VAL) or "").lower()
            if found := _HEADING_NAME.fullmatch(shown):
                return int(found[1])
            if shown in _TITLE_NAMES:
                return 1
            if outline is None:
                outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        level = -1 if outline is None else _whole(outline.get(_VAL), 9)
        return level + 1 if 0 <= level < 9 else None

    def numbering_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """Return the list a paragraph belongs to and its depth in it, or None."""
        owners = [paragraph, *self.chain(self.of_paragraph(paragraph))]
        depth: int | None = None
        for owner in owners:
            properties = owner.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is None:
                continue
            own_depth = properties.find(qn("w:ilvl"))
            if depth is None and own_depth is not None:
                depth = _whole(own_depth.get(_VAL), 0)
            number = properties.find(qn("w:numId"))
            if number is not None:
                found = number.get(_VAL) or "0"
                return None if found == "0" else (found, min(depth or 0, 8))
        return None


class Numbering:
    """The lists of a document, counted as Word counts them."""

    def __init__(self, element: etree._Element | None) -> None:
        self._formats: dict[str, dict[int, str]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if element is None:
            return
        abstract = {
            number.get(qn("w:abstractNumId")): number
            for number in element.iter(qn("w:abstractNum"))
        }
        for number in element.iter(qn("w:num")):
            target = number.find(qn("w:abstractNumId"))
            levels = abstract.get(None if target is None else target.get(_VAL))
            if levels is not None:
                number_id = number.get(qn("w:numId")) or ""
                self._formats[number_id] = dict(_level_formats(levels))

    def item_of(self, paragraph: etree._Element, styles: Styles) -> Item | None:
        """Count a paragraph in and return its place in a list, or None outside one."""
        found = styles.numbering_of(paragraph)
        if found is None:
            return None
        number_id, depth = found
        counts = self._counts.setdefault(number_id, {})
        counts[depth] = counts.get(depth, 0) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        kind = self._formats.get(number_id, {}).get(depth, "bullet")
        return Item(depth + 1, _marker(kind, counts[depth]))


def _level_formats(levels: etree._Element) -> Iterator[tuple[int, str]]:
    for level in levels.iter(qn("w:lvl")):
        shown = level.find(qn("w:numFmt"))
        depth = _whole(level.get(qn("w:ilvl")), 0)
        yield depth, "bullet" if shown is None else shown.get(_VAL) or "bullet"


def _marker(kind: str, count: int) -> str:
    if kind in {"bullet", "none"}:
        return "-"
    if kind in {"lowerLetter", "upperLetter"} and count <= 26:
        letter = chr(ord("a") + count - 1)
        return (letter if kind == "lowerLetter" else letter.upper()) + "."
    return f"{count}."


def _switch(properties: etree._Element, tag: str) -> bool | None:
    element = properties.find(qn(tag))
    if element is None:
        return None
    return element.get(_VAL) not in {"0", "false", "off"}


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else otherwise
