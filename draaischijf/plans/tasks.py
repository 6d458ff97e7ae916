"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.people.models import Partnership
from draaischijf.plans.domain import reminding, telling


@app.task(retry=5)
def tell_raisers(entry_id: int, until: str) -> None:
    """Mail who raised the signals of a log entry; safe to run again."""
    telling.tell_raisers(entry_id, datetime.datetime.fromisoformat(until))


@app.task(retry=5)
def remind_leads(partnership_id: int, day: str) -> None:
    """Write the digests of one partnership; safe to run again."""
    partnership = Partnership.objects.get(pk=partnership_id)
    reminding.remind_leads(partnership, datetime.date.fromisoformat(day))


# About seven in the morning here. The first working day of a month is never after the
# seventh; the days after it catch up after a worker that stood still.
@app.periodic(cron="0 5 1-7 * *")
@app.task(queueing_lock="remind-leads", retry=5)
def remind_leads_everywhere(timestamp: int) -> None:
    """Ask for the digests of this month, on its first working day."""
    del timestamp
    reminding.queue_reminders(timezone.localdate())
