"""Finding where words stand: every row, field and file of one partnership."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.http import Http404
from django.utils.html import strip_tags
from django.utils.text import capfirst

from draaischijf.core.redaction import register
from draaischijf.core.redaction.register import HeldFile, Texts
from draaischijf.core.redaction.words import Words, texts_in
from draaischijf.core.screening.screen import screen
from draaischijf.people.asking import places_of
from draaischijf.people.queries import known_names

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

MOST_SUGGESTED = 20
_MAIL_SENT = ("notifications.Mail", "sent")


@dataclass(frozen=True)
class Thing:
    """What a person starts from: a row with a page."""

    kind: str
    row: Any
    url: str

    @property
    def told(self) -> str:
        return told(self.row)


@dataclass(frozen=True)
class Place:
    """Words in one field of one row, with what stands around the first of them."""

    texts: Texts
    pk: int
    field: str
    count: int
    row: str
    label: str
    is_here: bool
    around: tuple[str, str, str]
    is_out: bool = False

    @property
    def key(self) -> str:
        return f"{self.texts.label}:{self.pk}:{self.field}:{self.count}"


@dataclass(frozen=True)
class HeldPlace:
    """A file that holds the words, and the module that deals with it."""

    register: str
    file: HeldFile

    @property
    def key(self) -> str:
        return f"{self.register}:{self.file.key}"


@dataclass(frozen=True)
class Found:
    """Everywhere the words stand, within the chosen reach."""

    places: Sequence[Place]
    files: Sequence[HeldPlace]

    @property
    def here(self) -> list[Place]:
        return [one for one in self.places if one.is_here]

    @property
    def elsewhere(self) -> list[Place]:
        return [one for one in self.places if not one.is_here]

    @property
    def made(self) -> list[HeldPlace]:
        return [one for one in self.files if one.file.is_made]

    @property
    def sent_along(self) -> list[HeldPlace]:
        return [one for one in self.files if not one.file.is_made]

    @property
    def total(self) -> int:
        return sum(place.count for place in self.places)

    @property
    def fingerprint(self) -> str:
        """What the preview showed, so that a change after it is noticed."""
        keys = [place.key for place in self.places] + [one.key for one in self.files]
        return hashlib.sha256("\x1f".join(keys).encode()).hexdigest()


def thing_or_404(partnership: Partnership, kind: str, pk: int) -> Thing:
    """Return a thing of this partnership by the word for it. Raises Http404."""
    page = register.page_of(kind)
    if page is None:
        raise Http404
    row = _rows(page.model).filter(**{page.of: partnership.pk, "pk": pk}).first()
    if row is None:
        raise Http404
    return Thing(kind, row, page.url(row))


def find(partnership_id: int, words: Words, thing: Any, *, everywhere: bool) -> Found:
    """Return everywhere the words stand: in the whole partnership, or with the thing.

    One query for every table that holds texts. Files of people are looked for in both
    reaches, made documents too: they hold the texts of many things.
    """
    places = [
        place
        for texts in register.registered()
        for place in _places(texts, partnership_id, words, thing)
        if everywhere or place.is_here
    ]
    files = [
        HeldPlace(name, file)
        for name, files in sorted(register.file_registers().items())
        for file in files.find(partnership_id, words.in_file, thing)
    ]
    return Found(places, files)


def rows_holding(
    texts: Texts, partnership_id: int, words: Words, *, lock: bool = False
) -> Sequence[Any]:
    """Return the rows of one table in which the words may stand, in a fixed order."""
    rows = _rows(texts.model).filter(**{texts.of: partnership_id})
    wanted = Q()
    for field in texts.fields:
        name = f"_{field}_text"
        rows = rows.annotate(**{name: Cast(field, models.TextField())})
        wanted |= Q(**{f"{name}__iregex": words.lookup})
    if lock:
        # Entries of the history can only be locked by their owner; nobody changes them.
        held = _rows(texts.model).filter(
            pk__in=list(rows.filter(wanted).values_list("pk", flat=True))
        )
        return list(held.select_for_update(of=("self",)).order_by("pk"))
    return list(rows.filter(wanted).order_by("pk"))


def suggestions(thing: Any, partnership: Partnership) -> list[tuple[str, str]]:
    """Return what the screening finds in the texts of a thing: words and their kind."""
    names, places = known_names(partnership), places_of(partnership)
    found: dict[str, str] = {}
    for text in _texts_of(thing, partnership.pk):
        for one in screen(text, known_names=names, known_places=places):
            found.setdefault(one.text, str(one.kind.label))
    return list(found.items())[:MOST_SUGGESTED]


def told(row: Any) -> str:
    """Return what a row is in words: its kind, and its number or name."""
    kind = str(row._meta.verbose_name)  # noqa: SLF001 Django's documented API
    number = getattr(row, "number", None)
    return capfirst(f"{kind} {number}" if number else kind)


def _texts_of(thing: Any, partnership_id: int) -> Iterator[str]:
    for texts in register.registered():
        wanted = _about(texts, thing)
        if wanted is None or texts.write is not None:
            continue
        rows = _rows(texts.model).filter(wanted, **{texts.of: partnership_id})
        for row in rows:
            for field in texts.fields:
                yield from texts_in(getattr(row, field))


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._base_manager.all()  # noqa: SLF001 the same


def _places(
    texts: Texts, partnership_id: int, words: Words, thing: Any
) -> Iterator[Place]:
    rows = rows_holding(texts, partnership_id, words)
    here = _with_thing(texts, rows, thing)
    for row in rows:
        for field in texts.fields:
            value = getattr(row, field)
            count = words.count(value)
            if not count:
                continue
            yield Place(
                texts=texts,
                pk=row.pk,
                field=field,
                count=count,
                row=texts.told(row) if texts.told else told(row),
                label=_label(row, field),
                is_here=row.pk in here,
                around=words.around(_as_read(value) if field in texts.html else value),
                is_out=(texts.label, getattr(row, "state", "")) == _MAIL_SENT,
            )


def _as_read(markup: str) -> str:
    return unescape(" ".join(strip_tags(markup).split()))


def _label(row: Any, field: str) -> str:
    return str(row._meta.get_field(field).verbose_name)  # noqa: SLF001 the same


def _with_thing(texts: Texts, rows: Sequence[Any], thing: Any) -> set[int]:
    """Return which of these rows are the thing itself, or belong to it."""
    wanted = _about(texts, thing)
    if wanted is None or not rows:
        return set()
    found = _rows(texts.model).filter(wanted, pk__in=[row.pk for row in rows])
    return set(found.values_list("pk", flat=True))


def _about(texts: Texts, thing: Any) -> Q | None:
    """Return which rows of a table are with a thing, or None if none can be."""
    model = texts.model
    if isinstance(thing, model):
        return _with_its_parts(texts, thing)
    fields = model._meta.concrete_fields  # noqa: SLF001 the same
    names = {field.name for field in fields}
    if {"content_type", "object_id"} <= names:
        kind = ContentType.objects.get_for_model(thing)
        return Q(content_type=kind, object_id=thing.pk)
    paths = [path for path in texts.about if _leads_to(model, path, type(thing))]
    if not paths:
        return None
    wanted = Q()
    for path in paths:
        wanted |= Q(**{path: thing.pk})
    return wanted


def _with_its_parts(texts: Texts, thing: Any) -> Q:
    """A thing, and those of its own kind that are part of it and stand on its page."""
    wanted = Q(pk=thing.pk)
    for path in texts.about:
        if _leads_to(texts.model, path, texts.model):
            wanted |= Q(**{path: thing.pk})
    return wanted


def _leads_to(model: Any, path: str, target: type[models.Model]) -> bool:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model  # noqa: SLF001 the same
    return model is target


def chosen(found: Found, keys: Collection[str]) -> list[HeldPlace]:
    """Return the files that go: what is made goes always, the others when chosen."""
    return [one for one in found.files if one.file.is_made or one.key in keys]
