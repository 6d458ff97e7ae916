"""Who may read a body, a meeting and a decision; each predicate with its queryset twin.

Design 7: everybody reads what is public, partners read all, who convenes edits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import Q

from draaischijf.consultation.models import Body, BodyDecision, Meeting
from draaischijf.people.permissions import Permission, holds, partnerships_where

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.permissions import Visitor


def can_view_body(user: Visitor, body: Body) -> bool:
    """Everybody may know of a public one, partners of all."""
    return body.is_public or holds(user, Permission.READ, body.partnership)


def bodies_visible_to(user: Visitor) -> QuerySet[Body]:
    """The bodies `user` may read, of all partnerships: twin of `can_view_body`."""
    partner = Q(partnership__in=partnerships_where(user, Permission.READ))
    return Body.objects.filter(Q(is_public=True) | partner)


def can_view_meeting(user: Visitor, meeting: Meeting) -> bool:
    """Everybody may read a public one, partners all; names and notes are for those."""
    return meeting.is_public or holds(user, Permission.READ, meeting.partnership)


def meetings_visible_to(user: Visitor) -> QuerySet[Meeting]:
    """The meetings `user` may read: twin of `can_view_meeting`."""
    partner = Q(partnership__in=partnerships_where(user, Permission.READ))
    return Meeting.objects.filter(Q(is_public=True) | partner)


def can_view_decision(user: Visitor, decision: BodyDecision) -> bool:
    """Everybody may read a public one, partners all."""
    return decision.is_public or holds(user, Permission.READ, decision.partnership)


def decisions_visible_to(user: Visitor) -> QuerySet[BodyDecision]:
    """The decisions `user` may read: twin of `can_view_decision`."""
    partner = Q(partnership__in=partnerships_where(user, Permission.READ))
    return BodyDecision.objects.filter(Q(is_public=True) | partner)


rules.add_perm("consultation.view_body", rules.predicate(can_view_body))
rules.add_perm("consultation.view_meeting", rules.predicate(can_view_meeting))
rules.add_perm("consultation.view_decision", rules.predicate(can_view_decision))
