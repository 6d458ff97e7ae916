"""How far a run came: kept in the database itself, in the transaction of each batch.

A table of its own and no model: it is there only on a site that was filled this way.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from draaischijf.accounts.models import User
from draaischijf.people.models import Partnership

_TABLE = """
    create table seed_scale (
        step text primary key, done bigint not null, total bigint not null,
        scale double precision not null, seed bigint not null, day date not null
    )
"""
# One run at a time, also when two are started at once.
_LOCK = 4015002


class OtherDataError(RuntimeError):
    """The site has data of its own, or of another run; the message says which."""


@dataclass(frozen=True)
class Run:
    """What a run was asked: with the day it began all that its data follow from."""

    scale: float
    seed: int
    day: datetime.date


def known_run() -> Run | None:
    """Return the run this site was filled by, or None."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('seed_scale')")
        if cursor.fetchone()[0] is None:
            return None
        cursor.execute("select scale, seed, day from seed_scale limit 1")
        found = cursor.fetchone()
    return Run(*found) if found else None


def begin(run: Run, totals: Mapping[str, int]) -> None:
    """Note a run that begins, with the size of each of its steps.

    Raises OtherDataError when the site has data already.
    """
    if Partnership.objects.exists() or User.objects.exists():
        raise OtherDataError(
            "This site has data of its own; made data are for an empty one. Name"
            " another database: DRAAISCHIJF_VAR=folder, or DATABASE_URL."
        )
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        cursor.executemany(
            "insert into seed_scale values (%s, 0, %s, %s, %s, %s)",
            [
                (step, total, run.scale, run.seed, run.day)
                for step, total in totals.items()
            ],
        )


def progress() -> dict[str, tuple[int, int]]:
    """Return how far each step is: done, of how many."""
    with connection.cursor() as cursor:
        cursor.execute("select step, done, total from seed_scale")
        return {step: (done, total) for step, done, total in cursor.fetchall()}


def note(step: str, done: int) -> None:
    """Note how far a step came; in the transaction of what it did."""
    with connection.cursor() as cursor:
        cursor.execute("update seed_scale set done = %s where step = %s", [done, step])


def add_step(step: str, total: int, run: Run) -> None:
    """Note a step that this version has and the one that began the run had not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into seed_scale values (%s, 0, %s, %s, %s, %s)",
            [step, total, run.scale, run.seed, run.day],
        )


def only_one() -> None:
    """Keep other runs out for as long as this connection lives.

    Raises OtherDataError when there is one.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [_LOCK])
        (alone,) = cursor.fetchone()
    if not alone:
        raise OtherDataError("Another run is filling this site at this moment.")
