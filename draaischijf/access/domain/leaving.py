"""Roles that end, and people who leave: access is over at once, history stays."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.access.models import Invitation
from draaischijf.accounts.domain import end_all_sessions
from draaischijf.history.domain import record
from draaischijf.people.domain import end_role
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership, Person, Role
from draaischijf.people.permissions import Permission, kinds_with

if TYPE_CHECKING:
    from draaischijf.accounts.models import User


@transaction.atomic
def take_role(role: Role, *, actor: User) -> None:
    """End a role today; what it allowed is over at once.

    Raises ValidationError for the last one who can give roles.
    """
    _keep_somebody([role])
    end_role(role, actor=actor, day=timezone.localdate())


@transaction.atomic
def leave(person: Person, *, actor: User) -> None:
    """End all roles and work of a person here; the person and its history stay.

    An account without a role anywhere is signed out everywhere. What waited for the
    address is taken back. Raises ValidationError for the last one who can give roles.
    """
    today = timezone.localdate()
    locked = Person.objects.select_for_update().get(pk=person.pk)
    roles = list(Role.objects.current().filter(person=locked).select_for_update())
    _keep_somebody(roles)
    for role in roles:
        end_role(role, actor=actor, day=today)
    yesterday = today - datetime.timedelta(days=1)
    Membership.objects.current().filter(person=locked).update(until=yesterday)
    if locked.email:
        Invitation.objects.open().filter(
            partnership=locked.partnership, email__iexact=locked.email
        ).update(withdrawn=timezone.now())
    is_own = actor.pk == locked.user_id
    verb = "left" if is_own else "access_ended"
    record(locked, verb, actor=actor, person=locked.name)
    user = locked.user
    if user and not Role.objects.current().filter(person__user=user).exists():
        transaction.on_commit(lambda: end_all_sessions(user))


def _keep_somebody(ending: list[Role]) -> None:
    managing = kinds_with(Permission.MANAGE_PEOPLE)
    if not any(RoleKind(one.kind) in managing for one in ending):
        return
    others = (
        Role.objects.current()
        .filter(
            partnership=ending[0].partnership,
            kind__in=managing,
            person__user__is_active=True,
        )
        .exclude(pk__in=[one.pk for one in ending])
    )
    if not others.exists():
        raise ValidationError(
            _t("Nobody else can give roles here. Make somebody administrator first.")
        )
