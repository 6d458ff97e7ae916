"""Who may read a forum; the predicate with its queryset twin.

Who prepares one and says what came of it convenes: `people.permissions.holds` with
CONVENE. Whoever owns a track may end it too: `may_end`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import Q

from draaischijf.forum.models import Forum, SolutionTrack
from draaischijf.people.permissions import Permission, holds, partnerships_where

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.permissions import Visitor


def can_view_forum(user: Visitor, forum: Forum) -> bool:
    """Everybody reads one whose report was published, partners read all."""
    return forum.is_published or holds(user, Permission.READ, forum.partnership)


def forums_visible_to(user: Visitor) -> QuerySet[Forum]:
    """The forums `user` may read, of all partnerships: twin of `can_view_forum`."""
    partner = Q(partnership__in=partnerships_where(user, Permission.READ))
    return Forum.objects.filter(Q(published__isnull=False) | partner)


def may_end(user: Visitor, track: SolutionTrack) -> bool:
    """Who convenes, and who has the track, say what came of it."""
    partnership = track.theme.forum.partnership
    if holds(user, Permission.CONVENE, partnership):
        return True
    is_owner = bool(track.owner and user.pk and track.owner.user_id == user.pk)
    return is_owner and holds(user, Permission.READ, partnership)


rules.add_perm("forum.view_forum", rules.predicate(can_view_forum))
