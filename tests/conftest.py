"""The real worker, for the tests that let it do what waits."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from procrastinate.contrib.django import app


@pytest.fixture
def let_go(transactional_db):
    """End what other threads left open: they would hold the database at the end.

    The thread of the worker keeps its connection, and those of the server do.
    """
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


@pytest.fixture
def work(let_go):
    """Return a function that does every waiting job, as the worker would.

    It runs in a thread: a browser test may have left its event loop in this one.
    """

    def run():
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(
                wait=False, install_signal_handlers=False, listen_notify=False
            )

    def in_a_thread():
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()

    return in_a_thread
