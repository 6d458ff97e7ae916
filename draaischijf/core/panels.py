"""Showing something of a higher module on a lower page, without knowing the module.

A page says `{% panels "signals.signal" signal %}`. Which functions answer stands in
one table, `website/panels.py`: page → dotted paths. Each is asked for a Panel about the
thing, for this visitor, or nothing. Display only: a write that spans modules is a
domain function of the higher module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from draaischijf.accounts.models import User

    Visitor = User | AnonymousUser

Table = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Panel:
    """A fragment to show: the template of the module that owns it, and its context."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


PanelFunction = Callable[[object, "Visitor"], Panel | None]

_tables: list[Table] = [{}]


def use(table: Table) -> None:
    """Take `table` as the one that says which panels go on which page."""
    _tables[0] = table


def table() -> Table:
    """Return the table in use."""
    return _tables[0]


def panels_for(page: str, thing: object, visitor: Visitor) -> list[Panel]:
    """Return what higher modules show on this page about `thing`, in table order.

    Raises KeyError for a page that the table does not name: a slot nobody can fill is
    a slip of the pen.
    """
    functions: list[PanelFunction] = [import_string(path) for path in table()[page]]
    made = [function(thing, visitor) for function in functions]
    return [panel for panel in made if panel is not None]
