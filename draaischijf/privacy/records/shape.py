"""The shape of one kind of record and of one activity in the register."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from draaischijf.privacy.enums import Effect

# Rows of a partnership (None: of the whole site) whose moment lies before this day.
Due = Callable[[int | None, datetime.date], QuerySet[Any]]
# Carries it out on these rows, within a transaction.
CarryOut = Callable[[QuerySet[Any]], None]


@dataclass(frozen=True)
class Record:
    """What is kept, why so long, and what happens when the time is over.

    A record of a day D with a period of N days may be read up to and with D + N; the
    day after, it is due. `fields` are the columns it covers, as "app.Model.field" or
    "app.Model" for all of them.
    """

    code: str
    activity: str
    label: Promise
    data: Promise
    since: Promise
    why: Promise
    effect: Effect
    fields: tuple[str, ...]
    days: int | None = None
    least: int = 0
    most: int = 0
    due: Due | None = None
    carry_out: CarryOut | None = None
    is_of_site: bool = False

    @property
    def has_period(self) -> bool:
        return self.due is not None

    @property
    def may_be_changed(self) -> bool:
        return self.has_period and self.least < self.most and not self.is_of_site


@dataclass(frozen=True)
class Activity:
    """One activity of the register of processing (GDPR, article 30, paragraph 1)."""

    code: str
    label: Promise
    purpose: Promise
    basis: Promise
    persons: Promise
    recipients: Promise


@dataclass(frozen=True)
class NotPersonal:
    """Columns that hold text or a file, and why no person is in them."""

    fields: Sequence[str]
    why: str
