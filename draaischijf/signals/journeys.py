"""The register of what other modules know of the way of a signal.

Meetings, actions, editions and reports stand above signals. Each module names here a
function that gives its stops: dated things with a sentence and an address. The page of
a signal and its dossier put them between what the signal itself remembers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from draaischijf.core.pieces import Text
from draaischijf.signals.models import PolicySignal


class Lane(StrEnum):
    """On which line of the picture a stop stands."""

    RAISED = "raised"
    MEETINGS = "meetings"
    DEEDS = "deeds"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Told:
    """What history says of the same thing: the verb, and the value of one field."""

    verb: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One dated thing on the way of a signal.

    Without a `sentence` it is only drawn. Where history tells it (`told`), that line
    gets the address. `until` makes it last: it is drawn as a line. `count` things on
    one day are one stop.
    """

    lane: Lane
    day: datetime.date
    sentence: Text = ""
    url: str = ""
    icon_name: str = ""
    told: Told | None = None
    until: datetime.date | None = None
    count: int = 1


class Source(Protocol):
    """Gives the stops of a signal, for a partner or for the public."""

    __module__: str
    __qualname__: str

    def __call__(self, signal: PolicySignal, *, is_partner: bool) -> Iterable[Stop]: ...


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add where stops come from; the same one again is once."""
    _sources[f"{source.__module__}.{source.__qualname__}"] = source


def stops_of(signal: PolicySignal, *, is_partner: bool) -> list[Stop]:
    """Return every stop of a signal, the oldest first; some queries a source."""
    found = [
        stop for one in _sources.values() for stop in one(signal, is_partner=is_partner)
    ]
    return sorted(found, key=lambda stop: stop.day)
