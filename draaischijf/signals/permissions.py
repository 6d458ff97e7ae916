"""Who may see and do what with reports and signals.

Each predicate has its queryset twin in this file; a test proves for every role that
they agree (design 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import Q

from draaischijf.people.models import Organisation
from draaischijf.people.permissions import (
    Permission,
    holds,
    partnerships_where,
    permissions_of,
)
from draaischijf.people.queries import own_organisations
from draaischijf.signals.enums import ActorRole
from draaischijf.signals.models import PolicySignal, PreSignal, SignalActor
from draaischijf.signals.workflow import Party, Who

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def held_by(user: Visitor | None, partnership: Partnership) -> set[Who]:
    """Return what `user` holds in the partnership, as the workflow tables ask it."""
    if user is None:
        return set()
    return set(permissions_of(user, partnership))


def held_about(user: Visitor | None, signal: PolicySignal) -> set[Who]:
    """Return what `user` holds towards a signal: who leads it, follows it up.

    A lead is a lead of one thing, not of everything (the roles of design 7).
    """
    held = held_by(user, signal.partnership)
    own_only = Permission.FOLLOW_OWN in held and Permission.FOLLOW_UP not in held
    if user and own_only and signals_led_by(user).filter(pk=signal.pk).exists():
        held.add(Permission.FOLLOW_UP)
    return held


def signals_led_by(user: Visitor) -> QuerySet[PolicySignal]:
    """Return the signals of which an organisation of `user` has the lead."""
    leads = SignalActor.objects.filter(
        role=ActorRole.LEAD, organisation__in=own_organisations(user)
    )
    return PolicySignal.objects.filter(pk__in=leads.values("signal"))


def hands_of(user: Visitor | None, pre_signal: PreSignal) -> set[Who]:
    """Return what `user` holds towards a report; its raiser holds that too."""
    held = held_by(user, pre_signal.partnership)
    if user is not None and user.is_active and pre_signal.raiser_id == user.pk:
        held.add(Party.RAISER)
    return held


def can_view_signal(user: Visitor, signal: PolicySignal) -> bool:
    """Everybody reads what is public; partners read all of their partnership.

    Nobody reads a signal that is part of another one: that one is read instead.
    """
    return signal.merged_into_id is None and (
        signal.is_public or holds(user, Permission.READ, signal.partnership)
    )


def signals_visible_to(user: Visitor) -> QuerySet[PolicySignal]:
    """The signals `user` may read, of all partnerships: twin of `can_view_signal`."""
    return PolicySignal.objects.standing().filter(
        Q(is_public=True) | Q(partnership__in=partnerships_where(user, Permission.READ))
    )


def signals_readable_in(
    user: Visitor, partnership: Partnership
) -> QuerySet[PolicySignal]:
    """The signals `user` may read in one partnership.

    What `signals_visible_to` comes down to there, without its alternatives: every
    count of a list is spared a plan over them.
    """
    signals = PolicySignal.objects.standing().filter(partnership=partnership)
    if holds(user, Permission.READ, partnership):
        return signals
    return signals.filter(is_public=True)


def can_view_pre_signal(user: Visitor, pre_signal: PreSignal) -> bool:
    """Coordinators and directors read all; others what is theirs or their house's."""
    if not user.is_authenticated or not user.is_active:
        return False
    if pre_signal.raiser_id == user.pk:
        return True
    if holds(user, Permission.READ_REPORTS, pre_signal.partnership):
        return True
    return (
        pre_signal.organisation_id is not None
        and holds(user, Permission.READ, pre_signal.partnership)
        and own_organisations(user)
        .filter(pk=pre_signal.organisation_id, partnership=pre_signal.partnership_id)
        .exists()
    )


def pre_signals_readable_in(
    user: Visitor, partnership: Partnership
) -> QuerySet[PreSignal]:
    """The reports `user` may read in one partnership.

    What `pre_signals_visible_to` comes down to there, without its alternatives where
    `user` reads them all.
    """
    if holds(user, Permission.READ_REPORTS, partnership):
        return PreSignal.objects.filter(partnership=partnership)
    return pre_signals_visible_to(user).filter(partnership=partnership)


def pre_signals_visible_to(user: Visitor) -> QuerySet[PreSignal]:
    """The reports `user` may read: twin of `can_view_pre_signal`."""
    if not user.is_authenticated or not user.is_active:
        return PreSignal.objects.none()
    return PreSignal.objects.filter(
        Q(raiser=user)
        | Q(partnership__in=partnerships_where(user, Permission.READ_REPORTS))
        | Q(
            partnership__in=partnerships_where(user, Permission.READ),
            organisation__in=own_organisations(user),
        )
    )


def works_for(user: Visitor, organisation: Organisation) -> bool:
    """Tell whether an account works for an organisation or has a role for it."""
    return own_organisations(user).filter(pk=organisation.pk).exists()


rules.add_perm("signals.view_policysignal", rules.predicate(can_view_signal))
rules.add_perm("signals.view_presignal", rules.predicate(can_view_pre_signal))
