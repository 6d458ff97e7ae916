"""Starting and cancelling a carry-over; the title and period of the next plan."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_plan
from draaischijf.plans.domain.planning import change_fields
from draaischijf.plans.models import ActionPlan, CarryOver

if TYPE_CHECKING:
    from draaischijf.accounts.models import User

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ONE_DAY = datetime.timedelta(days=1)
FIELDS = ("title", "start", "end")


@dataclass(frozen=True)
class Proposal:
    """Title and period of a plan that is still to be made."""

    title: str
    start: datetime.date
    end: datetime.date


def propose_next(plan: ActionPlan) -> Proposal:
    """Return title and period of the plan after this one.

    The period is as long and starts the day after; every year in the title is raised
    by as much. A title without a year gets the new one behind it.
    """
    start = plan.end + ONE_DAY
    end = _as_long(plan.start, plan.end, start)
    raised = start.year - plan.start.year
    title = YEAR.sub(lambda found: str(int(found[0]) + raised), plan.title)
    if not YEAR.search(title):
        title = f"{title} {start.year}"
    return Proposal(title[:200], start, end)


def _as_long(
    first: datetime.date, last: datetime.date, start: datetime.date
) -> datetime.date:
    """Return the last day of a period from `start` as long as another one.

    Whole months stay whole months, so that a year of 366 days is followed by a year.
    """
    after = last + ONE_DAY
    months = (after.year - first.year) * 12 + after.month - first.month
    if after.day == first.day and months:
        return _months_later(start, months) - ONE_DAY
    return start + (last - first)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    most = monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, most))


@transaction.atomic
def start_carry_over(
    plan: ActionPlan,
    *,
    title: str,
    start: datetime.date,
    end: datetime.date,
    actor: User,
) -> CarryOver:
    """Start carrying a plan over and return the carry-over; the open one if there is.

    Raises TransitionDenied without the right to edit plans, when another plan goes on
    with this one already, and for a period that ends before it starts.
    """
    locked = lock_plan(plan)
    workflow.check_held(permissions_of(actor, locked.partnership), Permission.EDIT_PLAN)
    if known := locked.carry_overs.open().first():
        return known
    if following := locked.successors.first():
        said = _t("“%(title)s” goes on with this plan already.")
        raise workflow.TransitionDenied([said % {"title": following.title}])
    _check_period(start, end)
    made = CarryOver(
        source=locked, title=title.strip()[:200], start=start, end=end, actor=actor
    )
    _check_titled(made)
    made.save()
    record(locked, "carry_over_started", actor=actor, title=made.title)
    return made


@transaction.atomic
def edit_carry_over(
    carry_over: CarryOver, *, actor: User, **changes: object
) -> CarryOver:
    """Change title or period of the plan that will be made, and return the carry-over.

    Raises TransitionDenied as starting does, and when it is no longer open.
    """
    locked = lock_carry_over(carry_over, actor)
    before, after = change_fields(locked, changes, FIELDS)
    _check_period(locked.start, locked.end)
    _check_titled(locked)
    if after:
        record(
            locked.source, "carry_over_edited", actor=actor, before=before, after=after
        )
    return locked


@transaction.atomic
def cancel_carry_over(carry_over: CarryOver, *, actor: User) -> None:
    """Stop an open carry-over: its choices are thrown away; twice is once.

    Raises TransitionDenied without the right to edit plans, and when it was finished.
    """
    if lock_whatever_became_of(carry_over, actor).cancelled:
        return
    locked = lock_carry_over(carry_over, actor)
    locked.choices.all().delete()
    locked.cancelled = timezone.now()
    locked.save(update_fields=["cancelled", "updated"])
    record(locked.source, "carry_over_cancelled", actor=actor, title=locked.title)


def lock_carry_over(carry_over: CarryOver, actor: User) -> CarryOver:
    """Return the open carry-over as it is now, locked, with its plan locked before it.

    Raises TransitionDenied without the right to edit plans, or when it is not open.
    """
    locked = lock_whatever_became_of(carry_over, actor)
    if locked.cancelled:
        raise workflow.TransitionDenied([_t("This carry-over was cancelled.")])
    if locked.finished:
        raise workflow.TransitionDenied([_t("This carry-over was finished.")])
    return locked


def lock_whatever_became_of(carry_over: CarryOver, actor: User) -> CarryOver:
    """Return the carry-over as it is now, locked, also when it is no longer open.

    Raises TransitionDenied without the right to edit plans.
    """
    plan = lock_plan(carry_over.source)
    workflow.check_held(permissions_of(actor, plan.partnership), Permission.EDIT_PLAN)
    locked = CarryOver.objects.select_for_update(of=("self",)).get(pk=carry_over.pk)
    locked.source = plan
    return locked


def _check_period(start: datetime.date, end: datetime.date) -> None:
    if end < start:
        reason = _t("The plan ends before it starts.")
        raise workflow.TransitionDenied([reason])


def _check_titled(carry_over: CarryOver) -> None:
    try:
        carry_over.clean_fields(exclude=["source", "target", "actor"])
    except ValidationError as error:
        raise workflow.TransitionDenied(error.messages) from error
