"""What one place is where data about a person stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from draaischijf.privacy.queries.subjects import Subject

Sources = Callable[[Subject], Sequence[QuerySet[Any]]]


@dataclass(frozen=True)
class Trace:
    """One place where data about a person stand.

    `columns` are what a copy shows of each row; `on_removal` says what removal does.
    """

    code: str
    label: Promise
    columns: tuple[str, ...]
    on_removal: Promise
    sources: Sources
