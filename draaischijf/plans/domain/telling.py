"""Telling who raised a signal what was done with the action that answers it."""

from __future__ import annotations

import datetime

from django.db import transaction

from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.history.domain import record
from draaischijf.history.models import Entry
from draaischijf.plans.domain.locking import lock_action
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.signals.domain.telling import (
    News,
    Progress,
    count_readers,
    progress_news,
    tell_progress,
)

TOLD = "action_told_raisers"


def tell_raisers(entry_id: int, until: datetime.datetime) -> int:
    """Mail who raised or supports the signals of an entry; return how many mails.

    An entry that was removed meanwhile, or that only partners may read by now, is not
    told. Safe to run again: nobody is told twice, and history says it once.
    """
    entry = (
        ActionLogEntry.objects.filter(pk=entry_id, tells_raisers=True, is_public=True)
        .select_related("action__plan__partnership")
        .first()
    )
    if entry is None:
        return 0
    action = entry.action
    signals = list(action.signals.select_related("partnership").order_by("number"))
    progress = Progress(key=f"entry-{entry.pk}", what=action.title, fact=entry)
    told = tell_progress(
        signals, progress, until=until, is_public=action.plan.is_public
    )
    if told:
        _note(action, entry, told)
    return told


def count_listeners(action: PlanAction) -> int:
    """Return how many raised or support the signals this action answers."""
    return count_readers(list(action.signals.select_related("partnership")))


def news_of(action: PlanAction, when: FuzzyDate, *, text: str, **facts: object) -> News:
    """Return the mail an entry would send now, and to how many. Changes nothing."""
    entry = ActionLogEntry(action=action, text=text.strip(), **facts)
    entry.set_when(when)
    signals = list(action.signals.select_related("partnership").order_by("number"))
    return progress_news(
        signals, Progress(key="preview", what=action.title, fact=entry)
    )


@transaction.atomic
def _note(action: PlanAction, entry: ActionLogEntry, told: int) -> None:
    locked = lock_action(action)
    known = Entry.objects.about(locked).filter(verb=TOLD, data__entry=entry.pk)
    if not known.exists():
        record(locked, TOLD, actor=None, entry=entry.pk, count=told)
