"""An adopted version as one reader may read it: what was kept names persons too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from django.db.models import Q

from draaischijf.people.permissions import Permission, holds
from draaischijf.plans.models import ActionPlan, PlanVersion
from draaischijf.plans.queries.version_content import Content
from draaischijf.plans.queries.version_differences import Difference, difference
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import signals_visible_to

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def content_for(user: Visitor, plan: ActionPlan, version: PlanVersion) -> Content:
    """Return what was kept, as `user` may read it; at most one query.

    Partners read it whole. Everybody else reads of the parties the names that were
    public when it was adopted, and of the signals those they may read now.
    """
    kept: Content = version.content
    if _is_partner(user, plan):
        return kept
    return public_content(kept, _readable_numbers(user, plan))


def difference_for(
    user: Visitor, plan: ActionPlan, before: PlanVersion, after: PlanVersion
) -> Difference:
    """Return what differs between two versions, as `user` may read it.

    Who is no partner does not read who came in an action and who left it.
    """
    if _is_partner(user, plan):
        return difference(before.content, after.content)
    numbers = _readable_numbers(user, plan)
    return difference(
        *(public_content(one.content, numbers) for one in (before, after)),
        with_parties=False,
    )


def public_content(content: Content, numbers: Collection[int]) -> Content:
    """Return kept content with public names and the signals of these numbers alone.

    An older version does not say which names are public: it then shows none.
    """
    top = content.get("objectives", [])
    return {**content, "objectives": [_public_objective(one, numbers) for one in top]}


def _public_objective(objective: Content, numbers: Collection[int]) -> Content:
    actions, below = objective.get("actions", []), objective.get("objectives", [])
    return {
        **objective,
        "actions": [_public_action(one, numbers) for one in actions],
        "objectives": [_public_objective(one, numbers) for one in below],
    }


def _public_action(action: Content, numbers: Collection[int]) -> Content:
    signals = action.get("signals", [])
    return {
        **action,
        "parties": list(_public_parties(action)),
        "signals": [one for one in signals if one["number"] in numbers],
    }


def _public_parties(action: Content) -> Iterator[Mapping[str, str]]:
    for party in action.get("parties", []):
        if name := party.get("public_name", ""):
            yield {"role": party["role"], "name": name}


def _is_partner(user: Visitor, plan: ActionPlan) -> bool:
    return holds(user, Permission.READ, plan.partnership)


def _readable_numbers(user: Visitor, plan: ActionPlan) -> set[int]:
    here = Q(partnership=plan.partnership_id)
    found = signals_visible_to(user).filter(here)
    # A version tells of the numbers of its day, also of one that was merged since.
    merged = PolicySignal.objects.filter(
        here, is_public=True, merged_into__isnull=False
    )
    return set((found | merged).values_list("number", flat=True))
