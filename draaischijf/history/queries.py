"""Reading the history of a thing as sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from draaischijf.core.pagination import KeysetPage, keyset_page
from draaischijf.history import verbs
from draaischijf.history.models import Entry, EntryQuerySet


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


# -- The whole history of a partnership ------------------------------------------------

PAGE = 50
_CHUNK = 500


@dataclass(frozen=True)
class Recorded:
    """One entry as it goes out: who, for whom, about what, its place in the chain."""

    at: datetime.datetime
    who: str
    on_behalf_of: str
    about: str
    text: str
    note: str
    is_public: bool
    is_redacted: bool
    position: int | None
    chain: str


def recorded_page(
    partnership_id: int, *, after: str = "", before: str = ""
) -> tuple[list[Recorded], KeysetPage[Entry]]:
    """Return fifty entries of a partnership, newest first, and the pages around them.

    As many queries as there are kinds of things among them, and two.
    """
    page = keyset_page(_of(partnership_id), "at", after=after, before=before, size=PAGE)
    return [_recorded(entry) for entry in page.rows], page


def recorded(partnership_id: int) -> Iterator[Recorded]:
    """Give the whole history of a partnership, oldest first, a part at a time."""
    entries = _of(partnership_id).order_by("at", "pk")
    for entry in entries.iterator(chunk_size=_CHUNK):
        yield _recorded(entry)


def _of(partnership_id: int) -> EntryQuerySet:
    entries = Entry.objects.filter(partnership_id=partnership_id)
    return entries.select_related("link", "content_type").prefetch_related("thing")


def _recorded(entry: Entry) -> Recorded:
    link = getattr(entry, "link", None)
    return Recorded(
        at=entry.at,
        who=entry.actor_name,
        on_behalf_of=entry.on_behalf_of,
        about=_about(entry),
        text=verbs.sentence(entry.verb, entry.data),
        note=entry.note,
        is_public=entry.is_public,
        is_redacted=entry.redacted is not None,
        position=link.position if link else None,
        chain=link.chain if link else "",
    )


def _about(entry: Entry) -> str:
    """Return what an entry is about in words; what is gone keeps its number."""
    model = entry.content_type.model_class()
    kind = str(model._meta.verbose_name) if model else entry.content_type.model  # noqa: SLF001 Django's documented API
    thing = entry.thing
    name = ""
    if thing is None:
        name = f"#{entry.object_id}"
    for attribute in ("number", "title", "name"):
        name = name or str(getattr(thing, attribute, "") or "")
    return capfirst(f"{kind} {name}".strip())
