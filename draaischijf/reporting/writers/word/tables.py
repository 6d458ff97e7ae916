"""Tables of a document as WordprocessingML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draaischijf.reporting.content import Cell, Column, Path, Table
from draaischijf.reporting.writers.manuscript import Words
from draaischijf.reporting.writers.style import SOFT, TONES, Style, text_on
from draaischijf.reporting.writers.word.markup import BREAK, cell, paragraph, row, run
from draaischijf.reporting.writers.word.markup import table as as_table

# A row with more text than this may break over two pages; others stay whole.
_LONGEST_WHOLE = 600
# Of a row to write in with a pen: 11 mm, in twentieths of a point.
PEN_HEIGHT = 624
_RIGHT = '<w:jc w:val="right"/>'
_CENTRE = '<w:jc w:val="center"/>'
_NEW_LINE = f"<w:r>{BREAK}</w:r>"


def sheet(table: Table, width: int, names: Mapping[str, str]) -> str:
    """Return a table with a head that repeats on every page."""
    widths = shares(table.columns, width)
    text, head = names["Draaischijf tabeltekst"], names["Draaischijf tabelkop"]
    sides = [_RIGHT if column.is_number else "" for column in table.columns]
    rows = [
        row(
            (
                cell(wide, paragraph(head, run(column.label), props=side))
                for column, wide, side in zip(table.columns, widths, sides, strict=True)
            ),
            is_head=True,
        )
    ]
    for cells in table.rows:
        is_whole = all(len(one.text) <= _LONGEST_WHOLE for one in cells)
        rows.append(
            row(
                (
                    cell(wide, paragraph(text, shown(one), props=side))
                    for one, wide, side in zip(cells, widths, sides, strict=True)
                ),
                is_whole=is_whole,
                height=PEN_HEIGHT if table.is_written_in else 0,
            )
        )
    return as_table(names["Draaischijf tabel"], widths, rows, caption=table.caption)


def shares(columns: Sequence[Column], width: int) -> list[int]:
    """Return the widths of columns, that together are the whole line."""
    total = sum(column.width for column in columns)
    widths = [int(width * column.width / total) for column in columns]
    widths[-1] += width - sum(widths)
    return widths


def shown(one: Cell) -> str:
    """Return the runs of a cell: its mark, its text and its small print."""
    tone = TONES.get(one.tone, "")
    parts = []
    if one.mark:
        parts.append(run(one.mark, bold=True, colour=tone or SOFT, size=8.5))
    if one.text:
        parts.append(run(one.text, bold=one.is_strong, colour=tone))
    if one.note:
        parts.append(run(one.note, colour=SOFT, size=8.5))
    return _NEW_LINE.join(parts)


def path_table(
    path: Path, width: int, names: Mapping[str, str], style: Style, words: Words
) -> str:
    """Return the phases as a head of names, and their dates or states under them."""
    text = names["Draaischijf tabeltekst"]
    steps = path.steps
    widths = shares([Column("")] * len(steps), width)
    fills = {"done": style.colour, "current": style.accent}
    heads, states = [], []
    for step, wide in zip(steps, widths, strict=True):
        fill = fills.get(step.state, "")
        ink = text_on(fill) if fill else SOFT
        name = run(str(step.number), bold=True, colour=ink, size=10) + _NEW_LINE
        name += run(step.label, bold=step.state == "current", colour=ink, size=7)
        heads.append(cell(wide, paragraph(text, name, props=_CENTRE), shade=fill))
        state = words.states.get(step.state, step.state)
        if step.date:
            state = f"{state}\n{step.date}" if step.state == "current" else step.date
        said = run(state, colour=SOFT, size=7)
        states.append(cell(wide, paragraph(text, said, props=_CENTRE)))
    rows = [row(heads, is_head=True), row(states)]
    return as_table(names["Draaischijf tabel"], widths, rows, caption=words.path)
