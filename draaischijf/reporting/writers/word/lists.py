"""Bullets and numbers: Word keeps them apart from the text, in a part of its own."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.parts.numbering import NumberingPart

from draaischijf.reporting.writers.word.markup import NAMESPACES, W

_TAG = f"{{{W}}}"
_LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
    '<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl>'
)


class Lists:
    """The lists of one document: bullets share one, every numbered list has its own."""

    def __init__(self, document: Any) -> None:
        self._element = _numbering(document.part)
        abstracts = self._numbers("abstractNum", "abstractNumId")
        self._next_list = max(self._numbers("num", "numId"), default=0) + 1
        first = max(abstracts, default=-1) + 1
        self._bullets, self._figures = first, first + 1
        self._add_abstract(self._bullets, "bullet", "–")
        self._add_abstract(self._figures, "decimal", "%1.")
        self._bullet_list = 0

    def bullets(self) -> str:
        """Return the properties of a paragraph with a bullet."""
        if not self._bullet_list:
            self._bullet_list = self._add_list(self._bullets, restart=False)
        return _properties(self._bullet_list)

    def figures(self) -> str:
        """Return the properties of the paragraphs of one new numbered list."""
        return _properties(self._add_list(self._figures, restart=True))

    def _numbers(self, tag: str, name: str) -> list[int]:
        found = self._element.findall(f"{_TAG}{tag}")
        return [int(one.get(f"{_TAG}{name}", "0")) for one in found]

    def _add_abstract(self, number: int, kind: str, text: str) -> None:
        level = _LEVEL.format(kind=kind, text=text)
        made = parse_xml(
            f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        )
        # The kinds of lists stand before the lists.
        lists = self._element.find(f"{_TAG}num")
        if lists is None:
            self._element.append(made)
        else:
            lists.addprevious(made)

    def _add_list(self, abstract: int, *, restart: bool) -> int:
        number = self._next_list
        self._next_list += 1
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        made = parse_xml(
            f'<w:num {NAMESPACES} w:numId="{number}">'
            f'<w:abstractNumId w:val="{abstract}"/>{again if restart else ""}</w:num>'
        )
        clean_up = self._element.find(f"{_TAG}numIdMacAtCleanup")
        if clean_up is None:
            self._element.append(made)
        else:
            clean_up.addprevious(made)
        return number


def _properties(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _numbering(part: Any) -> Any:
    """Return the root of the part with lists, made if the template has none."""
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    made = NumberingPart(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        parse_xml(f"<w:numbering {NAMESPACES}/>"),
        part.package,
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element
