"""Letting a call run: opening, closing, a later deadline, and reminding."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.calls import emails, over_emails, workflow
from draaischijf.calls.domain.locking import lock_call, lock_to_arrange
from draaischijf.calls.enums import CallState
from draaischijf.calls.models import Call
from draaischijf.core.dates import working_days_between
from draaischijf.history.domain import record

# Working days before the deadline on which who did not answer is reminded.
EARLY = 5


@transaction.atomic
def open_call(call: Call, *, actor: User) -> Call:
    """Open a call and mail each one its link; pressed twice the second is refused.

    Raises TransitionDenied without the right to edit signals, and with all that is
    missing.
    """
    locked = lock_to_arrange(call, actor)
    now = timezone.now()
    questions, invited = list(locked.questions.all()), list(locked.invited.all())
    workflow.check_can_open(
        locked.state,
        questions=len(questions),
        invited=len(invited),
        deadline=locked.deadline,
        today=timezone.localdate(now),
    )
    locked.state, locked.opened = CallState.OPEN, now
    locked.save(update_fields=["state", "opened", "updated"])
    locked.invited.update(at=now)
    for one in invited:
        one.call = locked
        emails.invite(one, questions)
    record(locked, "call_opened", actor=actor, count=len(invited))
    return locked


@transaction.atomic
def close_call(call: Call, *, actor: User) -> Call:
    """Close a call: nothing can be sent any more.

    Raises TransitionDenied without the right to edit signals, and when it is not open.
    """
    locked = lock_to_arrange(call, actor)
    workflow.check_is_open(locked.state)
    locked.state, locked.closed = CallState.CLOSED, timezone.now()
    locked.save(update_fields=["state", "closed", "updated"])
    record(locked, "call_closed", actor=actor)
    return locked


def close_due(today: datetime.date) -> int:
    """Close every open call whose last day is over; return how many.

    Who arranges calls there is told what came in, once.
    """
    due = Call.objects.filter(state=CallState.OPEN, deadline__lt=today)
    return sum(_close_over(call, today) for call in due.order_by("pk"))


@transaction.atomic
def _close_over(call: Call, today: datetime.date) -> bool:
    locked = lock_call(call)
    # Somebody may have closed it, or given another day, since it was looked up.
    if not locked.is_open or locked.deadline >= today:
        return False
    locked.state, locked.closed = CallState.CLOSED, timezone.now()
    locked.save(update_fields=["state", "closed", "updated"])
    record(locked, "call_over", actor=None, deadline=locked.deadline.isoformat())
    over_emails.tell_over(locked)
    return True


@transaction.atomic
def extend_call(call: Call, deadline: datetime.date, *, actor: User) -> Call:
    """Take answers until another day; a closed call opens again by it.

    Raises TransitionDenied without the right to edit signals, for a draft, and for a
    day that is over.
    """
    locked = lock_to_arrange(call, actor)
    today = timezone.localdate()
    workflow.check_new_deadline(locked.state, deadline=deadline, today=today)
    if locked.is_open and locked.deadline == deadline:
        return locked
    locked.state, locked.closed = CallState.OPEN, None
    locked.deadline = deadline
    locked.save(update_fields=["state", "closed", "deadline", "updated"])
    record(locked, "call_extended", actor=actor, deadline=deadline.isoformat())
    return locked


@transaction.atomic
def remind_now(call: Call, *, actor: User) -> int:
    """Remind all who did not answer, once a day; return how many there are.

    Raises TransitionDenied without the right to edit signals, and when nobody can
    answer any more.
    """
    locked = lock_to_arrange(call, actor)
    workflow.check_takes_answers(locked.state, is_past=locked.is_past)
    today = timezone.localdate()
    waiting = list(locked.invited.filter(answered__isnull=True).exclude(email=""))
    for one in waiting:
        one.call = locked
        emails.remind(one, key=f"asked-{today.isoformat()}", today=today)
    if waiting:
        record(locked, "call_reminded", actor=actor, count=len(waiting))
    return len(waiting)


def remind_due(today: datetime.date) -> int:
    """Remind five working days before each deadline and on it; return how many.

    Run again nobody gets a second mail: the key is that of the day. Who was invited
    within those five days hears only on the last one.
    """
    due = Call.objects.filter(state=CallState.OPEN, deadline__gte=today)
    return sum(_remind_call(call, today) for call in due.order_by("pk"))


@transaction.atomic
def _remind_call(call: Call, today: datetime.date) -> int:
    locked = lock_call(call)
    if not locked.is_open or not _when(locked.deadline, today):
        return 0
    when, count = _when(locked.deadline, today), 0
    for one in locked.invited.filter(answered__isnull=True).exclude(email=""):
        asked = timezone.localdate(one.at)
        if working_days_between(asked, locked.deadline) <= EARLY and when == "early":
            continue
        if asked == today:
            continue
        one.call = locked
        emails.remind(one, key=when, today=today)
        count += 1
    return count


def _when(deadline: datetime.date, today: datetime.date) -> str:
    """Tell which reminder is due: a job that missed its day does it the next one."""
    if today == deadline:
        return "last"
    return "early" if 0 < working_days_between(today, deadline) <= EARLY else ""
