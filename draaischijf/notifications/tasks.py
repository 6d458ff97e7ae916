"""Jobs of the outbox."""

from __future__ import annotations

import logging
import time

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from draaischijf.core import queue
from draaischijf.notifications import digests, domain
from draaischijf.notifications.models import Mail

logger = logging.getLogger(__name__)
# Seconds that a job with much to do works before it lets another one go on.
A_MOMENT = 5.0
MAIL_ALL = "draaischijf.notifications.tasks.mail_all_notices"


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


@app.task(retry=5)
def mail_notices(user_id: int, partnership_id: int) -> None:
    """Mail one person what is due now; safe to run again."""
    digests.mail_due(user_id, partnership_id, timezone.now())


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="mail-all-notices", retry=5)
def mail_all_notices(timestamp: int = 0) -> None:
    """Make the mails of everybody for whom something is due, one person at a time.

    Each is a transaction of its own: who is killed loses the one being made, and the
    next run makes it. After a moment the rest is a new job.
    """
    del timestamp
    until = time.monotonic() + A_MOMENT
    for user_id, partnership_id in digests.due(timezone.now()):
        digests.mail_due(user_id, partnership_id, timezone.now())
        if time.monotonic() > until:
            queue.later(MAIL_ALL, key="mail-all-notices")
            return
