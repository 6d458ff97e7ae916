"""One work, done several times, and what it took."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Work:
    """What is measured; `budget` is that of the design, in seconds, or None."""

    name: str
    do: Callable[[], object]
    budget: float | None = None


@dataclass(frozen=True)
class Measured:
    """What a work took, in seconds; `queries` and their `sql` seconds of one time."""

    name: str
    p50: float
    p95: float
    worst: float
    queries: int
    sql: float
    budget: float | None

    @property
    def is_within(self) -> bool:
        """Whether it stayed within the budget, or has none."""
        return self.budget is None or self.p95 <= self.budget

    def as_json(self) -> dict[str, Any]:
        """Return the figures as the command prints them."""
        return {**asdict(self), "within": self.is_within}


def measure(work: Work, *, times: int) -> Measured:
    """Do a work once to warm up, then `times` times, and return what it took."""
    with CaptureQueriesContext(connection) as captured:
        work.do()
    # As the server does once it is loaded (config/wsgi.py).
    gc.collect()
    gc.freeze()
    # Read now: the next request empties the log of queries.
    queries = captured.captured_queries
    taken = []
    for _turn in range(times):
        begun = time.perf_counter()
        work.do()
        taken.append(time.perf_counter() - begun)
    taken.sort()
    return Measured(
        name=work.name,
        p50=statistics.median(taken),
        p95=taken[min(len(taken) - 1, round(0.95 * len(taken)))],
        worst=taken[-1],
        queries=len(queries),
        sql=sum(float(query["time"]) for query in queries),
        budget=work.budget,
    )
