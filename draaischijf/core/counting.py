"""Counting beside a list that may be very long.

To count what each choice of a filter leaves, the database looks at every row and at
what hangs on it. Up to a thousand rows that is a matter of milliseconds. Beyond, the
choices are those of the first thousand, without a number: whoever narrows the list gets
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet

MOST = 1000


def is_many(rows: QuerySet[Any]) -> bool:
    """Tell whether there are more rows than are counted; looks no further."""
    return rows.order_by().values("pk")[: MOST + 1].count() > MOST


def count_by(
    rows: QuerySet[Any],
    field: str,
    *,
    many: bool,
    distinct: bool = False,
    within: QuerySet[Any] | None = None,
) -> dict[Any, int | None]:
    """Return how many rows each value of a field has; one query.

    With `many`, the values of the first thousand rows in their order, with None for
    the number. Without, all values, exactly. A value that is None stands for no value.
    A field that is worked out needs rows `within` which it is.
    """
    if not many:
        counted = rows.order_by().values_list(field)
        return dict(counted.annotate(count=Count("pk", distinct=distinct)))
    # As keys first: else the join is made for all rows before the first are taken.
    everything = rows.model._default_manager.all() if within is None else within  # noqa: SLF001 Django's documented API
    found = everything.filter(pk__in=rows.values("pk")[:MOST]).order_by()
    return dict.fromkeys(found.values_list(field, flat=True).distinct())


def count_of(counts: Mapping[Any, int | None], value: Any) -> int | None:
    """Return the count of one value; of one no row has nought, where all are known."""
    absent = None if None in counts.values() else 0
    return counts.get(value, absent)
