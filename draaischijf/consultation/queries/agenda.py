"""An agenda in order: at what hour each item begins, and what stands before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from draaischijf.consultation.enums import Treatment

if TYPE_CHECKING:
    from draaischijf.consultation.models import AgendaItem, Meeting


def in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Return items as a meeting takes them: first what passes by consent.

    Each gets the number it has on the page, in the room, in mails and in minutes.
    """
    ordered = sorted(items, key=lambda one: one.treatment != Treatment.CONSENT)
    for number, item in enumerate(ordered, start=1):
        item.number = number
    return ordered


def set_clock(meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Say of each item at what hour it begins, as far as the minutes are known.

    After the first item of which nobody said how long it takes, no hour is sure; what
    passes by consent takes no time unless somebody says so.
    """
    if meeting.day is None or meeting.starts is None:
        return
    now = datetime.datetime.combine(meeting.day, meeting.starts)
    for item in items:
        item.clock = now.time()
        if item.minutes is None and item.treatment != Treatment.CONSENT:
            return
        now += datetime.timedelta(minutes=item.minutes or 0)


def set_places(items: Sequence[AgendaItem]) -> None:
    """Say of each item which place it takes when it goes one up or down in its list.

    What passes by consent is a list of its own on the page, and shares the numbers.
    """
    rank = {item.pk: place for place, item in enumerate(items, start=1)}
    for item in items:
        item.rank = rank[item.pk]
    for is_consent in (True, False):
        own = [
            one for one in items if (one.treatment == Treatment.CONSENT) is is_consent
        ]
        for place, item in enumerate(own):
            item.earlier = rank[own[place - 1].pk] if place else None
            item.later = rank[own[place + 1].pk] if place + 1 < len(own) else None
