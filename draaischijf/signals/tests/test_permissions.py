"""Each predicate equals its queryset twin, for everybody who may come by."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership, Organisation, Role
from draaischijf.people.permissions import Permission
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
    make_person,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.permissions import (
    can_view_pre_signal,
    can_view_signal,
    hands_of,
    held_by,
    own_organisations,
    pre_signals_visible_to,
    signals_visible_to,
    works_for,
)
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.tests.stages import VISITORS, held_by_visitor, make_visitor
from draaischijf.signals.workflow import Party

pytestmark = pytest.mark.django_db


def yesterday():
    return timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def everywhere(partnership, other_partnership):
    """Ours, its parent, its child, and one that is no family."""
    partnership.parent = make_partnership("vlaanderen", kind="flemish")
    partnership.save()
    child = make_partnership("lokelare", kind="municipal", parent=partnership)
    return [partnership, partnership.parent, child, other_partnership]


@pytest.fixture
def world(everywhere):
    """Signals in every state and reports of every house, in every partnership."""
    for here in everywhere:
        for state in SignalState:
            make_signal(here, state)
        make_signal(here, SignalState.PARKED, is_public=True)
        make_pre_signal(here)
        make_pre_signal(here, organisation=make_organisation(here, "CAW"))
        make_pre_signal(here, organisation=make_organisation(here, "OCMW"))
    return everywhere


def settle_in(user, here, organisation):
    """Let an account have raised something and work somewhere, whatever it may do."""
    if user.is_authenticated:
        make_pre_signal(here, raiser=user)
        person = user.persons.filter(partnership=here).first()
        Membership.objects.create(
            person=person or make_person(here, user=user), organisation=organisation
        )
    return user


@pytest.mark.parametrize("kind", VISITORS)
def test_may_see_this_and_what_may_be_seen_are_one_answer(kind, world, partnership):
    caw = Organisation.objects.get(partnership=partnership, name="CAW")
    user = settle_in(make_visitor(kind, partnership, world[3]), partnership, caw)
    signals, reports = PolicySignal.objects.all(), PreSignal.objects.all()

    seen_signals = set(signals_visible_to(user))
    seen_reports = set(pre_signals_visible_to(user))

    assert {one for one in signals if can_view_signal(user, one)} == seen_signals
    assert {one for one in reports if can_view_pre_signal(user, one)} == seen_reports
    for one in signals:
        assert user.has_perm("signals.view_policysignal", one) == (one in seen_signals)
    for one in reports:
        assert user.has_perm("signals.view_presignal", one) == (one in seen_reports)


@pytest.mark.parametrize("kind", VISITORS)
def test_signals_are_read_when_public_or_by_a_partner(kind, world, partnership):
    user = make_visitor(kind, partnership, world[3])
    home = world[3] if kind == "outsider" else partnership
    reads = kind == "outsider" or Permission.READ in held_by_visitor(kind)

    for one in PolicySignal.objects.all():
        expected = one.is_public or (reads and one.partnership == home)
        # What is part of another one is read there.
        expected = expected and one.state != SignalState.MERGED
        assert can_view_signal(user, one) == expected


@pytest.mark.parametrize("kind", VISITORS)
def test_reports_are_read_by_role_by_house_and_by_their_raiser(
    kind, world, partnership
):
    caw = Organisation.objects.get(partnership=partnership, name="CAW")
    user = settle_in(make_visitor(kind, partnership, world[3]), partnership, caw)
    held = held_by_visitor(kind)

    for one in PreSignal.objects.filter(partnership=partnership):
        expected = user.is_active and (
            one.raiser_id == user.pk
            or Permission.READ_REPORTS in held
            or (one.organisation == caw and Permission.READ in held)
        )
        assert can_view_pre_signal(user, one) == expected


def test_working_for_an_organisation_without_a_role_reads_nothing(partnership):
    caw = make_organisation(partnership, "CAW")
    report = make_pre_signal(partnership, organisation=caw)
    user = make_member(partnership)
    Membership.objects.create(person=user.persons.get(), organisation=caw)

    assert works_for(user, caw)
    assert not can_view_pre_signal(user, report)


@pytest.mark.parametrize("bond", ["membership", "role"])
def test_who_left_an_organisation_reads_its_reports_no_more(partnership, bond):
    caw = make_organisation(partnership, "CAW")
    report = make_pre_signal(partnership, organisation=caw)
    user = make_member(partnership, RoleKind.FIELD_WORKER)
    person = user.persons.get()
    if bond == "membership":
        made = Membership.objects.create(person=person, organisation=caw)
    else:
        made = Role.objects.create(
            partnership=partnership,
            person=person,
            kind=RoleKind.WORKING_GROUP_MEMBER,
            organisation=caw,
        )
    assert can_view_pre_signal(user, report)
    assert list(own_organisations(user)) == [caw]

    made.until = yesterday()
    made.save()

    fresh = type(user).objects.get(pk=user.pk)
    assert not can_view_pre_signal(fresh, report)
    assert not pre_signals_visible_to(fresh).exists()
    assert not works_for(fresh, caw)


def test_an_organisation_counts_once_however_somebody_belongs_to_it(partnership):
    caw = make_organisation(partnership, "CAW")
    user = make_member(
        partnership, RoleKind.LEAD, RoleKind.FIELD_WORKER, organisation=caw
    )
    Membership.objects.create(person=user.persons.get(), organisation=caw)

    assert own_organisations(user).count() == 1
    assert own_organisations(AnonymousUser()).count() == 0


@pytest.mark.parametrize("kind", VISITORS)
def test_a_raiser_holds_the_own_report_and_nothing_of_another(
    kind, partnership, other_partnership
):
    user = make_visitor(kind, partnership, other_partnership)
    raiser = user if user.is_authenticated else None
    own, other = (
        make_pre_signal(partnership, raiser=raiser),
        make_pre_signal(partnership),
    )

    held = held_by_visitor(kind)
    mine = {Party.RAISER} if user.is_active else set()
    assert hands_of(user, own) == held | mine
    assert hands_of(user, other) == held
    assert held_by(user, partnership) == held


def test_nobody_holds_nothing(partnership):
    report = make_pre_signal(partnership)

    assert held_by(None, partnership) == set()
    assert hands_of(None, report) == set()


def test_the_lists_take_one_query(partnership, bob, django_assert_num_queries):
    for state in SignalState:
        make_signal(partnership, state)

    with django_assert_num_queries(1):
        assert len(signals_visible_to(bob)) == 9
    with django_assert_num_queries(1):
        assert len(pre_signals_visible_to(bob)) == 0
