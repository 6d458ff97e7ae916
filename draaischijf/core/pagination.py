"""Turning pages by key: as fast on the last page as on the first.

The address holds where a page begins or ends (`after`, `before`), not its number, so
no row is counted off and nothing is skipped or shown twice when rows come in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class KeysetPage(Generic[Row]):
    """Some rows, and where the pages around them are; empty at the ends."""

    rows: list[Row]
    after: str = ""
    before: str = ""


def keyset_page(
    rows: QuerySet[Row], column: str, *, after: str = "", before: str = "", size: int
) -> KeysetPage[Row]:
    """Return `size` rows, the largest `column` first, then the largest key.

    `after` and `before` come from the address; what cannot be read, and a place
    beyond which nothing is left, count as the front.
    """
    field = rows.model._meta.get_field(column)  # noqa: SLF001 Django's documented API
    place = _read(field, after or before)
    if place is None:
        return _front(rows, column, size)
    backwards = not after
    beyond = "gt" if backwards else "lt"
    value, key = place
    # Said so that an index on the column begins there, instead of at the front.
    rest = rows.filter(
        Q(**{f"{column}__{beyond}": value}) | Q(**{f"pk__{beyond}": key}),
        **{f"{column}__{beyond}e": value},
    )
    sign = "" if backwards else "-"
    found = list(rest.order_by(f"{sign}{column}", f"{sign}pk")[: size + 1])
    if not found:
        return _front(rows, column, size)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    return KeysetPage(
        found,
        after=_written(found[-1], column) if more or backwards else "",
        before=_written(found[0], column) if more or not backwards else "",
    )


def _front(rows: QuerySet[Row], column: str, size: int) -> KeysetPage[Row]:
    found = list(rows.order_by(f"-{column}", "-pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    return KeysetPage(found, after=_written(found[-1], column) if more else "")


def _written(row: Model, column: str) -> str:
    value = getattr(row, column)
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"{text}~{row.pk}"


def _read(field: Any, cursor: str) -> tuple[Any, int] | None:
    text, mark, key = cursor.rpartition("~")
    if not mark or not key.isascii() or not key.isdigit() or int(key) > LARGEST_KEY:
        return None
    try:
        value = field.to_python(text) if isinstance(field, Field) else None
        if isinstance(field, Field):
            field.run_validators(value)
    except (ValidationError, OverflowError):
        return None
    return None if value is None else (value, int(key))
