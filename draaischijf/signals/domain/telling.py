"""Telling who raised a signal what is done about it, for the modules above this one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction

from draaischijf.core.dated_facts import when_of
from draaischijf.history.domain import record
from draaischijf.history.models import Entry
from draaischijf.notifications.domain import render
from draaischijf.signals import emails
from draaischijf.signals.domain.locking import lock_as_it_is, touch
from draaischijf.signals.domain.movement import News
from draaischijf.signals.emails import Progress
from draaischijf.signals.models import PolicySignal

__all__ = ["News", "Progress", "count_readers", "progress_news", "tell_progress"]


def tell_progress(
    signals: Sequence[PolicySignal],
    progress: Progress,
    *,
    until: datetime.datetime,
    is_public: bool,
) -> int:
    """Tell who raised or supports these signals what was done; return how many mails.

    Each address gets one mail, whichever of the signals it raised, and only who was
    there at `until`; who left no address reads it behind the personal link. The
    history of each signal says it once, for everybody when `is_public`, and the signal
    no longer stands still. Safe to run again: nobody is told twice.
    """
    reached = emails.send_progress(progress, signals, until=until)
    for signal in sorted(signals, key=lambda one: one.pk):
        if signal.pk in reached:
            _note(signal, progress, reached[signal.pk], is_public=is_public)
    readers = emails.readers_of(signals, until=until)
    return sum(reader.has_address for reader in readers)


def count_readers(signals: Sequence[PolicySignal]) -> int:
    """Return how many raised or support these signals: each address once."""
    return len(emails.readers_of(signals))


def progress_news(signals: Sequence[PolicySignal], progress: Progress) -> News:
    """Return the mail as it will go now, and to how many. Changes nothing."""
    readers = emails.readers_of(signals)
    reached = [reader for reader in readers if reader.has_address]
    draft = None
    if reached:
        example = reached[0]
        draft = emails.progress_draft(example.raised[0], example.signals, progress)
    return News(
        told=len(reached),
        unreached=len(readers) - len(reached),
        mail=render(draft) if draft else None,
    )


@transaction.atomic
def _note(
    signal: PolicySignal, progress: Progress, count: int, *, is_public: bool
) -> None:
    locked = lock_as_it_is(signal)
    entries = Entry.objects.about(locked).filter(verb="told_progress")
    if entries.filter(data__key=progress.key).exists():
        return
    record(
        locked,
        "told_progress",
        actor=None,
        is_public=is_public,
        key=progress.key,
        what=progress.what[:200],
        when=when_of(progress.fact),
        text=progress.fact.text,
        count=count,
    )
    touch(locked)
