"""Who may read plans and their actions; each predicate with its queryset twin.

Whether somebody may change something is asked of `people.permissions.holds` with
EDIT_PLAN, ADOPT_PLAN or FOLLOW_UP.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import Q

from draaischijf.people.permissions import (
    Permission,
    holds,
    partnerships_where,
    permissions_of,
)
from draaischijf.people.queries import own_organisations
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.models import (
    ActionLogEntry,
    ActionParty,
    ActionPlan,
    PlanAction,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def can_view_plan(user: Visitor, plan: ActionPlan) -> bool:
    """Everybody reads what is public; partners read all of their partnership."""
    return plan.is_public or holds(user, Permission.READ, plan.partnership)


def plans_visible_to(user: Visitor) -> QuerySet[ActionPlan]:
    """The plans `user` may read, of all partnerships: twin of `can_view_plan`."""
    return ActionPlan.objects.filter(
        Q(is_public=True) | Q(partnership__in=partnerships_where(user, Permission.READ))
    )


def can_view_action(user: Visitor, action: PlanAction) -> bool:
    """An action is read by who reads its plan."""
    return can_view_plan(user, action.plan)


def actions_visible_to(user: Visitor) -> QuerySet[PlanAction]:
    """The actions `user` may read: twin of `can_view_action`."""
    return PlanAction.objects.filter(plan__in=plans_visible_to(user))


def held_about(user: Visitor | None, action: PlanAction) -> frozenset[Permission]:
    """Return what `user` holds towards an action: who leads it, follows it up."""
    if user is None:
        return frozenset()
    held = permissions_of(user, action.plan.partnership)
    own_only = Permission.FOLLOW_OWN in held and Permission.FOLLOW_UP not in held
    if own_only and actions_led_by(user).filter(pk=action.pk).exists():
        return held | {Permission.FOLLOW_UP}
    return held


def actions_led_by(user: Visitor) -> QuerySet[PlanAction]:
    """Return the actions that `user`, or an organisation of `user`, leads."""
    if not user.is_authenticated:
        return PlanAction.objects.none()
    led = ActionParty.objects.filter(
        Q(person__user=user.pk) | Q(organisation__in=own_organisations(user)),
        role=PartyRole.LEAD,
    )
    return PlanAction.objects.filter(pk__in=led.values("action"))


def may_note_own(user: Visitor, partnership: Partnership) -> bool:
    """Tell whether `user` may note what happens with what he or she leads here."""
    held = permissions_of(user, partnership)
    return bool(held & {Permission.FOLLOW_UP, Permission.FOLLOW_OWN})


def can_view_log_entry(user: Visitor, entry: ActionLogEntry) -> bool:
    """Partners read the whole log; others what is public, of a public plan."""
    plan = entry.action.plan
    if holds(user, Permission.READ, plan.partnership):
        return True
    return plan.is_public and entry.is_public


def log_entries_visible_to(user: Visitor) -> QuerySet[ActionLogEntry]:
    """The log entries `user` may read: twin of `can_view_log_entry`."""
    return ActionLogEntry.objects.filter(
        Q(is_public=True, action__plan__is_public=True)
        | Q(action__plan__partnership__in=partnerships_where(user, Permission.READ))
    )


rules.add_perm("plans.view_actionplan", rules.predicate(can_view_plan))
rules.add_perm("plans.view_planaction", rules.predicate(can_view_action))
rules.add_perm("plans.view_actionlogentry", rules.predicate(can_view_log_entry))
