"""DOCX: what Word shows, with the colours and bold that plans give a meaning.

python-docx opens the package; the tree is walked here, because content controls,
hyperlinks and accepted insertions hold text too. What was deleted with tracked changes,
text boxes and notes are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from draaischijf.documents.blocks import (
    Block,
    Cell,
    Heading,
    ListItem,
    Paragraph,
    Place,
    Row,
    Run,
    Runs,
    Table,
    text_of,
)
from draaischijf.documents.limits import MAX_COLUMNS, Budget, damaged
from draaischijf.documents.readers.runs import tidy
from draaischijf.documents.readers.word_styles import Numbering, Styles

# Inside these the text of a paragraph goes on.
_CARRIERS = frozenset(
    map(
        qn,
        (
            "w:hyperlink",
            "w:ins",
            "w:moveTo",
            "w:smartTag",
            "w:fldSimple",
            "w:sdt",
            "w:sdtContent",
            "w:customXml",
        ),
    )
)
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins")))
_P, _TBL, _TR, _TC, _R = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:r"))
_TEXT_OF_TAG = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
MAX_DEPTH = 40


def read_word(data: bytes, name: str) -> tuple[Block, ...]:
    """Return the blocks of a DOCX file."""
    package = docx.Document(BytesIO(data))
    numbering = None
    for relation in package.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
            # no element where another kind of part stands in its place
            numbering = getattr(relation.target_part, "element", None)
    styles = Styles(package.styles.element)
    reader = _Reader(name, styles, Numbering(numbering))
    body = package.element.find(qn("w:body"))
    if body is None:  # another part stands where the document should
        raise damaged(name)
    return tuple(reader.blocks(body))


@dataclass
class _Reader:
    name: str
    styles: Styles
    numbering: Numbering

    def __post_init__(self) -> None:
        self.budget = Budget(self.name)
        self.paragraphs = 0
        self.tables = 0

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        for element in _unwrapped(body):
            if element.tag == _P:
                self.paragraphs += 1
                block: Block | None = self._paragraph(element)
            elif element.tag == _TBL:
                self.tables += 1
                block = self._table(element)
            else:
                continue
            if block is not None:
                self.budget.block()
                yield block

    def _paragraph(self, element: etree._Element) -> Block | None:
        runs = tidy(self._runs(element))
        # counted even when empty, or the numbers after it would be wrong
        item = self.numbering.item_of(element, self.styles)
        if not runs:
            return None
        place = Place(self.name, paragraph=self.paragraphs)
        text = text_of(runs)
        level = self.styles.heading_level(element)
        if level:
            return Heading(level, text.replace("\n", " "), place, text)
        if item:
            return ListItem(item.level, runs, place, item.marker, text)
        return Paragraph(runs, place, text)

    def _runs(self, paragraph: etree._Element) -> Iterator[Run]:
        base = self.styles.look_of_paragraph(paragraph)
        for element in _carried(paragraph, 0):
            text = "".join(_texts(element))
            if text:
                look = self.styles.look_of_run(element, base)
                yield Run(text, look.bold, look.italic, look.colour)

    # --- tables

    def _table(self, element: etree._Element) -> Table | None:
        rows = []
        for number, tr in enumerate(_unwrapped(element, _TR), start=1):
            cells = tuple(self._cells(tr))
            self.budget.row(cells)
            if not any(cell.runs for cell in cells):
                continue
            place = Place(self.name, table=self.tables, row=number)
            rows.append(Row(cells, place, "\t".join(cell.text for cell in cells)))
        return Table(tuple(rows), rows[0].place) if rows else None

    def _cells(self, row: etree._Element) -> Iterator[Cell]:
        before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        for _ in range(_number(before, MAX_COLUMNS)):
            yield Cell()
        for tc in _unwrapped(row, _TC):
            merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
            yield Cell(covered="above") if goes_on else Cell(self._cell_runs(tc))
            span = tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            for _ in range(_number(span, MAX_COLUMNS) - 1):
                yield Cell(covered="left")

    def _cell_runs(self, cell: etree._Element) -> Runs:
        """Return the text of a cell with its paragraphs on lines, inner tables too."""
        runs: list[Run] = []
        for paragraph in cell.iter(_P):
            item = self.numbering.item_of(paragraph, self.styles)
            inside = list(self._runs(paragraph))
            if inside and item and item.marker != "-":
                runs.append(Run(f"{item.marker} "))
            runs.extend((*inside, Run("\n")))
        return tidy(runs)


def _unwrapped(
    parent: etree._Element, wanted: str | None = None, depth: int = 0
) -> Iterator[etree._Element]:
    """Yield the children, looking through content controls; all or those `wanted`."""
    for child in parent:
        if child.tag in _WRAPPERS and depth < MAX_DEPTH:
            yield from _unwrapped(child, wanted, depth + 1)
        elif wanted is None or child.tag == wanted:
            yield child


def _carried(parent: etree._Element, depth: int) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph in order."""
    for child in parent:
        if child.tag == _R:
            yield child
        elif child.tag in _CARRIERS and depth < MAX_DEPTH:
            yield from _carried(child, depth + 1)


def _texts(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _TEXT_OF_TAG and child.get(qn("w:type")) != "page":
            yield _TEXT_OF_TAG[child.tag]


def _number(element: etree._Element | None, most: int) -> int:
    value = "" if element is None else element.get(qn("w:val")) or ""
    return min(int(value), most) if value.isascii() and value.isdigit() else 0
