"""Rows that a page break cut in two, put together again.

Word processors split a row over two pages; converters to text and PDF then give two
rows. A row counts as the rest of the row before it when a break lies between them and
its words go on where the other stopped. Whoever uses the joined row is told its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from draaischijf.documents.blocks import Cell, Row, Run, text_of

_OPEN_END = re.compile(
    r"(?:[-–—,:/(]|\b(?:aan|als|bij|dan|dat|de|die|door|een|en|het|in|met|naar|of|om|op|"
    r"te|tot|uit|van|via|voor))$",
    re.IGNORECASE,
)
_CLOSED_END = re.compile(r"[.!?;]$")
_SOFT_HYPHEN = re.compile(r"\w-$")


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

    Needs a break between the two. Every filled cell must go on in small letters or
    where the cell above was left open; and either one of them clearly does, or the row
    lacks cells that the row above has.
    """
    if not row.after_break or not any(row.texts):
        return False
    if len(row.cells) > len(before.cells):
        return False
    evidence = False
    for above, text in zip(before.texts, row.texts, strict=False):
        if not text:
            evidence |= bool(above)
            continue
        is_open = bool(_OPEN_END.search(above))
        small = not text[0].isupper() and not text[0].isdigit()
        if not is_open and (not small or _CLOSED_END.search(above)):
            return False
        evidence |= is_open and small
    return evidence


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
