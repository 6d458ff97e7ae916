"""One work, done several times, and what it took."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from draaischijf.website.bench.working import Worked, between


def _nothing() -> None:
    """Nothing has to be ready."""


@dataclass(frozen=True)
class Work:
    """What is measured; `budget` is that of the design, in seconds, or None.

    `before` comes before each time and is not timed. `counted` does the same work in
    this process, where its queries can be counted: `do` itself, unless a server does
    it. `variants` is how many different ones `do` goes through: each is warmed up.
    `worked` tells how long the processors worked so far for whoever does it.
    """

    name: str
    do: Callable[[], object]
    budget: float | None = None
    before: Callable[[], object] = _nothing
    counted: Callable[[], object] | None = None
    variants: int = 1
    worked: Callable[[], Worked] = dict


@dataclass(frozen=True)
class Measured:
    """What a work took, in seconds.

    `cpu` is what the processors worked for it, on average; None where nobody can tell.
    `queries`, their `sql` seconds and the `share` of the whole are of one time, in this
    process.
    """

    name: str
    p50: float
    p95: float
    worst: float
    queries: int
    sql: float
    share: float
    cpu: float | None
    budget: float | None

    @property
    def is_within(self) -> bool:
        """Whether it stayed within the budget, or has none."""
        return self.budget is None or self.p95 <= self.budget

    def as_json(self) -> dict[str, Any]:
        """Return the figures as the command prints them."""
        return {**asdict(self), "within": self.is_within}


@dataclass
class SqlClock:
    """How many queries there were, and how long the database took for them."""

    queries: int = 0
    seconds: float = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, *rest: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, *rest)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - begun


@contextmanager
def counting() -> Iterator[SqlClock]:
    """Count the queries of this connection and time them."""
    clock = SqlClock()
    with connection.execute_wrapper(clock):
        yield clock


def measure(work: Work, *, times: int) -> Measured:
    """Do a work until it is warm, then `times` times, and return what it took."""
    for _number in range(work.variants):
        work.before()
        work.do()
    count = work.counted or work.do
    if work.counted:
        count()
    if not work.counted:
        work.before()
    with counting() as clock:
        begun = time.perf_counter()
        count()
        whole = time.perf_counter() - begun
    # As the server does once it is loaded (config/wsgi.py).
    gc.collect()
    gc.freeze()
    turns = [_turn(work) for _number in range(times)]
    taken = sorted(seconds for seconds, _cpu in turns)
    cpu = [one for _seconds, one in turns if one is not None]
    return Measured(
        name=work.name,
        p50=statistics.median(taken),
        p95=p95_of(taken),
        worst=taken[-1],
        queries=clock.queries,
        sql=clock.seconds,
        share=clock.seconds / whole if whole else 0.0,
        cpu=statistics.mean(cpu) if cpu else None,
        budget=work.budget,
    )


def _turn(work: Work) -> tuple[float, float | None]:
    """Do it once; return the seconds by the clock, and those of the processors."""
    work.before()
    before = work.worked()
    begun = time.perf_counter()
    work.do()
    seconds = time.perf_counter() - begun
    return seconds, between(before, work.worked())


def p95_of(taken: list[float]) -> float:
    """Return what nineteen of twenty took at most, of times in their order."""
    return taken[math.ceil(0.95 * len(taken)) - 1]
