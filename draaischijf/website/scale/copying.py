"""Rows by the thousand: COPY, with what a model would fill in by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql

# The moment a row was made and last changed is the caller's to say.
MOMENTS = ("created", "updated")


def copy_rows(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Put rows in the table of a model; columns that are not named get their default.

    Within the transaction of the caller. Constraints and triggers hold as ever.
    """
    rest = _defaults(model, columns)
    names = [*columns, *rest]
    fixed = tuple(rest.values())
    copy = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(model._meta.db_table),  # noqa: SLF001 Django's documented API
        sql.SQL(", ").join(map(sql.Identifier, names)),
    )
    with connection.cursor() as cursor, cursor.copy(copy) as writing:
        for row in rows:
            writing.write_row((*row, *fixed))


def _defaults(model: type[models.Model], given: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001 Django's documented API
        if not field.column or field.column in given:
            continue
        if field.primary_key or field.generated:
            continue
        if field.column in MOMENTS:
            raise ValueError(f"{model.__name__}.{field.column} must be given")
        value = field.get_default()
        if isinstance(field, models.JSONField):
            value = json.dumps(value)
        found[field.column] = value
    return found


def own_numbers(model: type[models.Model]) -> None:
    """Let the next number of a table follow the rows that were copied with theirs."""
    table = model._meta.db_table  # noqa: SLF001 Django's documented API
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "select setval(pg_get_serial_sequence({name}, 'id'),"
                " greatest((select max(id) from {table}), 1))"
            ).format(name=sql.Literal(table), table=sql.Identifier(table))
        )
