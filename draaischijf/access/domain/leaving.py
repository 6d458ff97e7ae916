"""Roles that end, and people who leave: access is over at once, history stays."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.access.models import Invitation
from draaischijf.accounts.domain import end_all_sessions
from draaischijf.history.domain import record
from draaischijf.people.domain import end_role
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership, Partnership, Person, Role
from draaischijf.people.permissions import Permission, kinds_with, who_gives_roles

if TYPE_CHECKING:
    from collections.abc import Collection

    from draaischijf.accounts.models import User


@transaction.atomic
def take_role(role: Role, *, actor: User) -> None:
    """End a role today; what it allowed is over at once.

    Raises ValidationError for the last one who can give roles.
    """
    check_others_give_roles([role])
    end_role(role, actor=actor, day=timezone.localdate())


@transaction.atomic
def leave(person: Person, *, actor: User) -> None:
    """End all roles and work of a person here; the person and its history stay.

    An account without a role anywhere is signed out everywhere. Invitations that wait
    for the person, or that the person sent, are taken back. Raises ValidationError for
    the last one who can give roles.
    """
    today = timezone.localdate()
    check_others_give_roles(list(Role.objects.current().filter(person=person)))
    locked = Person.objects.select_for_update().get(pk=person.pk)
    roles = list(Role.objects.current().filter(person=locked).select_for_update())
    for role in roles:
        end_role(role, actor=actor, day=today)
    yesterday = today - datetime.timedelta(days=1)
    Membership.objects.current().filter(person=locked).update(until=yesterday)
    _take_back_invitations(locked)
    is_own = actor.pk == locked.user_id
    verb = "left" if is_own else "access_ended"
    record(locked, verb, actor=actor, person=locked.name)
    user = locked.user
    if user and not Role.objects.current().filter(person__user=user).exists():
        end_all_sessions(user)


def _take_back_invitations(person: Person) -> None:
    """Take back what waits for a person, and what the person sent: it would outlive."""
    ours = Q(email__iexact=person.email) if person.email else Q(pk__in=[])
    if person.user_id:
        ours |= Q(invited_by=person.user_id)
    waiting = Invitation.objects.open().filter(ours, partnership=person.partnership)
    waiting.update(withdrawn=timezone.now())


def check_others_give_roles(ending: Collection[Role]) -> None:
    """Raise ValidationError when a partnership would be left without who gives roles.

    `ending` are the roles that end. Call it before anything else is locked: of two
    administrators who leave at the same moment the second waits here, and stays.
    """
    for place in sorted({one.partnership_id for one in ending if _gives_roles(one)}):
        partnership = Partnership.objects.select_for_update().get(pk=place)
        others = who_gives_roles(partnership).exclude(pk__in=[one.pk for one in ending])
        if not others.exists():
            raise ValidationError(
                _t(
                    "Nobody else can give roles in %(partnership)s. Make somebody else "
                    "administrator there first."
                )
                % {"partnership": partnership}
            )


def _gives_roles(role: Role) -> bool:
    return RoleKind(role.kind) in kinds_with(Permission.MANAGE_PEOPLE)
