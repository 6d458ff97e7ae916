"""Who may read a call; the predicate with its queryset twin.

Whether somebody may make one is asked of `people.permissions.holds` with EDIT_SIGNAL.
Addresses are for those alone: `may_arrange`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import Q

from draaischijf.calls.enums import CallState
from draaischijf.calls.models import Call
from draaischijf.people.permissions import Permission, holds, partnerships_where

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.permissions import Visitor


def can_view_call(user: Visitor, call: Call) -> bool:
    """Partners read what was opened; a draft is for who may make one."""
    needed = Permission.EDIT_SIGNAL if call.is_draft else Permission.READ
    return holds(user, needed, call.partnership)


def calls_visible_to(user: Visitor) -> QuerySet[Call]:
    """The calls `user` may read, of all partnerships: twin of `can_view_call`."""
    partner = Q(partnership__in=partnerships_where(user, Permission.READ))
    maker = Q(partnership__in=partnerships_where(user, Permission.EDIT_SIGNAL))
    draft = Q(state=CallState.DRAFT)
    return Call.objects.filter((partner & ~draft) | (maker & draft))


rules.add_perm("calls.view_call", rules.predicate(can_view_call))
