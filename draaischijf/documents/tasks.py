"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.documents import held_files


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="finish-removals", retry=5)
def finish_removals(timestamp: int) -> None:
    """Delete, every night, what a crash left of files that were taken away."""
    del timestamp
    held_files.finish_removals(timezone.now() - datetime.timedelta(days=7))
