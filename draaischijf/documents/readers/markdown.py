"""Markdown: headings, lists, and tables with pipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

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
from draaischijf.documents.limits import Budget
from draaischijf.documents.readers.markup import runs_of_markup
from draaischijf.documents.readers.runs import plain_runs, tidy
from draaischijf.documents.readers.webpage import read_webpage


def read_markdown(text: str, name: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; lines count from 1."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    return tuple(_Blocks(tokens, text.split("\n"), name).read())


class _Blocks:
    def __init__(self, tokens: Sequence[Token], lines: list[str], name: str) -> None:
        self.tokens = iter(tokens)
        self.lines = lines
        self.name = name
        self.budget = Budget(name)
        # for each open list: the number of its next item, or None for bullets
        self.lists: list[int | None] = []
        self.marker: str | None = None

    def read(self) -> Iterator[Block]:
        for token in self.tokens:
            for block in self._block(token):
                self.budget.block()
                yield block

    def _block(self, token: Token) -> Iterator[Block]:
        if token.type == "heading_open":
            inline = next(self.tokens)
            text = text_of(_runs(inline)).replace("\n", " ")
            level = int(token.tag[1])
            yield Heading(level, text, self._place(token), self._source(token))
        elif token.type == "paragraph_open":
            yield from self._paragraph(token, _runs(next(self.tokens)))
        elif token.type == "table_open":
            table = self._table(token)
            if table is not None:
                yield table
        elif token.type == "html_block":
            first = (token.map or [0])[0] + 1
            yield from read_webpage(token.content, self.name, first_line=first)
        elif token.type in {"code_block", "fence"}:
            yield from self._paragraph(token, plain_runs(token.content))
        else:
            self._list_mark(token)

    def _list_mark(self, token: Token) -> None:
        if token.type == "ordered_list_open":
            self.lists.append(int(token.attrGet("start") or 1))
        elif token.type == "bullet_list_open":
            self.lists.append(None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            self.lists.pop()
        elif token.type == "list_item_open":
            number = self.lists[-1]
            self.marker = "-" if number is None else f"{number}."
            if number is not None:
                self.lists[-1] = number + 1

    def _paragraph(self, token: Token, runs: Runs) -> Iterator[Block]:
        place, source = self._place(token), self._source(token)
        if not runs:
            return
        if self.marker is None or not self.lists:
            yield Paragraph(runs, place, source)
            return
        marker, self.marker = self.marker, None
        yield ListItem(len(self.lists), runs, place, marker, source)

    def _table(self, opening: Token) -> Table | None:
        """Return a table without its empty rows; Markdown wants a head, even empty."""
        rows: list[Row] = []
        cells: list[Cell] = []
        at = opening
        for token in self.tokens:
            if token.type == "tr_open":
                at, cells = token, []
            elif token.type == "inline":
                cells.append(Cell(_runs(token)))
            elif token.type == "tr_close" and any(cell.runs for cell in cells):
                self.budget.row(cells)
                rows.append(Row(tuple(cells), self._place(at), self._source(at)))
            elif token.type == "table_close":
                break
        return Table(tuple(rows), self._place(opening)) if rows else None

    def _place(self, token: Token) -> Place:
        return Place(self.name, line=(token.map or [0])[0] + 1)

    def _source(self, token: Token) -> str:
        first, last = token.map or [0, 1]
        return "\n".join(self.lines[first:last])


def _runs(inline: Token) -> Runs:
    """Return the runs of an inline token; HTML in it is read as in a table cell."""
    children = inline.children or []
    if any(child.type == "html_inline" for child in children):
        return runs_of_markup(inline.content)
    runs: list[Run] = []
    bold = italic = 0
    for child in children:
        step = child.nesting
        if child.tag == "strong":
            bold += step
        elif child.tag == "em":
            italic += step
        elif child.type in {"softbreak", "hardbreak"}:
            runs.append(Run("\n" if child.type == "hardbreak" else " "))
        elif child.content and child.type != "image":
            runs.append(Run(child.content, bold > 0, italic > 0))
    return tidy(runs)
