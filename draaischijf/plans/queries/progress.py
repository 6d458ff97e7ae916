"""How far a plan is: the share of its actions that move.

One definition for every page. An action **counts** unless it is not extended,
postponed, or stands here pro memorie: then nothing is expected of us. Of what counts,
an action is **on schedule** when it is completed, or when something was noted about it
within its interval (months; the plan has one, an action may have its own). The clock
of an action about which nothing was noted starts with the plan, or when it was added
to it. Before its plan starts nothing can be late, and after its plan has ended the
question is only whether anything was noted at all.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import DateField, Max, Q, Value
from django.db.models.functions import Coalesce, Least, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import ActionLogEntry, ActionPlan, PlanAction

NOT_EXPECTED = (Lifecycle.NOT_EXTENDED, Lifecycle.POSTPONED)


class Stage(StrEnum):
    """Where a day stands in the period of a plan."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True)
class Progress:
    """How many of the actions that count are on schedule."""

    on_schedule: int
    counted: int
    stage: Stage

    @property
    def is_shown(self) -> bool:
        """Whether there is something to say: not before the plan starts."""
        return bool(self.counted) and self.stage != Stage.BEFORE

    @property
    def percent(self) -> int:
        """The share, for a bar."""
        return round(100 * self.on_schedule / self.counted) if self.counted else 0

    @property
    def label(self) -> str:
        """The same in words: "3 of 5 on schedule"."""
        words = (
            _t("%(part)s of %(whole)s followed up")
            if self.stage == Stage.AFTER
            else _t("%(part)s of %(whole)s on schedule")
        )
        return words % {"part": self.on_schedule, "whole": self.counted}


def stage_of(plan: ActionPlan, today: datetime.date | None = None) -> Stage:
    """Tell whether a day, today by default, is before, in or after a plan's period."""
    today = today or timezone.localdate()
    if today < plan.start:
        return Stage.BEFORE
    return Stage.AFTER if today > plan.end else Stage.DURING


def last_movements(plan: ActionPlan) -> dict[int, datetime.date]:
    """Return per action of a plan the last day something was noted about it.

    An entry about several actions counts for each. What is still to come does not
    count, and what has no date counts on the day it was noted. Two queries.
    """
    today = timezone.localdate()
    entries = (
        ActionLogEntry.objects.filter(action__plan=plan)
        .filter(Q(start__lte=today) | Q(start__isnull=True))
        .annotate(
            moment=Least(
                Coalesce(
                    "end", "start", TruncDate("created"), output_field=DateField()
                ),
                Value(today),
            )
        )
        .order_by()
    )
    own = entries.values_list("action").annotate(last=Max("moment"))
    shared = entries.filter(also_about__plan=plan).values_list("also_about")
    found: dict[int, datetime.date] = dict(own)
    for action, last in shared.annotate(last=Max("moment")):
        found[action] = max(last, found.get(action, last))
    return found


def is_counted(action: PlanAction) -> bool:
    """Tell whether an action counts: something is expected of us."""
    return action.lifecycle not in NOT_EXPECTED and not action.is_pro_memorie


def clock_starts(action: PlanAction) -> datetime.date:
    """Return the day from which an action without any note is waited for."""
    plan = action.plan
    added = timezone.localdate(action.created)
    return added if plan.start < added <= plan.end else plan.start


def is_on_schedule(action: PlanAction, last: datetime.date | None) -> bool:
    """Tell whether an action moves (see the top of this file)."""
    if action.lifecycle == Lifecycle.COMPLETED:
        return True
    stage = stage_of(action.plan)
    if stage == Stage.AFTER:
        return last is not None
    if stage == Stage.BEFORE:
        return True
    return not is_quiet(action, last, months=action.months_between)


def is_quiet(action: PlanAction, last: datetime.date | None, *, months: int) -> bool:
    """Tell whether nothing was noted about an action for so many months.

    What is over is never quiet: nobody waits for it.
    """
    if action.is_over:
        return False
    since = last or clock_starts(action)
    return since < months_before(timezone.localdate(), months)


def quiet_words(action: PlanAction, last: datetime.date | None) -> str:
    """Say for how long nothing was noted, of an action that is late; else nothing."""
    if not is_counted(action) or stage_of(action.plan) != Stage.DURING:
        return ""
    if is_on_schedule(action, last):
        return ""
    months = months_between(last or clock_starts(action), timezone.localdate())
    said = ngettext(
        "nothing noted for %(count)s month",
        "nothing noted for %(count)s months",
        months,
    )
    return said % {"count": months}


def progress_of(
    plan: ActionPlan,
    actions: Iterable[PlanAction],
    last: Mapping[int, datetime.date],
) -> Progress:
    """Return how far these actions of a plan are. No queries."""
    counted = [one for one in actions if is_counted(one)]
    moving = sum(is_on_schedule(one, last.get(one.pk)) for one in counted)
    return Progress(moving, len(counted), stage_of(plan))


def months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months earlier, or the last day of that month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def months_between(since: datetime.date, until: datetime.date) -> int:
    """Return how many whole months lie between two days; none when turned round."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months - (until.day < since.day))
