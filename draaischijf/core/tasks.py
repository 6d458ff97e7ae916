"""Jobs that keep the house: nothing stays stuck, nothing piles up."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from draaischijf.core import rates

logger = logging.getLogger(__name__)
# A worker gives a sign of life every ten seconds; after this long it is dead.
DEAD_AFTER_SECONDS = 60


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="retry-stalled-jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Give the jobs of a worker that was killed to another one.

    Every job of ours is safe to run again: that is a rule of this house (style page,
    jobs).
    """
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(
        seconds_since_heartbeat=DEAD_AFTER_SECONDS
    ):
        logger.warning("job %s of %s is run again", job.id, job.task_name)
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            # One that waits under the same key does what this one left. The others must
            # not wait for it.
            await manager.finish_job(job, Status.FAILED, delete_job=False)


@app.periodic(cron="35 4 * * *")
@app.task(queueing_lock="forget-old-rates")
def forget_old_rates(timestamp: int) -> None:
    """Remove counters of rates that nobody looks at any more, every night."""
    del timestamp
    rates.forget_old(timezone.now())


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="forget-old-jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that succeeded more than two weeks ago, every night."""
    del timestamp
    await context.app.job_manager.delete_old_jobs(nb_hours=14 * 24)
