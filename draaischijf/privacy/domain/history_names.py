"""Taking a name out of history, on a person's request only.

The entry stays where it is, says what happened and when, and says of nobody who it was
(GDPR, article 17.3: what has to be accounted for stays; who it was need not).
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Any

from django.db.models import Q

from draaischijf.history.domain import redact
from draaischijf.history.models import Entry
from draaischijf.privacy.queries.subjects import FORMER, Subject, any_of
from draaischijf.privacy.queries.traces import history_of


def forget_in_history(subject: Subject) -> dict[str, str]:
    """Write "a former colleague" where the person is named.

    Where the person did something, where something is said about the person, and where
    a full name or address stands in the words of an entry here. Returns what has to be
    recorded beside it: the number of each entry and a print of what it says now.
    """
    words = subject.names | subject.addresses
    # Elsewhere a first name alone may be somebody else.
    sure = {word for word in words if " " in word or "@" in word}
    named = any_of(Q(data__icontains=word) | Q(note__icontains=word) for word in sure)
    own = set(history_of(subject).values_list("pk", flat=True))
    entries = Entry.objects.filter(
        Q(pk__in=own) | (named & subject.here("partnership_id"))
    )
    users = {one.pk for one in subject.users}
    changed = {}
    for entry in entries.order_by("pk").iterator(chunk_size=500):
        _forget(entry, users, words if entry.pk in own else sure)
        changed[str(entry.pk)] = redact(entry)
    return changed


def _forget(entry: Entry, users: set[int], words: AbstractSet[str]) -> None:
    if entry.actor_id in users:
        entry.actor_name = FORMER
    if entry.on_behalf_of in words:
        entry.on_behalf_of = FORMER
    entry.data = _without(entry.data, words)
    entry.note = _without(entry.note, words)


def _without(value: Any, words: AbstractSet[str]) -> Any:
    """Return a value with the words replaced, the longest first, whole words only."""
    if isinstance(value, str):
        for word in sorted(words, key=len, reverse=True):
            whole = rf"(?<!\w){re.escape(word)}(?!\w)"
            value = re.sub(whole, FORMER, value, flags=re.IGNORECASE)
        return value
    if isinstance(value, dict):
        return {key: _without(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    return value
