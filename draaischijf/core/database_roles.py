"""What the two database roles may: the owner makes the tables, the site uses them.

The rights are worked out from the tables that are there, so that they can be given
again after every update; giving them twice is once.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from psycopg import sql

# Tables the site adds to and reads, and those it only reads: their rows are written by
# functions of the owner. On every other table the site does its work.
ADDED_TO = ("history_entry",)
READ_ONLY = ("history_link", "history_commit", "django_migrations")


def statements(site: str) -> list[str]:
    """Return the SQL that gives the role `site` its rights; run by the owner."""
    with connection.cursor() as cursor:
        connection.ensure_connection()
        return [one.as_string(cursor.connection) for one in _rights(site)]


def give(site: str) -> list[str]:
    """Give the role `site` its rights and return what was run.

    Raises what the database raises: there must be such a role, and this one must own
    the tables.
    """
    run = statements(site)
    with connection.cursor() as cursor:
        for one in run:
            cursor.execute(one)
    return run


def can_change_history() -> bool:
    """Tell whether the role of this connection could change the history if it tried."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_or(pg_has_role(c.relowner, 'usage')"
            " or has_table_privilege(c.oid, 'update, delete, truncate, trigger'))"
            " from pg_class c where c.oid = any(%s::regclass[])",
            [["history_entry", "history_link"]],
        )
        (can,) = cursor.fetchone()
    return bool(can)


def _rights(site: str) -> Iterator[sql.Composed]:
    role = sql.Identifier(site)
    database = sql.Identifier(str(connection.settings_dict["NAME"]))
    yield sql.SQL("grant connect, temporary on database {} to {}").format(
        database, role
    )
    yield sql.SQL("grant usage on schema public to {}").format(role)
    work = "select, insert, update, delete"
    yield sql.SQL(f"grant {work} on all tables in schema public to {{}}").format(role)
    yield sql.SQL(
        "grant usage, select, update on all sequences in schema public to {}"
    ).format(role)
    # What the next update makes.
    yield sql.SQL(
        f"alter default privileges in schema public grant {work} on tables to {{}}"
    ).format(role)
    yield sql.SQL(
        "alter default privileges in schema public"
        " grant usage, select, update on sequences to {}"
    ).format(role)
    for tables, kept in ((ADDED_TO, "select, insert"), (READ_ONLY, "select")):
        for table in tables:
            name = sql.Identifier(table)
            yield sql.SQL("revoke all on {} from {}").format(name, role)
            yield sql.SQL(f"grant {kept} on {{}} to {{}}").format(name, role)
