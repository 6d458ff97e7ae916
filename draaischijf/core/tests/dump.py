"""Looking for words in the whole database: every column that can hold text."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import connection

_COLUMNS = """
    select c.table_schema, c.table_name, c.column_name, c.udt_name
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE'
      and c.table_schema not in ('pg_catalog', 'information_schema')
      and (c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb',
                           'tsvector', 'xml', 'bytea', 'name')
           or c.data_type in ('ARRAY', 'USER-DEFINED'))
    order by 1, 2, 3
"""


def columns():
    """Return every column that can hold text: schema, table, column and type."""
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        return cursor.fetchall()


def where_it_stands(*words):
    """Return "table.column" for every column in which a word stands, however spelled.

    Case, spaces and signs make no difference: only letters and figures are compared.
    A search column keeps words apart: there they are looked for one after another.
    """
    found = set()
    with connection.cursor() as cursor:
        for schema, table, column, kind in columns():
            for word in words:
                where, given = _holding(f'"{column}"', kind, word)
                query = f'select 1 from "{schema}"."{table}" where {where} limit 1'  # noqa: S608 names of our own columns
                cursor.execute(query, [given])
                if cursor.fetchone():
                    found.add(f"{table}.{column}")
    return found


def _holding(column, kind, word):
    if kind == "tsvector":
        return f"{column} @@ phraseto_tsquery('draaischijf_nl', %s)", word
    plain = "".join(c for c in word.lower() if c.isalnum())
    squashed = f"regexp_replace(lower({column}::text), '&nbsp;|[^[:alnum:]]', '', 'g')"
    return f"strpos({squashed}, %s) > 0", plain


def files_on_disk():
    """Return the names of all files in the storage."""
    waiting, found = [""], []
    while waiting:
        folder = waiting.pop()
        folders, files = default_storage.listdir(folder)
        waiting += [f"{folder}/{one}".lstrip("/") for one in folders]
        found += [f"{folder}/{one}".lstrip("/") for one in files]
    return found
