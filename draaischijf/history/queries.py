"""Reading the history of a thing as sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from draaischijf.history import verbs
from draaischijf.history.models import Entry


@dataclass(frozen=True)
class Line:
    """One line of a timeline: when, who (empty for the public), and the sentence."""

    at: datetime.datetime
    who: str
    text: str
    note: str
    verb: str


def as_lines(entries: Iterable[Entry], *, with_names: bool) -> list[Line]:
    """Turn entries into readable lines in the active language.

    Without `with_names` neither the actor nor the note is given: that is what the
    public may read.
    """
    return [
        Line(
            at=entry.at,
            who=(entry.on_behalf_of or entry.actor_name) if with_names else "",
            text=verbs.sentence(entry.verb, entry.data),
            note=entry.note if with_names else "",
            verb=entry.verb,
        )
        for entry in entries
    ]
