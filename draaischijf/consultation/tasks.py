"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.consultation.domain import inviting, reminding


@app.periodic(cron="20 5 * * *")
@app.task(queueing_lock="remind-meeting-tasks", retry=5)
def remind_owners(timestamp: int) -> None:
    """Remind who took on a task, every morning."""
    del timestamp
    reminding.remind_owners(timezone.localdate())


@app.periodic(cron="50 5 * * *")
@app.task(queueing_lock="remind-meetings", retry=5)
def remind_meetings(timestamp: int) -> None:
    """Remind who did not reply to an invitation yet, every morning."""
    del timestamp
    inviting.remind_due(timezone.localdate())
