"""What every test needs: a real PostgreSQL of its own and nothing that lingers."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent


def pytest_configure(config):
    """Start the test cluster once; parallel workers inherit its address."""
    if os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
        return
    from draaischijf.core.database import EmbeddedPostgres

    server = EmbeddedPostgres(ROOT / "var" / "test-postgres", durable=False)
    server.start()
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"] = server.url("postgres")
