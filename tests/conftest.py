"""The real worker, for the tests that let it do what waits."""

from __future__ import annotations

import threading

import pytest
from procrastinate.contrib.django import app


@pytest.fixture
def work(transactional_db):
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
