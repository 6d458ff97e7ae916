"""The list of plans: what runs now, what is being prepared, and what was."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.people.permissions import Permission, holds
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.queries.plans import plans_of
from draaischijf.plans.queries.progress import Stage, stage_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

# One word for what goes on, however it goes on.
GOING_ON = (Lifecycle.CONTINUED, Lifecycle.PERMANENT, Lifecycle.ADAPTED)


@dataclass(frozen=True)
class PlanRow:
    """One plan of the list, with the plans before and after it."""

    plan: ActionPlan
    counts: Mapping[str, int]
    after: Sequence[ActionPlan] = ()
    before: ActionPlan | None = None

    @property
    def total(self) -> str:
        """How many actions, in words."""
        return total_words(self.counts)

    @property
    def split(self) -> list[str]:
        """The actions by where they are in life, in words."""
        return split_words(self.counts)


@dataclass(frozen=True)
class PlanGroup:
    """The plans of one stage."""

    key: str
    title: str
    rows: Sequence[PlanRow]


@dataclass(frozen=True)
class PlanList:
    """The plans a reader may see, and whether they may start one."""

    groups: Sequence[PlanGroup]
    may_start: bool
    sees_all: bool


def plan_list(user: Visitor, partnership: Partnership) -> PlanList:
    """Return the plans that `user` may read by stage, running ones first.

    The number of queries does not depend on how many plans there are.
    """
    plans = plans_of(user, partnership)
    counts = counts_of(plans)
    known = {plan.pk: plan for plan in plans}
    after = defaultdict(list)
    by_stage = defaultdict(list)
    for plan in plans:
        plan.partnership = partnership
        if plan.predecessor_id in known:
            after[plan.predecessor_id].append(plan)
    for plan in plans:
        before = known.get(plan.predecessor_id or 0)
        row = PlanRow(plan, counts.get(plan.pk, {}), after[plan.pk], before)
        by_stage[stage_of(plan)].append(row)
    titles = {
        Stage.DURING: _t("Running now"),
        Stage.BEFORE: _t("To come"),
        Stage.AFTER: _t("Earlier plans"),
    }
    return PlanList(
        [
            PlanGroup(stage, title, by_stage[stage])
            for stage, title in titles.items()
            if by_stage[stage]
        ],
        may_start=holds(user, Permission.EDIT_PLAN, partnership),
        sees_all=holds(user, Permission.READ, partnership),
    )


def counts_of(plans: Sequence[ActionPlan]) -> dict[int, dict[str, int]]:
    """Return per plan how many actions it has of each lifecycle. One query."""
    rows = (
        PlanAction.objects.filter(plan__in=[plan.pk for plan in plans])
        .order_by()
        .values_list("plan", "lifecycle")
        .annotate(count=Count("pk"))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for plan, lifecycle, count in rows:
        found[plan][lifecycle] = count
    return found


def total_words(counts: Mapping[str, int]) -> str:
    """Say how many actions there are."""
    total = sum(counts.values())
    said = ngettext("%(count)s action", "%(count)s actions", total)
    return said % {"count": total}


def split_words(counts: Mapping[str, int]) -> list[str]:
    """Say how many go on, are new, end, …; what there is none of is left out."""
    of = Counter(counts)
    going = sum(of[lifecycle] for lifecycle in GOING_ON)
    said = [
        (going, ngettext("%(count)s goes on", "%(count)s go on", going)),
        *((of[lifecycle], words(of[lifecycle])) for lifecycle, words in SPLIT.items()),
    ]
    return [words % {"count": count} for count, words in said if count]


SPLIT: dict[str, Callable[[int], str]] = {
    Lifecycle.NEW: lambda n: ngettext("%(count)s is new", "%(count)s are new", n),
    Lifecycle.COMPLETED: lambda n: ngettext(
        "%(count)s is completed", "%(count)s are completed", n
    ),
    Lifecycle.POSTPONED: lambda n: ngettext(
        "%(count)s is postponed", "%(count)s are postponed", n
    ),
    Lifecycle.PHASING_OUT: lambda n: ngettext(
        "%(count)s is phasing out", "%(count)s are phasing out", n
    ),
    Lifecycle.NOT_EXTENDED: lambda n: ngettext(
        "%(count)s is not extended", "%(count)s are not extended", n
    ),
    Lifecycle.UNKNOWN: lambda n: ngettext(
        "%(count)s is still to be confirmed", "%(count)s are still to be confirmed", n
    ),
}
