from __future__ import annotations

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Partnership, Role
from draaischijf.people.permissions import (
    ROLE_PERMISSIONS,
    Permission,
    has_resting_role,
    holds,
    kinds_with,
    partnerships_where,
    permissions_of,
    resting_roles,
)
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_person,
    make_user,
)

WHO = [
    *RoleKind,
    *("two_roles", "guest", "inactive", "ended", "last_day", "anonymous"),
    *("resting", "resting_lead", "awake"),
]


@pytest.fixture
def family(partnership, other_partnership):
    """A partnership with a parent, a child, and one that is no family."""
    partnership.parent = make_partnership("vlaanderen", kind="flemish")
    partnership.save()
    make_partnership("lokelare", kind="municipal", parent=partnership)
    return partnership


def visitor(who, partnership):
    if who == "anonymous":
        return AnonymousUser()
    if who == "guest":
        return make_user("Gast")
    if who == "two_roles":
        return make_member(partnership, RoleKind.LEAD, RoleKind.WORKING_GROUP_MEMBER)
    if who in list(RoleKind):
        return make_member(partnership, who)
    if who in {"resting", "resting_lead", "awake"}:
        return in_guarded_partnership(who, partnership)
    user = make_member(partnership, RoleKind.ADMINISTRATOR)
    if who == "inactive":
        user.is_active = False
        user.save()
    else:
        days = {"ended": 1, "last_day": 0}[who]
        until = timezone.localdate() - datetime.timedelta(days=days)
        Role.objects.filter(person__user=user).update(until=until)
    return user


def in_guarded_partnership(who, partnership):
    """The partnership asks a second factor of those who read what others report."""
    partnership.second_factor_required = True
    partnership.save()
    roles = [RoleKind.COORDINATOR, *([RoleKind.LEAD] if who == "resting_lead" else [])]
    user = make_member(partnership, *roles)
    kind = Authenticator.Type.RECOVERY_CODES
    if who == "awake":
        kind = Authenticator.Type.TOTP
    Authenticator.objects.create(user=user, type=kind, data={})
    return user


def expected(who):
    if who in {"resting_lead", "awake"}:
        kind = RoleKind.LEAD if who == "resting_lead" else RoleKind.COORDINATOR
        return ROLE_PERMISSIONS[kind]
    if who == "two_roles":
        return (
            ROLE_PERMISSIONS[RoleKind.LEAD]
            | ROLE_PERMISSIONS[RoleKind.WORKING_GROUP_MEMBER]
        )
    kind = RoleKind.ADMINISTRATOR if who == "last_day" else who
    return ROLE_PERMISSIONS.get(kind, frozenset())


def test_every_role_has_a_line_and_every_permission_somebody():
    assert set(ROLE_PERMISSIONS) == set(RoleKind)
    assert set().union(*ROLE_PERMISSIONS.values()) == set(Permission)


@pytest.mark.parametrize("permission", list(Permission))
def test_the_roles_with_a_permission_are_those_of_the_table(permission):
    assert kinds_with(permission) == [
        kind for kind in RoleKind if permission in ROLE_PERMISSIONS[kind]
    ]


def test_only_an_administrator_manages_people():
    assert kinds_with(Permission.MANAGE_PEOPLE) == [RoleKind.ADMINISTRATOR]


def test_who_leads_an_organisation_does_not_decide_for_the_partnership():
    for kind in (RoleKind.LEAD, RoleKind.WORKING_GROUP_MEMBER, RoleKind.BOARD_READER):
        held = ROLE_PERMISSIONS[kind]
        assert not held & {Permission.DECIDE, Permission.PUBLISH, Permission.CLOSE}


@pytest.mark.parametrize("who", WHO)
def test_may_this_user_and_where_may_this_user_are_one_answer(who, family):
    user = visitor(who, family)

    for permission in Permission:
        where = set(partnerships_where(user, permission))
        for one in Partnership.objects.all():
            assert holds(user, permission, one) == (one in where)
        # What one may do here says nothing of parent, child or neighbour.
        assert where == ({family} if permission in expected(who) else set())


@pytest.mark.parametrize("who", WHO)
def test_permissions_are_those_of_the_table(who, family):
    assert permissions_of(visitor(who, family), family) == expected(who)


def test_a_resting_role_is_named_and_wakes_with_a_second_factor(family):
    user = visitor("resting_lead", family)

    assert [one.kind for one in resting_roles(user)] == [RoleKind.COORDINATOR]
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    assert not resting_roles(user).exists()


@pytest.mark.parametrize("who", WHO)
def test_whether_a_role_rests_here(who, family, other_partnership):
    user = visitor(who, family)

    assert has_resting_role(user, family) == (who in {"resting", "resting_lead"})
    assert not has_resting_role(user, other_partnership)


def test_where_no_second_factor_is_asked_nothing_is_looked_up(
    partnership, django_assert_num_queries
):
    user = make_member(partnership, RoleKind.COORDINATOR)

    with django_assert_num_queries(0):
        assert not has_resting_role(user, partnership)


def test_a_role_in_two_partnerships_counts_in_each_by_itself(
    partnership, other_partnership
):
    user = make_member(partnership, RoleKind.BOARD_READER)
    person = make_person(other_partnership, user=user)
    Role.objects.create(
        partnership=other_partnership, person=person, kind=RoleKind.COORDINATOR
    )

    assert permissions_of(user, partnership) == {Permission.READ}
    assert set(partnerships_where(user, Permission.WEIGH)) == {other_partnership}


def test_permissions_are_asked_once_a_request(partnership, django_assert_num_queries):
    user = make_member(partnership, RoleKind.COORDINATOR)

    with django_assert_num_queries(1):
        for permission in Permission:
            holds(user, permission, partnership)


def test_nobody_asks_the_database_about_a_stranger(
    partnership, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert permissions_of(AnonymousUser(), partnership) == frozenset()
