"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from draaischijf.documents import uploads


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="forget-abandoned-uploads", retry=5)
def forget_abandoned_uploads(timestamp: int) -> None:
    """Remove, every night, the files of forms that were never sent."""
    del timestamp
    uploads.forget_abandoned(timezone.now() - datetime.timedelta(days=1))
