"""Finishing a carry-over: the next plan is made and the old actions get their fate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.history.domain import record, record_many
from draaischijf.plans import workflow
from draaischijf.plans.domain.carrying.copying import copy_actions, copy_objectives
from draaischijf.plans.domain.carrying.starting import (
    lock_carry_over,
    lock_whatever_became_of,
)
from draaischijf.plans.domain.planning import create_plan
from draaischijf.plans.enums import CarryDecision, Lifecycle
from draaischijf.plans.models import (
    ActionPlan,
    CarryOver,
    LifecycleDecision,
    PlanAction,
)
from draaischijf.plans.queries.carrying import CarryOverview, CarryRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from draaischijf.accounts.models import User

# What becomes of the old action itself; with the other choices it stays as it is.
FATES = {
    CarryDecision.COMPLETE: Lifecycle.COMPLETED,
    CarryDecision.STOP: Lifecycle.NOT_EXTENDED,
    CarryDecision.MERGE: Lifecycle.NOT_EXTENDED,
}
AT_ONCE = 500


@transaction.atomic
def finish_carry_over(carry_over: CarryOver, *, actor: User) -> ActionPlan:
    """Make the next plan from the choices and return it; twice is once.

    All or nothing: the new plan is a draft with the tree of objectives and a copy of
    every action that goes along, each `continues` the old one. What was completed, not
    extended or merged is so from now on in the old plan, with its reason. The number
    of queries does not grow with the number of actions.

    Raises TransitionDenied without the right to edit plans, when it was cancelled, and
    while a choice is missing or cannot stand: it says which.
    """
    if made := lock_whatever_became_of(carry_over, actor).target:
        return made
    locked = lock_carry_over(carry_over, actor)
    _lock_actions(locked.source)
    overview = CarryOverview(locked)
    _check_ready(overview)
    plan = _next_plan(locked, actor)
    going = [one for one in overview.rows if one.goes_along]
    heads = copy_objectives(overview, plan)
    copies = copy_actions(
        going,
        heads,
        plan,
        since=overview.plan.start.year,
        merging=_merging(overview.rows),
    )
    _end_old_ones(overview.rows, copies, actor)
    _note_decisions(overview.rows, copies, actor)
    record_many(
        "action_taken_along",
        ((one, "", {"plan": locked.source.title}) for one in copies.values()),
        actor=actor,
    )
    _close(locked, plan, overview, actor)
    return plan


def _lock_actions(plan: ActionPlan) -> None:
    """Wait for who changes an action now: the overview is read after that."""
    list(plan.plan_actions.select_for_update().order_by("pk").values_list("pk"))


def _check_ready(overview: CarryOverview) -> None:
    reasons = []
    if count := overview.open_count:
        said = ngettext(
            "For %(count)s action nothing was chosen yet.",
            "For %(count)s actions nothing was chosen yet.",
            count,
        )
        reasons.append(said % {"count": count})
    reasons += [f"{one.action}: {one.problem}" for one in overview.problems]
    if reasons:
        raise workflow.TransitionDenied(reasons)


def _next_plan(locked: CarryOver, actor: User) -> ActionPlan:
    old = locked.source
    programme = old.programme
    if programme and programme.end < locked.start:
        # The next plan is no longer a year of it.
        programme = None
    return create_plan(
        old.partnership,
        kind=old.kind,
        title=locked.title,
        start=locked.start,
        end=locked.end,
        actor=actor,
        # Somebody may have started an empty one of this title just now: not this one.
        may_exist=False,
        owner=old.owner,
        predecessor=old,
        programme=programme,
        level_names=old.level_names,
        log_interval=old.log_interval,
    )


def _merging(rows: list[CarryRow]) -> dict[int, int]:
    """Return which action goes up in which other one."""
    return {
        row.action.pk: row.choice.merge_with_id
        for row in rows
        if row.choice
        and row.choice.decision == CarryDecision.MERGE
        and row.choice.merge_with_id
    }


def _end_old_ones(
    rows: list[CarryRow],
    copies: Mapping[int, PlanAction],
    actor: User,
) -> None:
    """Write what became of the actions that do not go along."""
    changed, told = [], []
    for row in rows:
        choice = row.choice
        if choice is None or choice.decision not in FATES:
            continue
        action, before = row.action, row.action.lifecycle
        action.lifecycle = FATES[CarryDecision(choice.decision)]
        action.reason, action.proposed = choice.reason, ""
        if choice.decision == CarryDecision.MERGE and choice.merge_with:
            action.merged_into = copies[choice.merge_with.pk]
            action.reason = merged_with(choice.merge_with)
        action.ended = timezone.localdate()
        action.updated = timezone.now()
        changed.append(action)
        facts = {"before": before, "after": str(action.lifecycle), "body": choice.body}
        told.append((action, action.reason, facts))
    names = ["lifecycle", "reason", "proposed", "merged_into", "ended", "updated"]
    PlanAction.objects.bulk_update(changed, names, batch_size=AT_ONCE)
    record_many("action_lifecycle_changed", told, actor=actor)


def merged_with(other: PlanAction) -> str:
    """Return the reason of an action that was merged, in the language of the site.

    It is kept in the plan, so it is not in the language of who happened to press.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _t("Merged with “%(title)s”.") % {"title": other.title}


def _note_decisions(
    rows: list[CarryRow],
    copies: Mapping[int, PlanAction],
    actor: User,
) -> None:
    """Keep what bodies decided about actions pro memorie, at the action it changed."""
    noted = []
    for row in rows:
        choice = row.choice
        if choice is None or not choice.body or not choice.decided:
            continue
        action = copies.get(row.action.pk, row.action)
        noted.append(
            LifecycleDecision(
                action=action,
                lifecycle=action.lifecycle,
                body=choice.body,
                date=choice.decided,
                reference=choice.reference,
                actor=actor,
            )
        )
    LifecycleDecision.objects.bulk_create(noted, batch_size=AT_ONCE)


def _close(
    locked: CarryOver, plan: ActionPlan, overview: CarryOverview, actor: User
) -> None:
    counting = [one.choice.pk for one in overview.rows if one.choice]
    # What was chosen before an action ended decided nothing.
    locked.choices.exclude(pk__in=counting).delete()
    locked.target, locked.finished = plan, timezone.now()
    locked.save(update_fields=["target", "finished", "updated"])
    counts = dict(overview.counts)
    record(
        locked.source, "plan_carried_over", actor=actor, title=plan.title, counts=counts
    )
    record(
        plan,
        "plan_made_from",
        actor=actor,
        title=locked.source.title,
        plan=locked.source.pk,
        counts=counts,
    )
