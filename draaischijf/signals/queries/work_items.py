"""What a part of the start page is made of: a few things, and how many there are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext

from draaischijf.signals.queries.deadlines import deadline_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.signals.models import PolicySignal, PreSignal

SHOWN = 5


@dataclass(frozen=True)
class Item:
    """One thing that waits: where it is, how pressing, and why."""

    title: str
    url: str
    mark: str = ""
    urgency: str = ""
    why: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with the first few things under it, and the way to all of them."""

    key: str
    title: str
    items: list[Item] = field(default_factory=list)
    total: int = 0
    all_url: str = ""

    @property
    def more(self) -> int:
        return max(self.total - len(self.items), 0)


def report_item(
    report: PreSignal, partnership: Partnership, today: datetime.date, *, back: str
) -> Item:
    """Return a report as a thing that waits; what is done with it leads `back`."""
    deadline = deadline_of(report, today)
    page = reverse("signals:pre_signal", args=[partnership.slug, report.number])
    where = [area.name for area in report.areas.all()]
    return Item(
        title=report.headline,
        url=f"{page}?{urlencode({'next': back})}",
        mark=deadline.label if deadline else "",
        urgency=deadline.urgency if deadline else "",
        why=" · ".join(part for part in (report.organisation_label, *where) if part),
    )


def signal_title(signal: PolicySignal) -> str:
    """Return a signal as it is called in a list."""
    return f"{signal.number}. {signal.title}"


def signal_url(partnership: Partnership, number: int) -> str:
    """Return the page of a signal without asking for its partnership again."""
    return reverse("signals:signal", args=[partnership.slug, number])


def days_late(due: datetime.date | None, today: datetime.date) -> str:
    """Return how late something is, in words; nothing without a date."""
    if due is None:
        return ""
    days = (today - due).days
    words = ngettext("%(count)s day late", "%(count)s days late", days)
    return words % {"count": days}


def days_since(moment: datetime.datetime, now: datetime.datetime) -> int:
    """Return the whole days since a moment."""
    return max((now - moment).days, 0)
