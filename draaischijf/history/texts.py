"""Where the history holds words of a person (core/redaction)."""

from __future__ import annotations

from draaischijf.core.redaction.register import Changes, Texts
from draaischijf.history.chain import VOUCHED
from draaischijf.history.domain import redact
from draaischijf.history.models import Entry


def _write(entry: Entry, changes: Changes) -> str:
    """Take the words out by the one door there is; gives the digest to vouch for."""
    vouched = entry.data.get(VOUCHED)
    for name, value in changes.items():
        setattr(entry, name, value)
    if vouched is not None:
        # Numbers of entries and digests, which may look like a number somebody has.
        entry.data = {**entry.data, VOUCHED: vouched}
    return redact(entry)


TEXTS = (Texts("history.Entry", ("data", "note", "on_behalf_of"), write=_write),)
LEFT = {
    "history.Entry.actor_name": "the name of the account that did it",
    "history.Entry.verb": "the name of a verb",
    "history.Entry.salt": "made by the database",
    "history.Entry.digest": "made by the database",
    "history.Link.chain": "made by the database",
}
