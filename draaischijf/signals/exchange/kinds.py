"""Which kinds of rows a document holds, and the reader of each."""

from __future__ import annotations

from collections.abc import Callable

from draaischijf.documents.blocks import Document
from draaischijf.signals.exchange.abbreviations import (
    has_abbreviations,
    parse_abbreviations,
)
from draaischijf.signals.exchange.agenda import has_agenda, parse_agenda
from draaischijf.signals.exchange.followed_signals import (
    has_followed_signals,
    parse_followed_signals,
)
from draaischijf.signals.exchange.rows import ImportKind, Parsed

READERS: dict[
    ImportKind, tuple[Callable[[Document], bool], Callable[[Document], Parsed]]
] = {
    ImportKind.AGENDA: (has_agenda, parse_agenda),
    ImportKind.SIGNALS: (has_followed_signals, parse_followed_signals),
    ImportKind.ABBREVIATIONS: (has_abbreviations, parse_abbreviations),
}


def find_kinds(document: Document) -> tuple[ImportKind, ...]:
    """Return the kinds that the headings and table heads of a document announce."""
    return tuple(kind for kind, (is_there, _) in READERS.items() if is_there(document))


def parse_kind(document: Document, kind: ImportKind) -> Parsed:
    """Return the rows of one kind; none when the document holds none."""
    return READERS[kind][1](document)
