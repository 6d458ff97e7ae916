"""Keeping a search, and telling its owner of signals that answer it from now on.

A person's own list is not part of the path of a signal: history does not tell it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.core import queue
from draaischijf.notifications.notices import News, notify
from draaischijf.people.models import Partnership
from draaischijf.signals.models import SavedSearch
from draaischijf.signals.queries.searching import MOST_KNOWN, keys_of, matches
from draaischijf.signals.queries.signal_facets import Wanted
from draaischijf.signals.queries.watching import SEARCH

TASK = "draaischijf.signals.tasks.look_for_matches"
KEY = "look-for-matches"
# Looked at again each time: a change may be committed after a later one was seen.
OVERLAP = datetime.timedelta(minutes=10)
# Reads a query as the list of signals does; forms lie above this module.
Read = Callable[[str], Wanted]


@transaction.atomic
def keep_search(
    partnership: Partnership,
    query: str,
    *,
    name: str,
    wanted: Wanted,
    actor: User,
    now: datetime.datetime,
) -> SavedSearch:
    """Keep a search under a name, and return it; the same search again renames it.

    What answers it today is known: only later signals are news. One that finds
    thousands tells no news at all.
    """
    known = keys_of(matches(actor, partnership, wanted))
    is_wide = len(known) > MOST_KNOWN
    search, _is_new = SavedSearch.objects.update_or_create(
        user=actor,
        partnership=partnership,
        query=query,
        defaults={
            "name": name.strip(),
            "looked": now,
            "known": [] if is_wide else known,
            "notifies": not is_wide,
        },
    )
    return search


@transaction.atomic
def rename_search(search: SavedSearch, name: str) -> None:
    """Give a kept search another name."""
    SavedSearch.objects.filter(pk=search.pk).update(name=name.strip())


@transaction.atomic
def turn_news(
    search: SavedSearch, *, on: bool, wanted: Wanted, now: datetime.datetime
) -> bool:
    """Turn the news of a search on or off, and tell whether it is on.

    Turned on it begins anew: what came in meanwhile is no news. It stays off for a
    search that finds thousands.
    """
    known: list[int] = []
    if on:
        known = keys_of(matches(search.user, search.partnership, wanted))
        on = len(known) <= MOST_KNOWN
    rows = SavedSearch.objects.filter(pk=search.pk)
    rows.update(notifies=on, looked=now, known=known if on else [])
    return on


@transaction.atomic
def forget_search(search: SavedSearch) -> None:
    """Keep a search no longer; what it told shows nothing of it any more."""
    SavedSearch.objects.filter(pk=search.pk).delete()


def look_again(read: Read, now: datetime.datetime) -> Iterator[int]:
    """Look in each search for signals that answer it since the last time.

    Yields after each search how many are new. Each is a transaction of its own, with
    its own moment up to which was looked: who is killed halfway goes on with the
    others, and nobody hears of the same signal twice.
    """
    while True:
        done = _look_at_next(read, now)
        if done is None:
            return
        yield done


def go_on_soon() -> None:
    """Have the searches that are left looked at by a new job."""
    queue.later(TASK, key=KEY)


@transaction.atomic
def _look_at_next(read: Read, now: datetime.datetime) -> int | None:
    search = (
        SavedSearch.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(notifies=True, looked__lt=now)
        .select_related("user", "partnership")
        .order_by("looked")
        .first()
    )
    if search is None:
        return None
    found = matches(
        search.user,
        search.partnership,
        read(search.query),
        since=search.looked - OVERLAP,
    )
    new = sorted(set(keys_of(found)) - set(search.known))
    search.looked = now
    search.known = [*search.known, *new]
    search.save(update_fields=["looked", "known"])
    if new:
        _tell(search, new)
    return len(new)


def _tell(search: SavedSearch, new: list[int]) -> None:
    news = News(
        key=f"search-{search.pk}-{new[-1]}-{len(search.known)}",
        kind="search_matches",
        about=SEARCH,
        about_id=search.pk,
        partnership_id=search.partnership_id,
        data={"count": len(new), "signals": new[:20]},
    )
    notify([search.user], news)
