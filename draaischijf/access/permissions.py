"""Who may let whom in; each predicate has its queryset twin.

An administrator gives every role. The administrator of an organisation and the
coordinators invite people to the everyday roles: the first only for that organisation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import Q

from draaischijf.access.enums import RequestState
from draaischijf.access.models import AccessRequest, Invitation, InvitationQuerySet
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Organisation
from draaischijf.people.permissions import (
    Permission,
    holds,
    partnerships_where,
    permissions_of,
)
from draaischijf.people.queries import own_organisations

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

EVERYDAY = (RoleKind.FIELD_WORKER, RoleKind.WORKING_GROUP_MEMBER, RoleKind.LEAD)


def kinds_to_give(user: Visitor, partnership: Partnership) -> tuple[RoleKind, ...]:
    """Return the roles that `user` may give here, in their order."""
    held = permissions_of(user, partnership)
    if Permission.MANAGE_PEOPLE in held:
        return tuple(RoleKind)
    if held & {Permission.INVITE, Permission.INVITE_COLLEAGUES}:
        return EVERYDAY
    return ()


def organisations_to_invite_for(
    user: Visitor, partnership: Partnership
) -> QuerySet[Organisation]:
    """Return the organisations for which `user` may let people in."""
    rows = Organisation.objects.filter(partnership=partnership, is_active=True)
    if invites_for_all(user, partnership):
        return rows
    if holds(user, Permission.INVITE_COLLEAGUES, partnership):
        return rows.filter(pk__in=own_organisations(user))
    return rows.none()


def may_invite(
    user: Visitor,
    partnership: Partnership,
    kind: str,
    organisation: Organisation | None,
) -> bool:
    """Tell whether `user` may let somebody in, in this role for this organisation."""
    if kind not in kinds_to_give(user, partnership):
        return False
    if organisation is None:
        return invites_for_all(user, partnership)
    allowed = organisations_to_invite_for(user, partnership)
    return allowed.filter(pk=organisation.pk).exists()


def invites_for_all(user: Visitor, partnership: Partnership) -> bool:
    """Tell whether `user` may let people of any organisation in."""
    held = permissions_of(user, partnership)
    return bool(held & {Permission.MANAGE_PEOPLE, Permission.INVITE})


def can_view_invitation(user: Visitor, invitation: Invitation) -> bool:
    """Who may let people in for its organisation sees it."""
    return _is_answerable(user, invitation)


def invitations_visible_to(user: Visitor) -> InvitationQuerySet:
    """The invitations `user` may see: twin of `can_view_invitation`."""
    return Invitation.objects.filter(_answerable(user))


def can_view_access_request(user: Visitor, request: AccessRequest) -> bool:
    """Who may let people in for its organisation sees it, once it is proven."""
    return request.state != RequestState.UNPROVEN and _is_answerable(user, request)


def access_requests_visible_to(user: Visitor) -> QuerySet[AccessRequest]:
    """The requests `user` may see: twin of `can_view_access_request`."""
    proven = AccessRequest.objects.exclude(state=RequestState.UNPROVEN)
    return proven.filter(_answerable(user))


def _is_answerable(user: Visitor, thing: Invitation | AccessRequest) -> bool:
    if invites_for_all(user, thing.partnership):
        return True
    return (
        thing.organisation_id is not None
        and holds(user, Permission.INVITE_COLLEAGUES, thing.partnership)
        and own_organisations(user).filter(pk=thing.organisation_id).exists()
    )


def _answerable(user: Visitor) -> Q:
    of_all = Q(partnership__in=partnerships_where(user, Permission.MANAGE_PEOPLE))
    of_all |= Q(partnership__in=partnerships_where(user, Permission.INVITE))
    return of_all | Q(
        partnership__in=partnerships_where(user, Permission.INVITE_COLLEAGUES),
        organisation__in=own_organisations(user),
    )


rules.add_perm("access.view_invitation", rules.predicate(can_view_invitation))
rules.add_perm("access.view_accessrequest", rules.predicate(can_view_access_request))
