"""What the interface parts in templates/core/ui/ are fed with.

A part takes any object with these attributes, a dict as well; these classes are the
shape written down, so that a view and its template agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One station of a path or of a form: done, current, todo or skipped."""

    number: int
    label: Text
    state: str = "todo"
    date: dt.date | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its name."""

    label: Text
    value: float | Text
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A word that goes somewhere, or only stands there."""

    label: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """A term with its values, for the list beside a story."""

    label: Text
    values: Sequence[Link | Text]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A dated entry of the follow-up; `when` is words, for a date may be a season."""

    when: Text
    text: str
    place: str = ""
    by: str = ""
    url: str = ""
    link: Text = ""
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One sentence of a timeline; with an address it leads to what it is about."""

    sentence: Text
    moment: dt.date
    icon_name: str = ""
    note: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a conversation."""

    author: Text
    moment: dt.date
    text: str
    kind: Text = ""
    is_own: bool = False
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """Something that exists already and looks like what is being written."""

    title: str
    url: str
    meta: Text = ""
    support_url: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: its own name, what kind it is and its size in bytes."""

    name: str
    url: str
    kind: str
    size: int
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter and how many rows it would leave."""

    value: str
    label: Text
    count: int | None = None
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter of a list; `single` when a second value replaces the first."""

    name: str
    label: Text
    options: Sequence[Option]
    single: bool = False


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something to do with all chosen rows; `value` is what is posted as `action`."""

    value: str
    label: Text
    icon_name: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; without a `key` it cannot be sorted.

    `direction` is ascending, descending or empty when another column sorts.
    """

    label: Text
    key: str = ""
    direction: str = ""
    is_number: bool = False

    @property
    def next(self) -> str:
        """The value of `sort` a click asks for: the other way round when it sorts."""
        return f"-{self.key}" if self.direction == "ascending" else self.key
