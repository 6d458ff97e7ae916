"""The real worker, for the tests that let it do what waits."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from procrastinate.contrib.django import app


@pytest.fixture
def work(transactional_db):
    """Return a function that does every waiting job, as the worker would.

    It runs in a thread: a browser test may have left its event loop in this one. Those
    threads keep their connections, which would hold the database at the end.
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

    yield in_a_thread
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
