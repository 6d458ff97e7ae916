"""The register of what a notice may be about.

A notice keeps numbers only. Each module says in its AppConfig what its own things are
called and who may see them, by the dotted path of a function, and which sentence
belongs to a kind of news. So a notice shows nothing of what one may no longer see, and
a word that was taken out of a title is gone from here too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from draaischijf.accounts.models import User


@dataclass(frozen=True)
class Subject:
    """What a thing is called for who may see it, and its address on this site."""

    title: str
    url: str


@dataclass(frozen=True)
class Place:
    """A partnership, as this module may know it."""

    pk: int
    name: str
    slug: str
    reply_to: str = ""


# Given a person and numbers of rows: those this person may see now.
Seen = Callable[["User", Collection[int]], Mapping[int, Subject]]
# Given what a notice keeps: the sentence, in the language that is on.
Words = Callable[[Mapping[str, Any]], str]

_subjects: dict[str, str] = {}
_sentences: dict[str, Words] = {}
_places: list[str] = []


def register(about: str, path: str) -> None:
    """Say which function knows the things called `about` (a Seen, by its path)."""
    _subjects[about] = path


def say(sentences: Mapping[str, Words]) -> None:
    """Say which sentence belongs to each kind of news."""
    _sentences.update(sentences)


def register_places(path: str) -> None:
    """Say which function knows partnerships: a person → those of this person."""
    _places[:] = [path]


def sentence_of(kind: str, data: Mapping[str, Any]) -> str:
    """Return the sentence of a piece of news, in the language that is on."""
    return _sentences[kind](data)


def seen_by(
    user: User, wanted: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Subject]:
    """Return the things this person may see now, a few queries for each sort."""
    numbers: dict[str, set[int]] = {}
    for about, pk in wanted:
        numbers.setdefault(about, set()).add(pk)
    found: dict[tuple[str, int], Subject] = {}
    for about, some in numbers.items():
        knows: Seen = import_string(_subjects[about])
        for pk, subject in knows(user, some).items():
            found[about, pk] = subject
    return found


def places_of(user: User, also: Collection[int] = ()) -> dict[int, Place]:
    """Return the partnerships of a person by number, and those numbered in `also`."""
    knows: Callable[[User, Collection[int]], list[Place]] = import_string(_places[0])
    return {place.pk: place for place in knows(user, also)}
