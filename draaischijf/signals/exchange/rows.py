"""What every row read from a document carries, whatever its kind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.documents.blocks import Place
from draaischijf.documents.spelling import plain


class ImportKind(StrEnum):
    """The kinds of rows that this module reads."""

    AGENDA = "agenda"
    SIGNALS = "signals"
    ABBREVIATIONS = "abbreviations"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person has to look at, and where it stands in the document."""

    where: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ParsedRow:
    """One row as read: a `problem` keeps it out, a `warning` is only to be looked at.

    `duplicate_of` is the position of an earlier row of this kind that says the same.
    """

    kind: ClassVar[StrEnum]

    position: int
    place: Place
    verbatim: str
    key: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    duplicate_of: int | None = None

    @property
    def where(self) -> str:
        """Say the place in words."""
        return self.place.where()

    def content(self) -> tuple[str, ...]:
        """Return what makes this row the same row when a file is read again."""
        raise NotImplementedError

    def parsed(self) -> dict[str, Any]:
        """Return the fields of this kind alone, ready for JSON."""
        common = {field.name for field in fields(ParsedRow)}
        return {
            field.name: _json(getattr(self, field.name))
            for field in fields(self)
            if field.name not in common
        }


Rows = TypeVar("Rows", bound=ParsedRow)


@dataclass(frozen=True)
class Parsed:
    """The rows of one kind, and problems of the document that belong to no row."""

    kind: StrEnum
    rows: Sequence[ParsedRow]
    problems: tuple[Problem, ...] = ()


def key_of(kind: str, *content: str) -> str:
    """Return a key that spelling signs and spaces do not change."""
    shown = "\x1f".join((kind, *map(plain, content)))
    return hashlib.sha256(shown.encode()).hexdigest()


def with_keys(rows: Iterable[Rows]) -> list[Rows]:
    """Return the rows with their keys; the n-th row of one content has its own key."""
    seen: dict[tuple[str, ...], int] = {}
    keyed = []
    for row in rows:
        content = tuple(map(plain, row.content()))
        seen[content] = count = seen.get(content, 0) + 1
        again = (str(count),) if count > 1 else ()
        keyed.append(replace(row, key=key_of(row.kind, *content, *again)))
    return keyed


_CUT_WORD = re.compile(r"(\w)-\n(?=[a-zà-ÿ])")


def one_line(text: str) -> str:
    """Return the text on one line; words cut at a line end are whole again."""
    return " ".join(_CUT_WORD.sub(r"\1", text).split())


def _json(value: Any) -> Any:
    if isinstance(value, FuzzyDate):
        return {
            "text": value.text,
            "kind": str(value.kind),
            "start": value.start and value.start.isoformat(),
            "end": value.end and value.end.isoformat(),
            "year_guessed": value.year_guessed,
        }
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    if isinstance(value, Place):
        return value.where()
    if hasattr(value, "__dataclass_fields__"):
        return {
            field.name: _json(getattr(value, field.name)) for field in fields(value)
        }
    return value
