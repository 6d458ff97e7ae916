"""A meeting that gets another moment, or loses the one it had."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain import gathering, inviting
from draaischijf.consultation.domain.locking import lock_meeting
from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.models import Meeting, MeetingMove
from draaischijf.history.domain import record
from draaischijf.signals.workflow import TransitionDenied


@dataclass(frozen=True)
class Moment:
    """A day, and its hours where it has them."""

    day: datetime.date
    starts: datetime.time | None = None
    ends: datetime.time | None = None


def moment_of(meeting: Meeting) -> Moment | None:
    """Return when a meeting is, or None where only its year is known."""
    if meeting.day is None:
        return None
    return Moment(meeting.day, meeting.starts, meeting.ends)


def keep_move(
    meeting: Meeting, before: Moment | None, after: Moment | None, *, reason: str = ""
) -> None:
    """Remember what became of the moment of a meeting, within a change of it."""
    if before == after:
        return
    MeetingMove.objects.create(
        meeting=meeting,
        became=meeting.state,
        from_day=before.day if before else None,
        from_starts=before.starts if before else None,
        from_ends=before.ends if before else None,
        to_day=after.day if after else None,
        to_starts=after.starts if after else None,
        to_ends=after.ends if after else None,
        reason=reason,
    )


@transaction.atomic
def move_meeting(
    meeting: Meeting, moment: Moment, *, actor: User, reason: str = ""
) -> Meeting:
    """Give a meeting another moment, also one that was postponed; return it.

    Who was invited is told, and asked anew; who waits for a place is told, or gets one
    that came free meanwhile. The same moment again changes nothing. Raises
    TransitionDenied without the right to convene, for a meeting that was held or
    cancelled, for a day that is over, and for hours out of order.
    """
    locked = lock_meeting(meeting, actor)
    if locked.state == MeetingState.PLANNED and moment_of(locked) == moment:
        return locked
    if locked.state != MeetingState.PLANNED:
        workflow.check_moves(locked.state, MeetingState.PLANNED)
    check_moment(moment)
    before = moment_of(locked) if locked.state == MeetingState.PLANNED else None
    plan_on(locked, moment)
    keep_move(locked, before, moment, reason=reason.strip())
    record(
        locked,
        "meeting_moved",
        actor=actor,
        note=reason.strip(),
        is_public=locked.is_public,
        day=moment.day.isoformat(),
    )
    inviting.tell_changed(locked, moved=True, reason=reason.strip())
    gathering.go_on_waiting(locked, moved=True, reason=reason.strip())
    return locked


def plan_on(meeting: Meeting, moment: Moment) -> None:
    """Put a locked meeting on a moment, as planned, and count up its sequence."""
    meeting.day, meeting.year = moment.day, moment.day.year
    meeting.starts, meeting.ends = moment.starts, moment.ends
    meeting.state = MeetingState.PLANNED
    meeting.sequence += 1
    meeting.save(
        update_fields=[
            "day", "year", "starts", "ends", "state", "sequence", "updated",
        ]
    )  # fmt: skip


def check_moment(moment: Moment) -> None:
    """Raise TransitionDenied for a day that is over, and for hours out of order."""
    if moment.day < timezone.localdate():
        raise TransitionDenied([_t("This day is over. Choose one that has to come.")])
    if moment.ends and (moment.starts is None or moment.ends <= moment.starts):
        raise TransitionDenied([_t("The meeting ends before it starts.")])
