"""A pytest plugin, loaded before the settings: gives the suite a PostgreSQL.

TEST_DATABASE_URL names a server of one's own; else the embedded one is started in
var/, with safety traded for speed. Parallel workers inherit the address.
"""

from __future__ import annotations

import os
from pathlib import Path

from draaischijf.core.database import EmbeddedPostgres

ROOT = Path(__file__).resolve().parent.parent.parent


def address() -> str:
    """Return the address of the test server, starting the embedded one if need be."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given:
        return given
    server = EmbeddedPostgres(ROOT / "var" / "test-postgres", durable=False)
    server.start()
    return server.url("postgres")


os.environ["TEST_DATABASE_URL"] = os.environ["DATABASE_URL"] = address()
