"""Counting beside a list that may be very long.

To count what each choice of a filter leaves, the database looks at every row and at
what hangs on it. Up to a thousand rows that is a matter of milliseconds. Beyond, the
choices are those of the first rows, without a number: whoever narrows the list gets
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Model, QuerySet, Value

MOST = 1000
# Of a list that is longer, the choices of so many rows from its front.
FIRST = 400


def is_many(rows: QuerySet[Any]) -> bool:
    """Tell whether there are more rows than are counted; looks no further."""
    return rows.order_by().values("pk")[: MOST + 1].count() > MOST


def first_of(rows: QuerySet[Any]) -> tuple[QuerySet[Any], bool]:
    """Return rows that are in order as those to count, looked up once; one query.

    Tells also whether there are more than are counted: then these are the first.
    """
    keys = list(rows.values_list("pk", flat=True)[: MOST + 1])
    many = len(keys) > MOST
    shown = keys[:FIRST] if many else keys
    found = rows.model._default_manager.filter(pk__one_of=shown)  # noqa: SLF001 Django's documented API
    return found.order_by(), many


def count_by(
    rows: QuerySet[Any],
    field: str,
    *,
    many: bool,
    distinct: bool = False,
    within: QuerySet[Any] | None = None,
) -> dict[Any, int | None]:
    """Return how many rows each value of a field has; one query.

    With `many`, the values of the first rows in their order, with None for
    the number. Without, all values, exactly. A value that is None stands for no value.
    A field that is worked out needs rows `within` which it is.
    """
    if not many:
        counted = rows.order_by().values_list(field)
        return dict(counted.annotate(count=Count("pk", distinct=distinct)))
    # As keys first: else the join is made for all rows before the first are taken.
    everything = rows.model._default_manager.all() if within is None else within  # noqa: SLF001 Django's documented API
    found = everything.filter(pk__in=rows.values("pk")[:FIRST]).order_by()
    return dict.fromkeys(found.values_list(field, flat=True).distinct())


@dataclass(frozen=True)
class Hanging:
    """A table whose rows hang on others: by which column, and the value they bring.

    `is_once` where the table holds a value for a row no more than once.
    """

    table: type[Model]
    row: str
    value: str
    is_once: bool = False


def hanging(model: type[Model], field: str, value: str) -> Hanging:
    """Return the table behind a field of a model that holds many of another."""
    through = getattr(model, field).through
    return Hanging(through, f"{model.__name__.lower()}_id", f"{value}_id", is_once=True)


def count_each(
    rows: QuerySet[Any], values: Mapping[str, Hanging], *, many: bool
) -> dict[str, dict[Any, int | None]]:
    """Return how many rows each value of what hangs on them has, by name.

    As `count_by` does, in one query for all of them. A row counts once for a value,
    however often it leads there. A value that is None stands for no value.
    """
    counts: dict[str, dict[Any, int | None]] = {name: {} for name in values}
    if not values:
        return counts
    keys = rows.values("pk")[:FIRST] if many else rows.order_by().values("pk")
    asked = [_asked(name, one, keys, many=many) for name, one in values.items()]
    for name, value, count in asked[0].union(*asked[1:], all=True):
        counts[name][value] = None if many else count
    return counts


def _asked(
    name: str, one: Hanging, keys: QuerySet[Any, Any], *, many: bool
) -> QuerySet[Any, Any]:
    found = one.table._default_manager.filter(**{f"{one.row}__in": keys}).order_by()  # noqa: SLF001 Django's documented API
    named = found.annotate(counted=Value(name, output_field=CharField()))
    values: QuerySet[Any, Any] = named.values_list("counted", one.value)
    if many:
        values = values.annotate(rows=Value(0)).distinct()
    else:
        values = values.annotate(rows=Count(one.row, distinct=not one.is_once))
    return values


def count_of(counts: Mapping[Any, int | None], value: Any) -> int | None:
    """Return the count of one value; of one no row has nought, where all are known."""
    absent = None if None in counts.values() else 0
    return counts.get(value, absent)
