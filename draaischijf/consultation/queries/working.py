"""On the start page: my tasks, the meetings I sit in, items about my actions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from draaischijf.consultation.enums import MeetingState, TaskState
from draaischijf.consultation.models import AgendaItem, Meeting, MeetingTask
from draaischijf.plans.permissions import actions_led_by

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

MOST = 6


@dataclass(frozen=True)
class MyMeetings:
    """What somebody has to do with meetings of a partnership."""

    tasks: list[MeetingTask]
    meetings: list[Meeting]
    items: list[AgendaItem]
    today: datetime.date

    @property
    def late(self) -> int:
        return sum(one.due is not None and one.due < self.today for one in self.tasks)


def my_meetings(
    reader: Visitor, partnership: Partnership, today: datetime.date
) -> MyMeetings:
    """Return open tasks (late first), meetings to come, items about led actions.

    Three queries.
    """
    own = MeetingTask.objects.filter(
        owner__user=reader.pk, meeting__partnership=partnership, state=TaskState.OPEN
    )
    tasks = own.select_related("meeting__partnership").order_by(
        F("due").asc(nulls_last=True), "pk"
    )
    coming = Meeting.objects.filter(
        partnership=partnership, state=MeetingState.PLANNED, day__gte=today
    )
    mine = coming.filter(participants__person__user=reader.pk).distinct()
    items = AgendaItem.objects.filter(
        meeting__in=coming.order_by(), plan_action__in=actions_led_by(reader)
    )
    return MyMeetings(
        tasks=list(tasks[:MOST]),
        meetings=list(
            mine.select_related("partnership", "body").order_by("day", "starts")[:MOST]
        ),
        items=list(
            items.select_related("meeting__partnership", "plan_action").order_by(
                "meeting__day", "position"
            )[:MOST]
        ),
        today=today,
    )
