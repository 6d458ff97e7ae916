"""Who may read an edition; the predicate with its queryset twin.

Whether somebody may write in one is asked of `people.permissions.holds` with
EDIT_SIGNAL; freezing makes it public, and asks PUBLISH.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import Q

from draaischijf.bundles.enums import BundleState
from draaischijf.bundles.models import SignalBundle
from draaischijf.people.permissions import Permission, holds, partnerships_where

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.permissions import Visitor


def can_view_bundle(user: Visitor, bundle: SignalBundle) -> bool:
    """Everybody reads what is frozen; partners read a draft, on which they are asked.

    As a signal before it is published: of the partnership, and of no other.
    """
    return bundle.is_frozen or holds(user, Permission.READ, bundle.partnership)


def bundles_visible_to(user: Visitor) -> QuerySet[SignalBundle]:
    """The editions `user` may read, of all partnerships: twin of `can_view_bundle`."""
    return SignalBundle.objects.filter(
        Q(state=BundleState.FROZEN)
        | Q(partnership__in=partnerships_where(user, Permission.READ))
    )


rules.add_perm("bundles.view_signalbundle", rules.predicate(can_view_bundle))
