"""How long the processors worked for a server: its own processes and the database's.

On a machine that others use too the clock tells how long they made us wait; this tells
what a work costs. From the scheduler of Linux; elsewhere there is no such figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import connection

PROCESSES = Path("/proc")


Worked = dict[int, float]


def worked(server: int) -> Worked:
    """Return the seconds that a server, its children and the database worked so far.

    By process. Of the database the connections that are open now, but for our own.
    Empty where it cannot be told: another system, or a database on another machine.
    """
    found = {pid: _of(pid) for pid in [*_family(server), *_backends()]}
    if None in found.values():
        return {}
    return {pid: seconds for pid, seconds in found.items() if seconds is not None}


def between(before: Worked, after: Worked) -> float | None:
    """Return what was worked between two moments, or None when nobody can tell."""
    if not before or not after:
        return None
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def _family(process: int) -> Iterable[int]:
    """Give a process and all that it started."""
    yield process
    for children in PROCESSES.glob(f"{process}/task/*/children"):
        try:
            pids = children.read_text(encoding="ascii").split()
        except OSError:
            continue
        for pid in pids:
            yield from _family(int(pid))


def _backends() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database()"
            " and backend_type = 'client backend' and pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def _of(process: int) -> float | None:
    """Return the seconds that all threads of a process were on a processor."""
    told = list(PROCESSES.glob(f"{process}/task/*/schedstat"))
    try:
        return sum(int(one.read_text().split()[0]) for one in told) / 1e9 or None
    except OSError:
        return None
