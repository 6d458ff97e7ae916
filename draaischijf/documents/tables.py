"""Rows that a page break cut in two, put together again.

Word processors split a row over two pages; converters to text and PDF then give two
rows. A row counts as the rest of the row before it when a break lies between them and
its words go on where the other stopped. Whoever uses the joined row is told its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from draaischijf.documents.blocks import (
    Block,
    Cell,
    Row,
    Run,
    Table,
    text_of,
)

_OPEN_END = re.compile(
    r"(?:[-–—,:/(]|\b(?:aan|als|bij|dan|dat|de|die|door|een|en|het|in|met|naar|of|om|op|"
    r"te|tot|uit|van|via|voor))$",
    re.IGNORECASE,
)
_CLOSED_END = re.compile(r"[.!?;]$")
_SOFT_HYPHEN = re.compile(r"\w-$")


def adjoining(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; tables with nothing between them and equal columns as one.

    A break of the page makes two tables of one. The first row of the second is marked
    as coming after a break.
    """
    waiting: Table | None = None
    for block in blocks:
        if isinstance(block, Table) and waiting and _same_width(waiting, block):
            first, *rest = block.rows
            rows = (*waiting.rows, replace(first, after_break=True), *rest)
            waiting = Table(rows, waiting.place)
            continue
        if waiting:
            yield waiting
        waiting = block if isinstance(block, Table) else None
        if waiting is None:
            yield block
    if waiting:
        yield waiting


def _same_width(one: Table, other: Table) -> bool:
    return len(one.rows[-1].cells) == len(other.rows[0].cells)


def join_split_rows(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with each continued row made part of the one it continues."""
    joined: list[Row] = []
    for row in rows:
        if joined and continues(joined[-1], row):
            joined[-1] = join_rows(joined[-1], row)
        else:
            joined.append(row)
    return joined


def continues(before: Row, row: Row) -> bool:
    """Tell whether `row` is the rest of `before`, judging by its place and its words.

    Needs a break between the two. Then either its first cell goes on in small letters
    while its last cell is missing; or every filled cell goes on, in small letters or
    where the cell above was left open, and one clearly does both.
    """
    texts = row.texts
    if not row.after_break or not any(texts) or len(texts) > len(before.texts):
        return False
    above = before.texts
    last = len(texts) - 1
    if last and texts[0] and above[last] and not texts[last]:
        return _is_small(texts[0]) and not _CLOSED_END.search(above[0])
    evidence = False
    for upper, text in zip(above, texts, strict=False):
        if not text:
            evidence |= bool(upper)
            continue
        is_open = bool(_OPEN_END.search(upper))
        small = _is_small(text)
        if not is_open and (not small or _CLOSED_END.search(upper)):
            return False
        evidence |= is_open and small
    return evidence


def _is_small(text: str) -> bool:
    return not text[0].isupper() and not text[0].isdigit()


def join_rows(before: Row, row: Row) -> Row:
    """Return one row with the cells of both and the places of both."""
    cells = [
        _join_cells(above, below)
        for above, below in zip(before.cells, row.cells, strict=False)
    ]
    cells.extend(before.cells[len(cells) :])
    return Row(
        tuple(cells),
        before.place,
        f"{before.verbatim}\n{row.verbatim}",
        before.after_break,
        (*before.joined, row.place),
    )


def _join_cells(above: Cell, below: Cell) -> Cell:
    if not below.runs or not above.runs:
        return Cell(above.runs or below.runs, above.covered)
    first = text_of(above.runs)
    small = below.text[:1].islower()
    if _SOFT_HYPHEN.search(first) and small:
        return Cell((*_without_last_sign(above.runs), *below.runs), above.covered)
    return Cell((*above.runs, Run(" "), *below.runs), above.covered)


def _without_last_sign(runs: Sequence[Run]) -> tuple[Run, ...]:
    *rest, last = runs
    return (
        *rest,
        Run(last.text[:-1], last.bold, last.italic, last.colour),
    )
