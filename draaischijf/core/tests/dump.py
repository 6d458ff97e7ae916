"""Looking for words in the whole database: every column that can hold text."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import connection

_COLUMNS = """
    select c.table_schema, c.table_name, c.column_name
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE'
      and c.table_schema not in ('pg_catalog', 'information_schema')
      and (c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb',
                           'tsvector', 'xml', 'bytea', 'name')
           or c.data_type in ('ARRAY', 'USER-DEFINED'))
    order by 1, 2, 3
"""


def squashed(column):
    return f"regexp_replace(lower({column}::text), '[^[:alnum:]]', '', 'g')"


def columns():
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        return cursor.fetchall()


def where_it_stands(*words):
    """Return "table.column" for every column in which a word stands, however spelled.

    Case, spaces and signs make no difference: only letters and figures are compared.
    """
    found = set()
    with connection.cursor() as cursor:
        for schema, table, column in columns():
            for word in words:
                plain = "".join(c for c in word.lower() if c.isalnum())
                cursor.execute(
                    f'select 1 from "{schema}"."{table}"'  # noqa: S608 names of our own columns
                    f" where strpos({squashed(chr(34) + column + chr(34))}, %s) > 0"
                    " limit 1",
                    [plain],
                )
                if cursor.fetchone():
                    found.add(f"{table}.{column}")
    return found


def files_on_disk():
    """Return the names of all files in the storage."""
    waiting, found = [""], []
    while waiting:
        folder = waiting.pop()
        folders, files = default_storage.listdir(folder)
        waiting += [f"{folder}/{one}".lstrip("/") for one in folders]
        found += [f"{folder}/{one}".lstrip("/") for one in files]
    return found
