"""The head of a trajectory: what, who (in one column or three), when, aim, remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draaischijf.documents.blocks import Row
from draaischijf.documents.spelling import alike, plain

_WORDS: dict[str, tuple[str, ...]] = {
    "title": ("wat", "activiteit", "stap", "stappen", "omschrijving"),
    "who": ("wie", "betrokkenen", "met wie"),
    "with_city": ("stad", "gemeente", "stadsbestuur", "gemeentebestuur"),
    "with_ocmw": ("ocmw",),
    "with_private": (
        "particuliere organisaties",
        "particuliere sector",
        "particulier",
        "private organisaties",
        "private partners",
        "organisaties",
    ),
    "when": ("wanneer", "datum", "timing", "tijdstip"),
    "aim": ("doel", "doelstelling", "bedoeling"),
    "remark": ("opmerkingen", "opmerking", "bemerkingen", "toelichting"),
}
PARTIES = ("with_city", "with_ocmw", "with_private")
_NO_MARK = re.compile(r"[-–—./\s]*|neen?", re.IGNORECASE)
# In one column "Wie" the parties stand in words.
_IN_WORDS = {
    "with_city": re.compile(r"\b(?:stad|gemeente|stadsbestuur)\b", re.IGNORECASE),
    "with_ocmw": re.compile(r"\bocmw\b", re.IGNORECASE),
    "with_private": re.compile(
        r"\b(?:particulier|privaat|private|organisaties|derden)\w*", re.IGNORECASE
    ),
}


@dataclass(frozen=True)
class Head:
    """Which column holds what."""

    columns: dict[str, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Tell whether this is the head of a trajectory: what, when and who."""
        named = self.columns.keys()
        who = {"who", *PARTIES}
        return {"title", "when"} <= named and bool(who & named)

    def with_row(self, texts: Sequence[str]) -> Head | None:
        """Return the head with the names of a row below it, None when it has none.

        Under "Wie" stand the parties; on the next page that row may come again.
        """
        below = head_of(texts)
        filled = [text for text in texts if text]
        if not below.columns or len(below.columns) < len(filled):
            return None
        return Head({**below.columns, **self.columns})

    def text(self, row: Row, name: str) -> str:
        """Return the text in a column of a row, "" when it is not there."""
        number = self.columns.get(name, len(row.cells))
        return row.cells[number].text if number < len(row.cells) else ""

    def parties(self, row: Row) -> dict[str, bool]:
        """Return which parties a row marks, with a sign or in words."""
        marked = {
            name: not _NO_MARK.fullmatch(self.text(row, name)) for name in PARTIES
        }
        who = self.text(row, "who")
        if any(marked.values()) or self.columns.keys() & set(PARTIES):
            return marked
        return {name: bool(_IN_WORDS[name].search(who)) for name in PARTIES}


def head_of(texts: Sequence[str]) -> Head:
    """Return what the cells of a row name."""
    found: dict[str, int] = {}
    for number, text in enumerate(texts):
        shown = plain(text)
        for name, words in _WORDS.items():
            if name not in found and any(alike(shown, word) for word in words):
                found[name] = number
                break
    return Head(found)
