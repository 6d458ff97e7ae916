"""Reminding leads, once a month, of actions about which nothing was noted."""

from __future__ import annotations

import datetime

from draaischijf.core import queue
from draaischijf.core.dates import add_working_days
from draaischijf.notifications.domain import enqueue
from draaischijf.people.models import Partnership
from draaischijf.plans import emails, notices
from draaischijf.plans.queries.reminders import leads_to_remind, running

REMIND_LEADS = "draaischijf.plans.tasks.remind_leads"


def reminder_day(today: datetime.date) -> datetime.date:
    """Return the first working day of this month: then leads are reminded."""
    return add_working_days(today.replace(day=1) - datetime.timedelta(days=1), 1)


def queue_reminders(today: datetime.date) -> int:
    """Ask for the digests of this month in every partnership with a plan that runs.

    Nothing before the day of the reminders. On a later day it makes up for a worker
    that stood still: the day of the reminders says what is silent, and nobody gets a
    second mail. Returns how many jobs were queued.
    """
    day = reminder_day(today)
    if today < day:
        return 0
    partnerships = running(day).values_list("plan__partnership", flat=True).distinct()
    return sum(
        queue.later(
            REMIND_LEADS,
            key=f"remind-{pk}-{day:%Y-%m}",
            partnership_id=pk,
            day=day.isoformat(),
        )
        for pk in partnerships.order_by("plan__partnership")
    )


def remind_leads(partnership: Partnership, day: datetime.date) -> int:
    """Write one digest to each lead of silent actions; return how many leads.

    Each mail has a key of its month, partnership and address: run again, or by two
    workers at once, it is the same mail.
    """
    reminded = leads_to_remind(partnership, day)
    for one in reminded:
        enqueue(emails.reminder_draft(one, partnership, day))
        notices.tell_silent(one, partnership, day)
    return len(reminded)
