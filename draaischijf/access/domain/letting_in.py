"""Letting somebody in whose address was proven by a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.people.domain import give_role
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership, Person

if TYPE_CHECKING:
    from draaischijf.access.models import AccessRequest, Invitation
    from draaischijf.people.models import Organisation, Partnership


def let_in(
    proven: Invitation | AccessRequest, kind: str, *, name: str, actor: User | None
) -> tuple[User, Person]:
    """Give somebody a role here, and return the account and the person.

    The account with the address is used, or made. Raises ValidationError for one that
    was closed. Call it inside a transaction, with the row locked.
    """
    user = User.objects.filter(email__iexact=proven.email).first()
    if user is None:
        user = User.objects.create_user(proven.email, name)
    elif not user.is_active:
        raise ValidationError(_t("This account is closed."))
    person = _join(
        proven.partnership,
        user,
        name=name,
        organisation=proven.organisation,
        function=proven.function,
    )
    give_role(person, RoleKind(kind), actor=actor, organisation=proven.organisation)
    return user, person


def _join(
    partnership: Partnership,
    user: User,
    *,
    name: str,
    organisation: Organisation | None,
    function: str,
) -> Person:
    """Return the person an account is here, made or found, with its place of work.

    Somebody who was typed before, with the same address and without an account, is
    that person: so what he or she leads stays theirs.
    """
    here = Person.objects.filter(partnership=partnership)
    person = (
        here.filter(user=user).first()
        or here.filter(user__isnull=True, email__iexact=user.email).first()
        or Person(partnership=partnership, name=name)
    )
    person.user, person.email = user, user.email
    person.save()
    if organisation and not person.memberships.current().filter(
        organisation=organisation
    ):
        Membership.objects.create(
            person=person,
            organisation=organisation,
            function=function,
            since=timezone.localdate(),
        )
    return person
