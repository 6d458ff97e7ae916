"""The register of free texts: where something about a client may have been written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

# A change of one row: field → what it holds from now on.
Changes = dict[str, Any]
Holds = Callable[[str], bool]


@dataclass(frozen=True)
class Texts:
    """The free texts of one table, and how its rows are found and written.

    `of` leads to the partnership, `about` to the things a row hangs on (a row without
    any stands for itself). `html` are fields with markup. `marks` is the field with
    what the screening found, by place; it moves along. `settle` gives what else has to
    change with a row: it is called with the row as it will be and the names of what
    changed. `write` replaces the writing itself. `told` says in words what a row is.
    """

    label: str
    fields: tuple[str, ...]
    of: str = "partnership_id"
    about: tuple[str, ...] = ()
    html: tuple[str, ...] = ()
    marks: str = ""
    settle: Callable[[Any, Sequence[str]], Changes] | None = None
    write: Callable[[Any, Changes], Any] | None = None
    told: Callable[[Any], str] | None = None

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)


@dataclass(frozen=True)
class Page:
    """A thing with a page from which words can be taken out, and its address."""

    label: str
    url: Callable[[Any], str]
    of: str = "partnership_id"

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)


@dataclass(frozen=True)
class HeldFile:
    """A file in which the words stand, or which nobody can read.

    `key` is what the page sends back; `is_made` files are made again by themselves, and
    a person chooses about the others.
    """

    key: str
    name: str
    told: str
    is_made: bool = False
    is_unread: bool = False


@dataclass(frozen=True)
class Files:
    """How a module finds the files of a partnership that hold words, and removes one.

    `find` is given the partnership's number, a function that tells whether a text holds
    the words, and the thing it is about. `remove` is called inside the transaction, and
    so is `restart`: what is being made of texts at this moment is begun anew.
    """

    find: Callable[[int, Holds, models.Model], list[HeldFile]]
    remove: Callable[[int, str], None]
    restart: Callable[[int], None] | None = None


_texts: dict[str, Texts] = {}
_left: dict[tuple[str, str], str] = {}
_files: dict[str, Files] = {}
_pages: dict[str, Page] = {}


def register(texts: Iterable[Texts]) -> None:
    """Add the free texts of a module. Raises ValueError for a table named twice."""
    for one in texts:
        if _texts.get(one.label, one) != one:
            raise ValueError(f"The texts of {one.label} are registered already.")
        _texts[one.label] = one


def leave(reasons: dict[str, str]) -> None:
    """Say which fields hold no free text: "app.Model.field" or "app.Model.*" → why."""
    for path, reason in reasons.items():
        label, _, field = path.rpartition(".")
        _left[label, field] = reason


def register_pages(pages: dict[str, Page]) -> None:
    """Add the pages of a module, each under the word for it in an address."""
    _pages.update(pages)


def page_of(kind: str) -> Page | None:
    """Return the page under a word, or None if there is no such page."""
    return _pages.get(kind)


def register_files(name: str, files: Files) -> None:
    """Add how a module deals with its files."""
    _files[name] = files


def registered() -> list[Texts]:
    """Return the texts of every module, in a fixed order: that of locking, too."""
    return [_texts[label] for label in sorted(_texts)]


def file_registers() -> dict[str, Files]:
    """Return how each module deals with its files."""
    return dict(_files)


def reason_left(model: type[models.Model], field: str) -> str:
    """Return why a field is in no register, or nothing if nobody said why."""
    label = model._meta.label  # noqa: SLF001 Django's documented API
    return _left.get((label, field)) or _left.get((label, "*"), "")


def could_hold_words(model: type[models.Model]) -> list[str]:
    """Return the fields of a table in which a person's words could stand.

    Texts, JSON, and names of files; not what is chosen from a fixed list, nor what the
    database makes of other fields.
    """
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    return [
        field.name
        for field in model._meta.concrete_fields  # noqa: SLF001 the same
        if isinstance(field, kinds) and not getattr(field, "choices", None)
    ]


def unaccounted() -> list[str]:
    """Return every field of every table that is in no register, without a reason."""
    missing = []
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label  # noqa: SLF001 the same
        known = _texts[label].fields if label in _texts else ()
        missing += [
            f"{label}.{field}"
            for field in could_hold_words(model)
            if field not in known and not reason_left(model, field)
        ]
    return missing


def needless() -> list[str]:
    """Return what stands in the register and is not there, or is there twice."""
    wrong = []
    for texts in registered():
        fields = could_hold_words(texts.model)
        wrong += [
            f"{texts.label}.{one}"
            for one in texts.fields
            if one not in fields or (texts.label, one) in _left
        ]
    for label, field in _left:
        names = could_hold_words(apps.get_model(label))
        if field != "*" and field not in names:
            wrong.append(f"{label}.{field}")
    return wrong
