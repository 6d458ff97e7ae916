"""What could stand on the agenda of a meeting, each with why, one press away.

A signal, an action or a plan that stands there already is not proposed again, nor is
what another meeting took over from this body.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.consultation.enums import (
    OPEN_KINDS,
    DecisionResult,
    MeetingState,
    MinutesState,
    TaskState,
)
from draaischijf.consultation.models import AgendaItem, Meeting, MeetingTask, Minutes
from draaischijf.consultation.queries.about import steps_of_body
from draaischijf.core.templatetags.core import day
from draaischijf.plans.queries.reminders import running, with_silence
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.deadlines import SOON_FOR_SIGNAL
from draaischijf.signals.queries.signal_facets import STILL_AFTER
from draaischijf.signals.queries.standing_still import (
    the_first,
    why_still,
    with_standing,
)
from draaischijf.signals.queries.work_items import SHOWN

if TYPE_CHECKING:
    from draaischijf.consultation.models import Body

# Without an earlier meeting: agreed lately is agreed in the last three months.
LATELY = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Proposal:
    """One thing to talk about: `kind` and `key` are what the button sends back."""

    kind: str
    key: int
    title: str
    why: str
    url: str = ""


def proposals_for(meeting: Meeting) -> list[Proposal]:
    """Return what could stand on an agenda, the most pressing first.

    A constant number of queries, and a handful of each sort: who plans a meeting
    chooses, and finds the rest in its own list. For a gathering or a forum, which
    decides nothing by an agenda, nothing is proposed.
    """
    if meeting.kind in OPEN_KINDS:
        return []
    found: dict[tuple[str, int], Proposal] = {}
    for one in (*_of_the_body(meeting), *_signals(meeting), *_plans(meeting)):
        found.setdefault((one.kind, one.key), one)
    return list(found.values())


def _of_the_body(meeting: Meeting) -> Iterator[Proposal]:
    """Yield what earlier meetings of this body left: minutes, items, tasks."""
    if meeting.body is None:
        return
    for minutes in minutes_to_approve(meeting.body, meeting):
        yield Proposal(
            "minutes", minutes.pk, approval_title(minutes), _t("sent, not approved yet")
        )
    for item in deferred_items(meeting.body, meeting):
        words = _t("deferred on %(day)s") % {"day": day(item.meeting.day)}
        yield Proposal("item", item.pk, item.title, words)
    today = timezone.localdate()
    for task in open_tasks(meeting.body, meeting):
        who = task.owner.name if task.owner else task.owner_name
        late = task.due is not None and task.due < today
        words = _t("task of %(who)s, late") if late else _t("open task of %(who)s")
        yield Proposal("task", task.pk, task.what, words % {"who": who})


def approval_title(minutes: Minutes) -> str:
    """Return how the item is called by which minutes are approved."""
    meeting = minutes.meeting
    words = _t("Approving the minutes of %(day)s")
    return words % {"day": day(meeting.day)}


def minutes_to_approve(body: Body, meeting: Meeting) -> QuerySet[Minutes]:
    """The minutes of earlier meetings that were sent and stand on no agenda yet."""
    rows = Minutes.objects.filter(
        meeting__body=body, state=MinutesState.SENT, meeting__day__lte=meeting.day
    ).exclude(meeting=meeting)
    rows = rows.exclude(approval_items__meeting__state=MeetingState.PLANNED)
    return rows.select_related("meeting").order_by("meeting__day")[:SHOWN]


def deferred_items(body: Body, meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items a body deferred and did not take up again since."""
    rows = AgendaItem.objects.filter(
        meeting__body=body,
        decisions__result=DecisionResult.DEFERRED,
        continued_by__isnull=True,
    ).exclude(meeting=meeting)
    return (
        rows.select_related("meeting")
        .distinct()
        .order_by("-meeting__day", "pk")[:SHOWN]
    )


def open_tasks(body: Body, meeting: Meeting) -> QuerySet[MeetingTask]:
    """The open tasks of a body that are not on this agenda, the late ones first."""
    rows = MeetingTask.objects.filter(meeting__body=body, state=TaskState.OPEN)
    rows = rows.exclude(meeting=meeting).exclude(agenda_items__meeting=meeting)
    return rows.select_related("owner").order_by(F("due").asc(nulls_last=True), "pk")[
        :SHOWN
    ]


def _signals(meeting: Meeting) -> Iterator[Proposal]:
    today, now = timezone.localdate(), timezone.now()
    partnership = meeting.partnership
    loose = PolicySignal.objects.filter(partnership=partnership).exclude(
        pk__in=meeting.items.exclude(signal=None).values("signal")
    )
    since = now - LATELY
    agreed = loose.filter(state=SignalState.PUBLISHED, state_since__gte=since)
    soon = (today, today + datetime.timedelta(days=SOON_FOR_SIGNAL))
    due = loose.open().filter(phase_due__range=soon)
    still = loose.standing_still(now - STILL_AFTER)
    sorts: tuple[tuple[str, QuerySet[Any], tuple[str, ...]], ...] = (
        (_t("past its date"), loose.late(today), ("phase_due", "pk")),
        (_t("due soon"), due, ("phase_due", "pk")),
        (_t("newly agreed"), agreed, ("-state_since", "pk")),
        (_t("stands still"), still, ("last_movement", "pk")),
    )  # fmt: skip
    for label, rows, order in sorts:
        first = the_first(rows, *order).defer("search")
        for one in with_standing(first.select_related("partnership")):
            why = f"{label} · {why_still(one, partnership)}"
            title = _t("Signal %(number)s: %(title)s")
            words = title % {"number": one.number, "title": one.title}
            yield Proposal("signal", one.pk, words, why, one.get_absolute_url())


def _plans(meeting: Meeting) -> Iterable[Proposal]:
    today = timezone.localdate()
    for step in steps_of_body(meeting):
        yield Proposal(
            "plan",
            step.plan.pk,
            step.plan.title,
            _t("waits for the approval of this body"),
            step.plan.get_absolute_url(),
        )
    there = meeting.items.exclude(plan_action=None).values("plan_action")
    actions = running(today).filter(plan__partnership=meeting.partnership)
    silent = with_silence(actions.exclude(pk__in=there), today).filter(is_silent=True)
    rows = silent.select_related("plan__partnership").defer("search")
    for action in rows.order_by("silent_since", "pk")[:SHOWN]:
        yield Proposal(
            "action", action.pk, action.title, _t("nothing noted for a while"),
            action.get_absolute_url(),
        )  # fmt: skip
