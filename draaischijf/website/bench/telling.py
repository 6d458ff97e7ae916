"""The figures as a table and as JSON, with the machine they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from draaischijf.website.bench import machine
from draaischijf.website.bench.measuring import Measured
from draaischijf.website.scale.journal import Run


def as_json(
    measured: Sequence[Measured], here: dict[str, Any], run: Run | None
) -> dict[str, Any]:
    """Return the figures in seconds, each with whether it is within its budget."""
    return {
        "machine": here,
        "scale": run.scale if run else None,
        "within": all(one.is_within for one in measured),
        "works": [one.as_json() for one in measured],
    }


def as_table(
    measured: Sequence[Measured], here: dict[str, Any], run: Run | None
) -> Iterator[str]:
    """Give the lines of a table in milliseconds, then on what it was measured."""
    width = max(len(one.name) for one in measured)
    yield (
        f"{'work':{width}}   p50 ms   p95 ms   max ms  budget   cpu ms  queries"
        "   sql ms  sql %"
    )
    for one in measured:
        budget = f"{one.budget * 1000:7.0f}" if one.budget else "      –"
        cpu = "      –" if one.cpu is None else f"{one.cpu * 1000:7.1f}"
        over = "" if one.is_within else "  over"
        yield (
            f"{one.name:{width}}  {one.p50 * 1000:7.1f}  {one.p95 * 1000:7.1f}"
            f"  {one.worst * 1000:7.1f} {budget}  {cpu}  {one.queries:7}"
            f"  {one.sql * 1000:7.1f}  {one.share:5.0%}{over}"
        )
    if run:
        yield f"A site filled with --scale {run.scale:g} --seed {run.seed}"
    yield machine.in_words(here)
