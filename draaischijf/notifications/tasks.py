"""Jobs of the outbox."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from draaischijf.core import queue
from draaischijf.notifications import domain
from draaischijf.notifications.models import Mail

logger = logging.getLogger(__name__)


@app.task(
    retry=RetryStrategy(max_attempts=domain.MAX_ATTEMPTS, exponential_wait=4),
    pass_context=False,
)
def send_mail(mail_id: int) -> None:
    """Send one mail; a refused one is noted and tried again, later each time."""
    try:
        domain.send(mail_id)
    except Exception as error:
        logger.warning("mail %s was not sent: %s", mail_id, type(error).__name__)
        domain.note_failure(mail_id, f"{type(error).__name__}: {error}")
        raise


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="sweep-outbox")
def sweep_outbox(timestamp: int) -> None:
    """Queue again what waits without a job, after a worker was killed mid-send."""
    del timestamp
    for pk in Mail.objects.overdue(timezone.now()).values_list("pk", flat=True)[:500]:
        queue.later(domain.SEND, key=f"mail-{pk}", mail_id=pk)
