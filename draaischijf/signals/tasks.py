"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

import time

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.signals.domain import affairs, embedding, merging, movement, searching
from draaischijf.signals.filters.searching import wanted_by
from draaischijf.signals.models import SignalMerge, SignalStep

# Seconds that a job with much to do works before it lets another one go on.
A_MOMENT = 2.0


@app.task(retry=5)
def tell_movement(step_id: int) -> None:
    """Write the mails about one step; safe to run again."""
    step = SignalStep.objects.select_related("signal__partnership").get(pk=step_id)
    movement.tell(step)


@app.task(retry=5)
def tell_merge(merge_id: int, *, parted: bool) -> None:
    """Write the mails about one merge, or about its end; safe to run again."""
    merges = SignalMerge.objects.select_related(
        "absorbed__partnership", "survivor__partnership"
    )
    merging.tell(merges.get(pk=merge_id), parted=parted)


@app.periodic(cron="5 5 * * *")
@app.task(queueing_lock="wake-parked-signals", retry=5)
def wake_parked_signals(timestamp: int) -> None:
    """Take up parked signals whose date has come, every morning."""
    del timestamp
    movement.wake_due(timezone.localdate())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock=embedding.KEY, retry=5)
def embed_texts(timestamp: int = 0) -> None:
    """Give new and changed texts their vector, for a moment; the rest is a new job.

    A worker that is asked to stop waits for the job it is doing.
    """
    del timestamp
    until = time.monotonic() + A_MOMENT
    for _done in embedding.embed_due():
        if time.monotonic() > until:
            embedding.embed_soon()
            return


@app.periodic(cron="7,37 * * * *")
@app.task(queueing_lock=searching.KEY, retry=5)
def look_for_matches(timestamp: int = 0) -> None:
    """Tell owners of kept searches of new answers, for a moment; the rest is a new job.

    Each search keeps for itself up to when was looked, so it may end at any moment.
    """
    del timestamp
    until = time.monotonic() + A_MOMENT
    for _new in searching.look_again(wanted_by, timezone.now()):
        if time.monotonic() > until:
            searching.go_on_soon()
            return


@app.periodic(cron="0 6 * * 1")
@app.task(queueing_lock="remind-weighers", retry=5)
def remind_weighers(timestamp: int) -> None:
    """Tell coordinators on Monday where raisers heard nothing for half a year."""
    del timestamp
    affairs.remind_weighers(timezone.localdate())
