"""A pytest plugin, loaded before the settings: gives the suite a PostgreSQL.

TEST_DATABASE_URL names a server of one's own; else the embedded one is started in
var/, with safety traded for speed. Parallel workers inherit the address. Every run
has databases of its own, so that two runs at the same time do not meet.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import psycopg
from psycopg import sql

from draaischijf.core.database import EmbeddedPostgres
from draaischijf.core.machine import command_of

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = re.compile(r"test_run(\d+)(_\w+)?")


def address() -> str:
    """Return the address of the test server, starting the embedded one if need be."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given:
        return given
    server = EmbeddedPostgres(ROOT / "var" / "test-postgres", durable=False)
    server.start()
    remove_leftovers(server.url("postgres"))
    return server.url("postgres")


def remove_leftovers(url: str) -> None:
    """Drop the databases of runs that were killed before they could tidy up."""
    with psycopg.connect(url, autocommit=True) as connection:
        for (name,) in connection.execute("select datname from pg_database").fetchall():
            found = RUN.fullmatch(name)
            if found and not command_of(int(found[1])):
                order = sql.SQL("drop database if exists {} with (force)")
                connection.execute(order.format(sql.Identifier(name)))


os.environ["TEST_DATABASE_URL"] = os.environ["DATABASE_URL"] = address()
os.environ.setdefault("TEST_RUN", f"run{os.getpid()}")
