"""Meetings out of a plain table, as an office keeps them: one row a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from draaischijf.consultation.enums import MeetingKind
from draaischijf.consultation.exchange.days import line_of
from draaischijf.consultation.exchange.meetings import MeetingRow, checked
from draaischijf.consultation.exchange.names import body_of, kind_of
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.documents.blocks import Document, Row, Table
from draaischijf.documents.spelling import alike, plain
from draaischijf.signals.exchange.rows import one_line

_WORDS: Mapping[str, tuple[str, ...]] = {
    "body": ("overleg", "overlegorgaan", "orgaan", "naam van het overleg", "groep"),
    "when": ("datum", "dag", "wanneer", "datum van de vergadering"),
    "place_name": ("plaats", "locatie", "waar"),
    "per_year": ("frequentie", "per jaar", "aantal per jaar", "gepland per jaar"),
    "about": ("onderwerp", "agenda", "waarover", "opmerking", "opmerkingen"),
    "persons": ("aanwezig", "aanwezigen", "aantal aanwezigen", "personen"),
    "city": ("stad", "gemeente", "waarvan stad"),
    "ocmw": ("ocmw", "waarvan ocmw"),
    "private": ("particulier", "particuliere sector", "privaat", "private partners"),
    "organisations": ("organisaties", "aantal organisaties"),
}
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NUMBER = re.compile(r"\d{1,4}")


def parse_tables(document: Document) -> list[MeetingRow]:
    """Return the meetings in the tables of a document that name a body and a day."""
    return [row for table in document.tables for row in _rows(table)]


def _rows(table: Table) -> Iterator[MeetingRow]:
    head: dict[str, int] = {}
    above = ""
    for row in table.rows:
        texts = [one_line(text) for text in row.texts]
        named = _head_of(texts)
        if {"body", "when"} <= named.keys():
            head, above = named, ""
        elif head and any(texts):
            made = _made(row, head, texts, above)
            above = made.body
            yield made


def _head_of(texts: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, text in enumerate(texts):
        shown = plain(text)
        for name, words in _WORDS.items():
            if name not in found and any(alike(shown, word) for word in words):
                found[name] = number
                break
    return found


def _made(
    row: Row, head: Mapping[str, int], texts: Sequence[str], above: str
) -> MeetingRow:
    def cell(name: str) -> str:
        number = head.get(name, len(texts))
        return texts[number] if number < len(texts) else ""

    body = body_of(cell("body")) if cell("body") else None
    line = line_of(cell("when"))
    year = _YEAR.fullmatch(cell("when").strip())
    when = line.days[0] if line.days else FuzzyDate("" if year else cell("when"))
    name = body.name if body else above
    often = _NUMBER.search(cell("per_year"))
    heads = _heads(cell)
    made = MeetingRow(
        position=1,
        place=row.place,
        verbatim=row.verbatim,
        body=name,
        body_kind=kind_of(name),
        per_year=int(often.group()) if often else body.per_year if body else None,
        mandate="",
        group="",
        meeting_kind=MeetingKind.REGULAR,
        title=name,
        when=when,
        year=when.start.year if when.start else int(year.group()) if year else None,
        nth=0 if when.start else 1,
        place_name=cell("place_name")[:200],
        about=cell("about"),
        city=heads["city"],
        ocmw=heads["ocmw"],
        private=heads["private"],
        other=heads["other"],
        organisations=heads["organisations"],
    )
    return checked(made)


def _heads(cell: Any) -> dict[str, int | None]:
    """Read who was there; persons that no party claims are others."""
    found = {
        name: int(number.group()) if (number := _NUMBER.search(cell(name))) else None
        for name in ("persons", "city", "ocmw", "private", "organisations")
    }
    persons = found.pop("persons")
    split = sum(found[name] or 0 for name in ("city", "ocmw", "private"))
    other = max(persons - split, 0) if persons is not None else None
    return {**found, "other": other}
