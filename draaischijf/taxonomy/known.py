"""What was looked up of the reference data, kept by each process until it changes.

Every page names rights and places and explains abbreviations, and none of them changes
for weeks. The database gives the reference data a new stamp with every change; a
request reads the stamp along with its partnership and looks up again only what it does
not know under that stamp. Outside `reading` nothing is kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.db.models import Subquery

from draaischijf.taxonomy.models import Area, ReferenceStamp, Term

Answer = TypeVar("Answer")


@dataclass
class _Kept:
    stamp: uuid.UUID
    answers: dict[Hashable, Any] = field(default_factory=dict)


_newest: list[_Kept] = []
_here: ContextVar[_Kept | None] = ContextVar("known", default=None)


def stamp_of_now() -> Subquery:
    """Return the stamp as something to fetch along with another row."""
    return Subquery(ReferenceStamp.objects.values("stamp")[:1])


@contextmanager
def reading(stamp: uuid.UUID | None) -> Iterator[None]:
    """Within it, keep what is looked up under this stamp, and use what was kept.

    For what only reads: what a request is changing itself it has to see at once.
    Without a stamp nothing is kept.
    """
    token = _here.set(_kept_under(stamp) if stamp else None)
    try:
        yield
    finally:
        _here.reset(token)


def forget() -> None:
    """Forget what was kept, as a process that has just begun."""
    _newest.clear()


def kept(key: Hashable, look_up: Callable[[], Answer]) -> Answer:
    """Return what `look_up` tells, from what was kept under `key` where it was.

    The answer is shared with other requests: nobody changes it.
    """
    here = _here.get()
    if here is None:
        return look_up()
    if key not in here.answers:
        here.answers[key] = look_up()
    return cast("Answer", here.answers[key])


def terms(keys: Collection[int]) -> list[Term]:
    """Return the terms with these keys, in their own order."""
    if _here.get() is None:
        return list(Term.objects.filter(pk__in=keys))
    return _chosen(kept("terms", lambda: _ranked(Term.objects.all())), keys)


def areas(keys: Collection[int]) -> list[Area]:
    """Return the areas with these keys, by name."""
    if _here.get() is None:
        return list(Area.objects.filter(pk__in=keys))
    return _chosen(kept("areas", lambda: _ranked(Area.objects.all())), keys)


_Row = TypeVar("_Row", Term, Area)
_Ranked = dict[int, tuple[int, _Row]]


def _ranked(rows: Iterable[_Row]) -> _Ranked[_Row]:
    return {row.pk: (rank, row) for rank, row in enumerate(rows)}


def _chosen(ranked: _Ranked[_Row], keys: Collection[int]) -> list[_Row]:
    found = [ranked[key] for key in set(keys) if key in ranked]
    return [row for _rank, row in sorted(found, key=lambda one: one[0])]


def _kept_under(stamp: uuid.UUID) -> _Kept:
    newest = _newest[0] if _newest else None
    if newest is None or newest.stamp != stamp:
        newest = _Kept(stamp)
        _newest[:] = [newest]
    return newest
