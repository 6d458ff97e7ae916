"""Which rows: of which partnership, and from days to moments in local time."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils import timezone


def start_of(day: datetime.date) -> datetime.datetime:
    """Return the first moment of a day here."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def in_place(partnership_id: int | None, path: str = "partnership_id") -> Q:
    """Return the rows of a partnership, or those of none."""
    return Q(**{path: partnership_id})
