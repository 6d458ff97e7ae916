"""Rows that say the same as an earlier one: equal, or one slip of the pen apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from draaischijf.documents.spelling import one_letter_apart, plain
from draaischijf.signals.exchange.rows import Rows

# In a shorter text one letter can be all the difference ("wonen 55+", "wonen 65+").
SHORTEST_NEAR = 30


def mark_repeats(rows: Iterable[tuple[Rows, str]]) -> list[Rows]:
    """Return the rows, each repeat with the position of the first row of its text."""
    first: dict[str, int] = {}
    by_length: dict[int, list[str]] = {}
    marked = []
    for row, text in rows:
        shown = plain(text)
        earlier = first.get(shown)
        if earlier is None:
            earlier = next(
                (
                    first[other]
                    for length in range(len(shown) - 1, len(shown) + 2)
                    for other in by_length.get(length, ())
                    if len(shown) >= SHORTEST_NEAR and one_letter_apart(shown, other)
                ),
                None,
            )
        if shown and earlier is None:
            first[shown] = row.position
            by_length.setdefault(len(shown), []).append(shown)
        marked.append(replace(row, duplicate_of=earlier))
    return marked
