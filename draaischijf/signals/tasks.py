"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

import time

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.people.models import Partnership
from draaischijf.signals.domain import (
    affairs,
    embedding,
    grouping,
    letters,
    merging,
    movement,
    offering,
    reminding,
    routing,
    searching,
)
from draaischijf.signals.filters.searching import wanted_by
from draaischijf.signals.models import SignalMerge, SignalStep

# Seconds that a job with much to do works before it lets another one go on.
A_MOMENT = 2.0


@app.task(retry=5)
def tell_movement(step_id: int) -> None:
    """Write the mails about one step; safe to run again."""
    step = SignalStep.objects.select_related("signal__partnership").get(pk=step_id)
    movement.tell(step)
    offering.pass_down(step)


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


@app.periodic(cron="20 5 * * *")
@app.task(queueing_lock="remind-letters", retry=5)
def remind_letters(timestamp: int) -> None:
    """Tell who follows a letter that its answer did not come, every morning."""
    del timestamp
    letters.remind_due(timezone.localdate())


@app.periodic(cron="35 4 * * *")
@app.task(queueing_lock="release-left-reports", retry=5)
def release_left_reports(timestamp: int) -> None:
    """Hold reports of who has no role here any more against the rules again."""
    del timestamp
    routing.release_left()


# About half past seven in the morning here, on working days.
@app.periodic(cron="30 5 * * 1-5")
@app.task(queueing_lock="remind-agreement", retry=5)
def remind_agreement(timestamp: int) -> None:
    """Remind who did not answer about signals that wait for long."""
    del timestamp
    reminding.remind_due(timezone.localdate())


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


@app.task(retry=5)
def group_reports(partnership_id: int) -> None:
    """Make the groups of a partnership anew; safe to run again."""
    partnership = Partnership.objects.filter(pk=partnership_id).first()
    if partnership is not None:
        grouping.group_reports(partnership)


@app.periodic(cron="25 4 * * *")
@app.task(queueing_lock="group-all-reports", retry=5)
def group_all_reports(timestamp: int) -> None:
    """Ask every night for the groups of each partnership, one small job each.

    What became of reports changes which there are to put together, not only new texts.
    """
    del timestamp
    for key in grouping.partnerships_with_reports():
        grouping.group_soon(key)


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
