"""Signals of an annual report: a title, a short summary and the dated follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from draaischijf.documents.blocks import Cell, Document, Row, Table
from draaischijf.documents.spelling import plain
from draaischijf.documents.tables import adjoining, join_split_rows
from draaischijf.signals.enums import Origin
from draaischijf.signals.exchange.columns import Columns, columns_of
from draaischijf.signals.exchange.log_entries import (
    ParsedEntry,
    entry_warnings,
    parse_log,
)
from draaischijf.signals.exchange.outline import year_of
from draaischijf.signals.exchange.rows import (
    ImportKind,
    Parsed,
    ParsedRow,
    Problem,
    one_line,
    with_keys,
)

# Who asks: a signal of a report often comes from a higher level, not from the field.
_ABOVE = re.compile(
    r"\b(?:(?:vlaamse|federale|europese|provinciale)\s+(?:overheid|regering|unie|"
    r"administratie)|agentschap|departement|minister|kabinet|provincie)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
LONGEST_HINT = 200


@dataclass(frozen=True, kw_only=True)
class FollowedSignalRow(ParsedRow):
    """One signal with its log; `origin` is "above" when the summary says who asked."""

    kind = ImportKind.SIGNALS

    title: str
    summary: str
    entries: tuple[ParsedEntry, ...]
    plans: tuple[ParsedEntry, ...]
    origin: str = ""
    origin_hint: str = ""

    def content(self) -> tuple[str, ...]:
        return (self.title,)


def has_followed_signals(document: Document) -> bool:
    """Tell whether a table with title and follow-up of signals is in the document."""
    return any(_columns(row) for table in document.tables for row in table.rows)


def parse_followed_signals(document: Document) -> Parsed:
    """Return the signals of an annual report with their dated follow-up."""
    year = year_of(document)
    rows: list[FollowedSignalRow] = []
    for block in adjoining(document.blocks):
        if isinstance(block, Table):
            for row, columns in _signals(block):
                rows.append(_made(len(rows) + 1, row, columns, year))
    return Parsed(ImportKind.SIGNALS, with_keys(_compared(rows)))


def _columns(row: Row) -> Columns | None:
    return columns_of([one_line(text) for text in row.texts], ImportKind.SIGNALS)


def _signals(table: Table) -> Iterator[tuple[Row, Columns]]:
    columns: Columns | None = None
    for row in join_split_rows(table.rows):
        if head := _columns(row):
            columns = head
        elif columns is not None:
            yield row, columns


def _made(
    position: int, row: Row, columns: Columns, year: int | None
) -> FollowedSignalRow:
    title = one_line(_cell(row, columns, "title").text)
    summary = _cell(row, columns, "summary").text
    found = parse_log(_cell(row, columns, "log"), year=year)
    hint = origin_hint(summary)
    where = row.place.where()
    return FollowedSignalRow(
        position=position,
        place=row.place,
        verbatim=row.verbatim,
        title=title,
        summary=summary,
        entries=tuple(entry for entry in found if not entry.is_plan),
        plans=tuple(entry for entry in found if entry.is_plan),
        origin=Origin.ABOVE if hint else "",
        origin_hint=hint,
        problems=(
            ()
            if title
            else (Problem(where, _("The row has no title for the signal.")),)
        ),
        warnings=(*_row_warnings(row), *entry_warnings(found, where)),
    )


def _cell(row: Row, columns: Columns, name: str) -> Cell:
    number = columns.get(name, len(row.cells))
    return row.cells[number] if number < len(row.cells) else Cell()


def _row_warnings(row: Row) -> Iterator[Problem]:
    if row.joined:
        yield Problem(
            row.place.where(),
            _("Read as one row with %(places)s: a page break cut it in two.")
            % {"places": "; ".join(other.where() for other in row.joined)},
        )


def origin_hint(summary: str) -> str:
    """Return the sentence of a summary that says a higher level asks, or ""."""
    for found in _SENTENCE.finditer(one_line(summary)):
        if _ABOVE.search(found.group()):
            return found.group().strip()[:LONGEST_HINT]
    return ""


def _compared(rows: Sequence[FollowedSignalRow]) -> list[FollowedSignalRow]:
    first: dict[str, int] = {}
    return [
        row
        if (earlier := first.setdefault(plain(row.title), row.position)) == row.position
        else replace(row, duplicate_of=earlier)
        for row in rows
    ]
