"""Lists of abbreviations: a table of two columns, or lines with a sign between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from draaischijf.documents.blocks import (
    Block,
    Document,
    ListItem,
    Paragraph,
    Place,
    Table,
)
from draaischijf.documents.spelling import alike, plain
from draaischijf.signals.exchange.columns import Columns, columns_of
from draaischijf.signals.exchange.outline import title_of
from draaischijf.signals.exchange.rows import (
    ImportKind,
    Parsed,
    ParsedRow,
    Problem,
    one_line,
    with_keys,
)

LONGEST_SHORT = 40
_LINE = re.compile(r"(?P<short>[^:=\n]{1,40}?)\s*(?:[:=]|\s[-–]\s)\s*(?P<long>\S.*)")
_IN_ORDER: Columns = {"short": 0, "long": 1}


@dataclass(frozen=True, kw_only=True)
class AbbreviationRow(ParsedRow):
    """An abbreviation and what it stands for."""

    kind = ImportKind.ABBREVIATIONS

    short: str
    long: str

    def content(self) -> tuple[str, ...]:
        return self.short, self.long


def has_abbreviations(document: Document) -> bool:
    """Tell whether the document holds a list of abbreviations, by title or by head."""
    return any(_sections(document))


def parse_abbreviations(document: Document) -> Parsed:
    """Return the abbreviations of every list in the document."""
    rows: list[AbbreviationRow] = []
    for block, columns in _sections(document):
        for place, verbatim, short, long in _pairs(block, columns):
            rows.append(_made(len(rows) + 1, place, verbatim, short, long))
    return Parsed(ImportKind.ABBREVIATIONS, with_keys(_compared(rows)))


def _is_title(block: Block) -> bool:
    title = title_of(block)
    return title is not None and any(
        alike(word, "afkortingen") or alike(word, "afkortingenlijst")
        for word in plain(title.text).split()
    )


def _sections(document: Document) -> Iterator[tuple[Block, Columns]]:
    """Yield the tables and lines that hold abbreviations."""
    inside = False
    for block in document.blocks:
        if _is_title(block):
            inside = True
        elif isinstance(block, Table):
            head = columns_of(block.rows[0].texts, ImportKind.ABBREVIATIONS)
            if head is not None or inside:
                yield block, head or _IN_ORDER
            # one table a title: the next one is about something else
            inside = False
        elif inside and isinstance(block, Paragraph | ListItem):
            if _LINE.fullmatch(one_line(block.text)):
                yield block, _IN_ORDER
            else:
                inside = False
        else:
            inside = False


def _pairs(block: Block, columns: Columns) -> Iterator[tuple[Place, str, str, str]]:
    if isinstance(block, Table):
        for row in block.rows:
            if columns_of(row.texts, ImportKind.ABBREVIATIONS) is None:
                short, long = (
                    one_line(row.texts[number]) if number < len(row.texts) else ""
                    for number in (columns["short"], columns["long"])
                )
                yield row.place, row.verbatim, short, long
    elif isinstance(block, Paragraph | ListItem):
        found = _LINE.fullmatch(one_line(block.text))
        if found:
            yield block.place, block.verbatim, found["short"].strip(), found["long"]


def _made(
    position: int, place: Place, verbatim: str, short: str, long: str
) -> AbbreviationRow:
    why = ""
    if not short:
        why = _("The row has no abbreviation.")
    elif not long:
        why = _("The row does not say what the abbreviation stands for.")
    elif len(short) > LONGEST_SHORT:
        why = _("An abbreviation has at most %(limit)s signs.") % {
            "limit": LONGEST_SHORT
        }
    return AbbreviationRow(
        position=position,
        place=place,
        verbatim=verbatim,
        short=short,
        long=long,
        problems=(Problem(place.where(), why),) if why else (),
    )


def _compared(rows: Sequence[AbbreviationRow]) -> list[AbbreviationRow]:
    """Mark repeats, and warn where one abbreviation stands for two things."""
    first: dict[str, AbbreviationRow] = {}
    compared = []
    for row in rows:
        earlier = first.setdefault(row.short, row)
        if earlier is row or not row.short:
            compared.append(row)
        elif plain(earlier.long) == plain(row.long):
            compared.append(replace(row, duplicate_of=earlier.position))
        else:
            why = _("%(short)s also stands for “%(long)s” (%(where)s).") % {
                "short": row.short,
                "long": earlier.long,
                "where": earlier.where,
            }
            compared.append(replace(row, warnings=(Problem(row.where, why),)))
    return compared
