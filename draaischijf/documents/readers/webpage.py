"""HTML pages: the words, headings, lists and tables of them, and nothing that runs."""

from __future__ import annotations

import re

from lxml import etree, html

from draaischijf.documents.blocks import (
    Block,
    Cell,
    Heading,
    ListItem,
    Paragraph,
    Place,
    Row,
    Run,
    Table,
    text_of,
)
from draaischijf.documents.limits import MAX_COLUMNS, Budget
from draaischijf.documents.readers.markup import (
    BLOCK_TAGS,
    DROPPED_TAGS,
    PLAIN,
    Style,
    parser,
    runs_of_element,
    style_of,
)
from draaischijf.documents.readers.runs import tidy

_HEADING = re.compile(r"h([1-6])")
MAX_ROW_SPAN = 500


def read_webpage(text: str, name: str, *, first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of a page; `first_line` is where it begins in a larger file."""
    if not text.strip():
        return ()
    # A declared encoding would contradict the text, which is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    root = html.document_fromstring(text, parser=parser(), ensure_head_body=True)
    page = _Page(name, Budget(name), first_line - 1)
    page.walk(root, PLAIN)
    page.flush(root)
    return tuple(page.blocks)


def table_of_markup(markup: str, place: Place, budget: Budget) -> Table | None:
    """Return the table in a fragment whose first line stands at `place`, or None."""
    root = html.fragment_fromstring(markup, create_parent="div", parser=parser())
    element = root.find(".//table")
    if element is None:
        return None
    rows = _rows(element, place, (place.line or 1) - 1, budget)
    return Table(rows, place) if rows else None


class _Page:
    """Walks the tree once; text gathers until a block begins or ends."""

    def __init__(self, name: str, budget: Budget, offset: int) -> None:
        self.name = name
        self.budget = budget
        self.offset = offset
        self.blocks: list[Block] = []
        self.gathered: list[Run] = []
        self.lists: list[tuple[str, int]] = []
        self.item_open = False
        self.tables = 0

    def walk(self, element: html.HtmlElement, style: Style) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in DROPPED_TAGS:
            return
        if tag == "br":
            self.gathered.append(Run("\n"))
        elif tag == "table":
            self.flush(element)
            self._table(element)
        elif found := _HEADING.fullmatch(tag):
            self.flush(element)
            self._heading(element, int(found[1]))
        else:
            self._inside(element, tag, style_of(element, style))

    def _inside(self, element: html.HtmlElement, tag: str, style: Style) -> None:
        is_block = tag in BLOCK_TAGS
        if is_block:
            self.flush(element)
        if tag in {"ul", "ol"}:
            self.lists.append((tag, _span(element, "start", 9_999) - 1))
        if tag == "li":
            self._begin_item()
        if element.text:
            self._gather(element.text, tag, style)
        for child in element:
            self.walk(child, style)
            if child.tail:
                self._gather(child.tail, tag, style)
        if is_block:
            self.flush(element)
        if tag == "li":
            self.item_open = False
        if tag in {"ul", "ol"}:
            self.lists.pop()

    def _gather(self, text: str, tag: str, style: Style) -> None:
        if tag != "pre":
            text = text.replace("\r", " ").replace("\n", " ")
        self.gathered.append(Run(text, *style))

    def _begin_item(self) -> None:
        self.item_open = True
        if self.lists:
            kind, count = self.lists[-1]
            self.lists[-1] = (kind, count + 1)

    def flush(self, element: html.HtmlElement) -> None:
        """Make a paragraph or list item of what was gathered."""
        runs, self.gathered = tidy(self.gathered), []
        if not runs:
            return
        place = self._place(element)
        self.budget.block()
        if self.item_open and self.lists:
            kind, count = self.lists[-1]
            marker = f"{count}." if kind == "ol" else "-"
            level = len(self.lists)
            self.blocks.append(ListItem(level, runs, place, marker, text_of(runs)))
            self.item_open = False
        else:
            self.blocks.append(Paragraph(runs, place, text_of(runs)))

    def _heading(self, element: html.HtmlElement, level: int) -> None:
        text = text_of(tidy(runs_of_element(element))).replace("\n", " ")
        if text:
            self.budget.block()
            self.blocks.append(Heading(level, text, self._place(element), text))

    def _table(self, element: html.HtmlElement) -> None:
        place = self._place(element)
        rows = _rows(element, place, self.offset, self.budget)
        if rows:
            self.budget.block()
            self.blocks.append(Table(rows, place))

    def _place(self, element: etree._Element) -> Place:
        return Place(self.name, line=(element.sourceline or 1) + self.offset)


def _rows(
    table: html.HtmlElement, place: Place, offset: int, budget: Budget
) -> tuple[Row, ...]:
    """Return the rows of one table; tables inside its cells become text there."""
    rows: list[Row] = []
    # column -> how many rows below a merged cell still fills
    reaching: dict[int, int] = {}
    for element in table.iter("tr"):
        if next(element.iterancestors("table"), None) is not table:
            continue
        cells = _cells(element, reaching)
        if not any(cell.text for cell in cells):
            continue
        budget.row(cells)
        line = (element.sourceline or 1) + offset
        where = Place(place.file, page=place.page, line=line)
        rows.append(Row(cells, where, "\t".join(cell.text for cell in cells)))
    return tuple(rows)


def _cells(row: html.HtmlElement, reaching: dict[int, int]) -> tuple[Cell, ...]:
    cells: list[Cell] = []

    def fill_from_above() -> None:
        while reaching.get(len(cells), 0) > 0 and len(cells) <= MAX_COLUMNS:
            reaching[len(cells)] -= 1
            cells.append(Cell(covered="above"))

    for element in row:
        if element.tag not in {"td", "th"} or len(cells) > MAX_COLUMNS:
            continue
        fill_from_above()
        across = _span(element, "colspan", MAX_COLUMNS)
        down = _span(element, "rowspan", MAX_ROW_SPAN)
        for number in range(across):
            reaching[len(cells)] = down - 1
            runs = tidy(runs_of_element(element)) if number == 0 else ()
            cells.append(Cell(runs, covered="left" if number else ""))
    fill_from_above()
    return tuple(cells)


def _span(element: etree._Element, name: str, most: int) -> int:
    value = element.get(name) or ""
    return max(1, min(int(value), most)) if value.isascii() and value.isdigit() else 1
