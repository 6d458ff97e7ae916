"""What tests of every module may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pgtrigger
import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings

from draaischijf.taxonomy import known

ROOT = Path(__file__).parent

# Speed is measured by `draaischijf bench`, never by a test on a busy machine. On the
# build machine the same examples every time; at a desk new ones, which find new faults.
settings.register_profile("desk", deadline=None)
settings.register_profile("build", deadline=None, derandomize=True)
settings.load_profile("build" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def seeds():
    """The folder with the source documents; tests that read them skip without."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the source documents are not on this machine")
    return folder


@pytest.fixture(autouse=True)
def _nothing_known():
    """Let every test count the queries of a process that has just begun."""
    known.forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End every session before the databases go: one in use is not dropped.

    While a browser is open an event loop runs in this thread, and Django keeps another
    connection beside the first for what runs in it; threads leave theirs too.
    """
    yield
    with django_db_blocker.unblock():
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
                " and backend_type = 'client backend'"
            )


@pytest.fixture(autouse=True, scope="session")
def _flush_history_too():
    """Let Django empty all tables between tests that commit for real.

    Also the append-only ones, and the jobs that such a test left to nobody: the tables
    of the worker are not Django's, and the next test would find them.
    """
    teardown = TransactionTestCase._fixture_teardown  # noqa: SLF001 there is no other hook

    def flush(case):
        with pgtrigger.ignore("history.Entry:no_truncate", "history.Link:no_truncate"):
            teardown(case)
        with connection.cursor() as cursor:
            cursor.execute("delete from procrastinate_jobs")

    TransactionTestCase._fixture_teardown = flush  # noqa: SLF001 the same
    yield
    TransactionTestCase._fixture_teardown = teardown  # noqa: SLF001 the same
