"""What each role may do, asked as permissions; code never asks for a role.

One table from role to permissions, and two answers that must agree: may this user
(`holds`), and in which partnerships may this user (`partnerships_where`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from draaischijf.accounts.queries import with_second_factor
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Partnership, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from draaischijf.accounts.models import User

    Visitor = User | AnonymousUser


class Permission(StrEnum):
    """What somebody may do in one partnership."""

    READ = "read"  # what partners read: unpublished signals, the agenda, the people
    SUPPORT = "support"  # "ook bij ons", in the name of an organisation
    READ_REPORTS = "read_reports"  # every report of the partnership
    WEIGH = "weigh"  # the inbox: weigh pre-signals and answer their raisers
    EDIT_SIGNAL = "edit_signal"  # statement, sorting, bundling, analysis
    AGREE = "agree"  # speak for an organisation about a signal
    PUBLISH = "publish"
    DECIDE = "decide"  # route, lead, decision, letter
    FOLLOW_UP = "follow_up"  # log entries and agreed actions
    FOLLOW_OWN = "follow_own"  # the same, of what one leads oneself
    CLOSE = "close"
    EDIT_PLAN = "edit_plan"  # plans, objectives, actions, the carry-over
    ADOPT_PLAN = "adopt_plan"  # approval, adopted versions, amendments
    WRITE_REPORT = "write_report"  # texts of a report, freezing it, the house style
    ARRANGE = "arrange"  # who takes which report, and how long each phase may last
    IMPORT = "import"
    INVITE_COLLEAGUES = "invite_colleagues"  # in the everyday roles, of one's own
    INVITE = "invite"  # in the everyday roles, of any organisation
    MANAGE_PEOPLE = "manage_people"  # everybody: roles, invitations, requests
    REDACT = "redact"  # take client data out of a text, wherever it stands
    MANAGE_PRIVACY = "manage_privacy"  # retention, the data of a person, the register


_PARTNER = {Permission.READ, Permission.SUPPORT}
_COORDINATION = set(Permission) - {
    Permission.MANAGE_PEOPLE,
    Permission.MANAGE_PRIVACY,
    Permission.INVITE_COLLEAGUES,
    Permission.FOLLOW_OWN,
    Permission.AGREE,
}

ROLE_PERMISSIONS: dict[RoleKind, frozenset[Permission]] = {
    RoleKind.FIELD_WORKER: frozenset(_PARTNER),
    RoleKind.SIGNAL_COORDINATOR: frozenset(
        _PARTNER
        | {
            Permission.READ_REPORTS,
            Permission.WEIGH,
            Permission.EDIT_SIGNAL,
            Permission.FOLLOW_UP,
        }
    ),
    RoleKind.WORKING_GROUP_MEMBER: frozenset(_PARTNER | {Permission.AGREE}),
    RoleKind.THEME_DIRECTOR: frozenset(
        _PARTNER
        | {
            Permission.READ_REPORTS,
            Permission.EDIT_SIGNAL,
            Permission.DECIDE,
            Permission.FOLLOW_UP,
            Permission.CLOSE,
            Permission.EDIT_PLAN,
        }
    ),
    RoleKind.LEAD: frozenset(_PARTNER | {Permission.FOLLOW_OWN}),
    RoleKind.COORDINATOR: frozenset(_COORDINATION),
    RoleKind.BOARD_READER: frozenset({Permission.READ}),
    RoleKind.ORGANISATION_EDITOR: frozenset(_PARTNER | {Permission.INVITE_COLLEAGUES}),
    RoleKind.DATA_PROTECTION_OFFICER: frozenset(
        {
            Permission.READ,
            Permission.READ_REPORTS,
            Permission.REDACT,
            Permission.MANAGE_PRIVACY,
        }
    ),
    RoleKind.ADMINISTRATOR: frozenset(
        _COORDINATION
        | {Permission.MANAGE_PEOPLE, Permission.MANAGE_PRIVACY, Permission.AGREE}
    ),
}


# Who can read or change what others reported, or let people in: a stolen mailbox must
# not be enough where the partnership says so.
GUARDED = (
    RoleKind.SIGNAL_COORDINATOR,
    RoleKind.COORDINATOR,
    RoleKind.DATA_PROTECTION_OFFICER,
    RoleKind.ADMINISTRATOR,
)


def kinds_with(permission: Permission) -> list[RoleKind]:
    """Return the roles that carry a permission."""
    return [kind for kind, held in ROLE_PERMISSIONS.items() if permission in held]


def permissions_of(user: Visitor, partnership: Partnership) -> frozenset[Permission]:
    """Return all that `user` may do in `partnership`; one query, remembered.

    The answer is kept on the user object, so for the length of a request.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    known: dict[int, frozenset[Permission]] = user.__dict__.setdefault(
        "_permissions_by_partnership", {}
    )
    if partnership.pk not in known:
        kinds = _counting(user).filter(partnership=partnership)
        held = [
            ROLE_PERMISSIONS[RoleKind(k)] for k in kinds.values_list("kind", flat=True)
        ]
        known[partnership.pk] = frozenset().union(*held)
    return known[partnership.pk]


def holds(user: Visitor, permission: Permission, partnership: Partnership) -> bool:
    """Tell whether `user` may do this in `partnership`."""
    return permission in permissions_of(user, partnership)


def partnerships_where(user: Visitor, permission: Permission) -> QuerySet[Partnership]:
    """Return the partnerships in which `user` may do this: the twin of `holds`."""
    if not user.is_authenticated or not user.is_active:
        return Partnership.objects.none()
    roles = _counting(user).filter(kind__in=kinds_with(permission))
    return Partnership.objects.filter(pk__in=roles.values("partnership"))


def _counting(user: User) -> QuerySet[Role]:
    """Return the roles of an account that count now: neither ended nor resting."""
    return Role.objects.current().filter(person__user=user).exclude(_resting())


def resting_roles(user: User) -> QuerySet[Role]:
    """Return the roles that would count once the account has a second factor."""
    return Role.objects.current().filter(_resting(), person__user=user)


def has_resting_role(user: Visitor, partnership: Partnership) -> bool:
    """Tell whether a role of `user` here rests until the account has a second factor.

    One query, and none where no second factor is asked.
    """
    if not user.is_authenticated or not partnership.second_factor_required:
        return False
    return resting_roles(user).filter(partnership=partnership).exists()


def who_gives_roles(partnership: Partnership) -> QuerySet[Role]:
    """Return the roles with which somebody can give roles here now.

    Neither ended nor resting, of an account that is open.
    """
    return (
        Role.objects.current()
        .filter(
            partnership=partnership,
            kind__in=kinds_with(Permission.MANAGE_PEOPLE),
            person__user__is_active=True,
        )
        .exclude(_resting())
    )


def _resting() -> Q:
    return (
        Q(partnership__second_factor_required=True)
        & Q(kind__in=GUARDED)
        & ~Q(with_second_factor("person__user"))
    )
