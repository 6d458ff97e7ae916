"""Reminding who owns a task, each morning of what is nearly due or late."""

from __future__ import annotations

import datetime

from django.db import transaction

from draaischijf.consultation import notices
from draaischijf.consultation.enums import TaskState
from draaischijf.consultation.models import MeetingTask

SOON = datetime.timedelta(days=7)
# What is late for longer stands on the start page and on the next agenda.
STOPS = datetime.timedelta(days=30)


@transaction.atomic
def remind_owners(today: datetime.date) -> int:
    """Tell the owners of tasks that are nearly due, or late; return how many tasks.

    Once before the day and once after it, however often this runs.
    """
    rows = MeetingTask.objects.filter(
        state=TaskState.OPEN,
        owner__user__is_active=True,
        due__range=(today - STOPS, today + SOON),
    ).select_related("meeting", "owner__user")
    for task in rows:
        is_late = task.due is not None and task.due < today
        notices.tell_due(task, "task_late" if is_late else "task_soon")
    return len(rows)
