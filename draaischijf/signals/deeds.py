"""The register of what is done about signals in the modules above.

An action of a plan that answers a signal is an action agreed about it: nobody has to
write it down once more with the signal before it can go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

# Given keys of signals, those about which something is being done.
Source = Callable[[Collection[int]], Iterable[int]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add where deeds come from; the same name again is once."""
    _sources[name] = source


def acted_on(keys: Collection[int]) -> set[int]:
    """Return which of these signals are acted on elsewhere; a query a source."""
    return {key for one in _sources.values() for key in one(keys)} if keys else set()
