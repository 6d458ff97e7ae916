"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.people.models import Partnership
from draaischijf.privacy.domain import retention


@app.task(retry=5)
def keep_to_periods(partnership_id: int | None, day: str) -> None:
    """Carry out the periods of one partnership, or of the site; safe to run again."""
    partnership = None
    if partnership_id is not None:
        partnership = Partnership.objects.get(pk=partnership_id)
    retention.keep_to_periods(partnership, datetime.date.fromisoformat(day))


@app.periodic(cron="10 2 * * *")
@app.task(queueing_lock="keep-to-periods-everywhere", retry=5)
def keep_to_periods_everywhere(timestamp: int) -> None:
    """Ask every night for the run of each partnership and of the site."""
    del timestamp
    retention.queue_runs(timezone.localdate())
