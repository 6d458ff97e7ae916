"""Taking a name out of history, on a person's request only.

History cannot be changed, except here: the entry stays where it is, says what happened
and when, and says of nobody who it was (GDPR, article 17.3: what has to be accounted
for stays; who it was need not). One place, so that it can be seen to be the only one.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Any

import pgtrigger
from django.db.models import Q

from draaischijf.history.models import Entry
from draaischijf.privacy.queries.subjects import Subject, any_of
from draaischijf.privacy.queries.traces import history_of

FORMER = "een vroegere medewerker"
_BATCH = 500


def forget_in_history(subject: Subject) -> int:
    """Write "a former colleague" where the person is named; return in how many entries.

    Where the person did something, where something is said about the person, and where
    a name or address stands in the details of an entry here.
    """
    words = subject.names | subject.addresses
    # Elsewhere a first name alone may be somebody else.
    sure = {word for word in words if " " in word or "@" in word}
    named = any_of(Q(data__icontains=word) | Q(note__icontains=word) for word in sure)
    entries = history_of(subject) | Entry.objects.filter(
        named, subject.here("partnership_id")
    )
    users = {one.pk for one in subject.users}
    own = set(history_of(subject).values_list("pk", flat=True))
    keys = list(entries.order_by("pk").values_list("pk", flat=True).distinct())
    with pgtrigger.ignore("history.Entry:append_only"):
        for start in range(0, len(keys), _BATCH):
            for entry in Entry.objects.filter(pk__in=keys[start : start + _BATCH]):
                _forget(entry, users, words if entry.pk in own else sure)
    return len(keys)


def _forget(entry: Entry, users: set[int], words: AbstractSet[str]) -> None:
    if entry.actor_id in users:
        entry.actor_id, entry.actor_name = None, FORMER
    if entry.on_behalf_of in words:
        entry.on_behalf_of = FORMER
    entry.data = _without(entry.data, words)
    entry.note = _without(entry.note, words)
    entry.save(update_fields=["actor", "actor_name", "on_behalf_of", "data", "note"])


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
