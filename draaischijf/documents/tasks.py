"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.documents import held_files, uploads


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="forget-abandoned-uploads", retry=5)
def forget_abandoned_uploads(timestamp: int) -> None:
    """Remove, every night, the files of forms that were never sent.

    And what a crash left of files that were taken away.
    """
    del timestamp
    now = timezone.now()
    uploads.forget_abandoned(now - datetime.timedelta(days=1))
    held_files.finish_removals(now - datetime.timedelta(days=7))
