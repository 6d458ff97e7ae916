"""Who does what after a meeting."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain.locking import (
    lock_meeting_as_it_is,
    lock_open_meeting,
)
from draaischijf.consultation.enums import TaskState
from draaischijf.consultation.models import AgendaItem, Meeting, MeetingTask
from draaischijf.history.domain import record
from draaischijf.people.models import Person
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.workflow import TransitionDenied, check_held, not_here


@transaction.atomic
def give_task(
    meeting: Meeting,
    what: str,
    *,
    actor: User,
    owner: Person | None = None,
    owner_name: str = "",
    due: datetime.date | None = None,
    item: AgendaItem | None = None,
) -> MeetingTask:
    """Note a task with who does it, and return it; the same again is once.

    Raises TransitionDenied without the right to convene, without words or an owner,
    and for a person or item of elsewhere.
    """
    locked = lock_open_meeting(meeting, actor)
    workflow.check_goes_on(locked.state)
    if not what.strip() or not (owner or owner_name.strip()):
        raise TransitionDenied([_t("Write what has to be done, and who does it.")])
    if owner and owner.partnership_id != locked.partnership_id:
        raise TransitionDenied([not_here()])
    if item and item.meeting_id != locked.pk:
        raise TransitionDenied([not_here()])
    task, is_new = MeetingTask.objects.get_or_create(
        meeting=locked,
        item=item,
        what=what.strip(),
        owner=owner,
        owner_name=owner_name.strip(),
        defaults={"due": due},
    )
    if is_new:
        record(locked, "task_given", actor=actor, title=task.what)
    return task


@transaction.atomic
def close_task(
    task: MeetingTask, *, actor: User, state: TaskState = TaskState.DONE
) -> MeetingTask:
    """Say that a task is done, dropped, or open again, and return it; twice is once.

    Who owns it may, and who convenes. Raises TransitionDenied for others.
    """
    meeting = lock_meeting_as_it_is(task.meeting)
    row = MeetingTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    owns = row.owner is not None and row.owner.user_id == actor.pk
    held = set(permissions_of(actor, meeting.partnership))
    check_held(held, Permission.READ if owns else Permission.CONVENE)
    if row.state == state:
        return row
    row.state = state
    row.done = None if state == TaskState.OPEN else timezone.localdate()
    row.save(update_fields=["state", "done", "updated"])
    record(meeting, "task_closed", actor=actor, title=row.what, state=str(row.state))
    return row
