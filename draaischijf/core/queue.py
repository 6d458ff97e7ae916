"""The one way to ask for background work.

A job is a row in the same PostgreSQL, written in the same transaction as the change
that asks for it: both are there or neither is, and no worker sees it before the
commit (decision 0004).
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.module_loading import import_string


def later(
    path: str, *, key: str = "", at: datetime.datetime | None = None, **arguments: Any
) -> bool:
    """Queue the task at dotted `path` with small JSON arguments, mostly ids.

    With a `key`, a job that still waits under the same key is not queued again; the
    answer tells whether a job was added. `at` is the earliest moment it may run.
    """
    from django.db import transaction
    from procrastinate.exceptions import AlreadyEnqueued

    task = import_string(path)
    configured = task.configure(
        queueing_lock=key or None,
        schedule_at=at,
    )
    try:
        # The savepoint keeps the outer transaction usable when the key is taken.
        with transaction.atomic():
            configured.defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
