"""Recognising the head of a table, also when it is misspelled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from draaischijf.documents.spelling import alike, plain
from draaischijf.signals.exchange.rows import ImportKind

Columns = Mapping[str, int]

_WORDS: dict[ImportKind, dict[str, tuple[str, ...]]] = {
    ImportKind.AGENDA: {
        "text": (
            "nood",
            "noden",
            "behoefte",
            "behoeften",
            "knelpunt",
            "knelpunten",
            "aanbeveling",
            "aanbevelingen",
            "signaal",
        ),
        "partners": ("partner", "partners", "actoren"),
        "leads": ("trekker", "trekkers"),
        "raised_by": ("aangegeven door", "aangebracht door", "gesignaleerd door"),
        "addressee": ("voor", "gericht aan", "bestemd voor", "geadresseerde"),
    },
    ImportKind.SIGNALS: {
        "title": ("signaal", "signalen"),
        "summary": ("korte samenvatting", "samenvatting", "omschrijving"),
        "log": ("opvolging", "stand van zaken", "follow up"),
    },
    ImportKind.ABBREVIATIONS: {
        "short": ("afkorting", "afkortingen"),
        "long": ("betekenis", "verklaring", "voluit", "staat voor"),
    },
}
# One of these sets must be there for a row to be the head of a table of that kind.
_NEEDED: dict[ImportKind, tuple[frozenset[str], ...]] = {
    ImportKind.AGENDA: (
        frozenset({"text", "partners"}),
        frozenset({"text", "leads"}),
        frozenset({"raised_by", "addressee"}),
    ),
    ImportKind.SIGNALS: (frozenset({"title", "log"}),),
    ImportKind.ABBREVIATIONS: (frozenset({"short", "long"}),),
}
_LONGEST_HEAD = 40
_PLURAL = re.compile(r"\((?:s|en|n)\)")


def columns_of(texts: Sequence[str], kind: ImportKind) -> Columns | None:
    """Return which column holds what when the row is a head of this kind, or None."""
    found: dict[str, int] = {}
    for number, text in enumerate(texts):
        name = _column(text, kind)
        if name and name not in found:
            found[name] = number
    if not any(needed <= found.keys() for needed in _NEEDED[kind]):
        return None
    if kind is ImportKind.AGENDA and "text" not in found:
        # the head of the first column of the signals of an agenda is left empty
        taken = set(found.values())
        found["text"] = min(set(range(len(texts) + 1)) - taken)
    return found


def kind_of_head(texts: Sequence[str]) -> ImportKind | None:
    """Return the kind of table that a row is the head of, or None."""
    for kind in (ImportKind.SIGNALS, ImportKind.ABBREVIATIONS, ImportKind.AGENDA):
        if columns_of(texts, kind) is not None:
            return kind
    return None


def _column(text: str, kind: ImportKind) -> str | None:
    if not text or len(text) > _LONGEST_HEAD:
        return None
    shown = plain(_PLURAL.sub("", text))
    last_word = shown.rpartition(" ")[2]
    for name, words in _WORDS[kind].items():
        # "dienst - trekker" and "betrokken partners": the last word tells
        whole_only = name in {"text", "title", "addressee"}
        offered = {shown} if whole_only else {shown, last_word}
        if any(alike(offer, word) for offer in offered for word in words):
            return name
    return None
