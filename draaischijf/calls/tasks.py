"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.calls.domain import running


@app.periodic(cron="15 4 * * *")
@app.task(queueing_lock="close-calls", retry=5)
def close_calls(timestamp: int) -> None:
    """Close the calls whose last day is over, every night."""
    del timestamp
    running.close_due(timezone.localdate())


@app.periodic(cron="40 5 * * *")
@app.task(queueing_lock="remind-calls", retry=5)
def remind_calls(timestamp: int) -> None:
    """Remind who did not answer a call yet, every morning."""
    del timestamp
    running.remind_due(timezone.localdate())
