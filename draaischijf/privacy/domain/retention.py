"""Choosing periods, and keeping to them: in small batches, resumable, counted."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core import queue
from draaischijf.history.domain import record as tell
from draaischijf.people.models import Partnership
from draaischijf.privacy.models import RetentionPeriod, RetentionRun
from draaischijf.privacy.queries.retention import day_before, periods_of
from draaischijf.privacy.records import Record, records_with_period

BATCH = 200
KEEP_TO_PERIODS = "draaischijf.privacy.tasks.keep_to_periods"


@transaction.atomic
def choose_period(
    partnership: Partnership, record: Record, days: int, *, actor: User
) -> None:
    """Let a partnership keep a record so many days; the same period is no change.

    Raises ValidationError outside the bounds of the record, and for one that has none.
    """
    if not record.may_be_changed or not record.least <= days <= record.most:
        raise ValidationError(
            _t("Choose between %(least)s and %(most)s days."),
            params={"least": record.least, "most": record.most},
        )
    locked = Partnership.objects.select_for_update().get(pk=partnership.pk)
    before = periods_of(locked)[record.code]
    if before == days:
        return
    period, _is_new = RetentionPeriod.objects.update_or_create(
        partnership=locked, record=record.code, defaults={"days": days}
    )
    tell(
        period,
        "retention_period_changed",
        actor=actor,
        record=record.code,
        days=days,
        before=before,
    )


def queue_runs(day: datetime.date) -> int:
    """Ask for the run of this day in every partnership, and that of the site.

    Returns how many jobs were queued; asked twice on one day it is done once.
    """
    keys = [None, *Partnership.objects.order_by("pk").values_list("pk", flat=True)]
    return sum(
        queue.later(
            KEEP_TO_PERIODS,
            key=f"retention-{key or 'site'}-{day:%Y-%m-%d}",
            partnership_id=key,
            day=day.isoformat(),
        )
        for key in keys
    )


def keep_to_periods(
    partnership: Partnership | None, day: datetime.date
) -> RetentionRun:
    """Carry out what is due on this day, and return the run with its figures.

    Each batch is one transaction with its count: after a worker was killed the run goes
    on where it was. A run that is finished does nothing more. History tells how many,
    not what.
    """
    run, _is_new = RetentionRun.objects.get_or_create(partnership=partnership, day=day)
    if run.finished:
        return run
    periods = periods_of(partnership)
    for record in records_with_period(of_site=partnership is None):
        before = day_before(day, periods[record.code])
        last: int | str | None = 0
        while last is not None:
            last = _do_batch(run, record, before, after=last)
    return _finish(run)


@transaction.atomic
def _do_batch(
    run: RetentionRun, record: Record, before: datetime.date, *, after: int | str
) -> int | str | None:
    """Carry out one batch beyond key `after`; return the last key, None at the end."""
    if record.due is None or record.carry_out is None:
        return None
    locked = RetentionRun.objects.select_for_update().get(pk=run.pk)
    if locked.finished:
        return None
    due = record.due(locked.partnership_id, before).order_by("pk")
    if after:
        due = due.filter(pk__gt=after)
    keys = list(due.values_list("pk", flat=True)[:BATCH])
    if not keys:
        return None
    # Asked again under the lock: what was just changed by a person is left alone.
    list(due.model._base_manager.filter(pk__in=keys).select_for_update())  # noqa: SLF001 all rows, also hidden ones
    still = record.due(locked.partnership_id, before).filter(pk__in=keys)
    count = still.count()
    record.carry_out(still)
    locked.counts[record.code] = locked.counts.get(record.code, 0) + count
    locked.save(update_fields=["counts"])
    last: int | str = keys[-1]
    return last


@transaction.atomic
def _finish(run: RetentionRun) -> RetentionRun:
    locked = RetentionRun.objects.select_for_update().get(pk=run.pk)
    if locked.finished is None:
        locked.finished = timezone.now()
        locked.save(update_fields=["finished"])
        if locked.total:
            tell(locked, "retention_done", actor=None, counts=locked.counts)
    return locked
