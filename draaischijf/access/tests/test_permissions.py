"""Who may let whom in: each predicate and its queryset twin say the same."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from draaischijf.access.models import AccessRequest, Invitation
from draaischijf.access.permissions import (
    access_requests_visible_to,
    can_view_access_request,
    can_view_invitation,
    invitations_visible_to,
    may_invite,
)
from draaischijf.access.tests.factories import make_access_request, make_invitation
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership
from draaischijf.people.tests.factories import make_member, make_organisation

pytestmark = pytest.mark.django_db
WHO = [*RoleKind, "editor_of_another", "editor_and_signal_coordinator", "anonymous"]


def visitor(who, partnership, house):
    if who == "anonymous":
        return AnonymousUser()
    kinds = [RoleKind.ORGANISATION_EDITOR] if who.startswith("editor") else [who]
    organisation = house
    if who == "editor_of_another":
        organisation = make_organisation(partnership, "OCMW Lokelare")
    if who == "editor_and_signal_coordinator":
        kinds.append(RoleKind.SIGNAL_COORDINATOR)
    user = make_member(partnership, *kinds, organisation=organisation)
    Membership.objects.create(person=user.persons.get(), organisation=organisation)
    return user


@pytest.mark.parametrize("who", WHO)
def test_may_see_and_are_seen_is_one_answer(who, partnership, other_partnership, house):
    far = make_organisation(other_partnership, "CAW Scheldekant")
    other = make_organisation(partnership, "Kind en Gezin")
    for number, (place, organisation) in enumerate(
        [(partnership, house), (partnership, other), (partnership, None),
         (other_partnership, far)]
    ):  # fmt: skip
        make_invitation(place, f"k{number}@x.example", organisation=organisation)
        if organisation:
            make_access_request(place, organisation, f"k{number}@x.example")
            make_access_request(
                place, organisation, f"w{number}@x.example", state="waiting"
            )
    user = visitor(who, partnership, house)

    pairs = [
        (Invitation, can_view_invitation, invitations_visible_to),
        (AccessRequest, can_view_access_request, access_requests_visible_to),
    ]
    for model, can_view, visible_to in pairs:
        seen = set(visible_to(user))
        assert seen == {one for one in model.objects.all() if can_view(user, one)}
        assert all(one.partnership == partnership for one in seen)


@pytest.mark.parametrize("who", WHO)
def test_nobody_gives_more_than_one_answers_for(who, partnership, house):
    user = visitor(who, partnership, house)
    other = make_organisation(partnership, "Kind en Gezin")

    gives = {
        (kind, organisation and organisation.name)
        for kind in RoleKind
        for organisation in (house, other, None)
        if may_invite(user, partnership, kind, organisation)
    }

    everyday = {"field_worker", "working_group_member", "lead"}
    wide = {house.name, other.name, None}
    expected = {
        "administrator": {(kind, one) for kind in RoleKind for one in wide},
        "coordinator": {(kind, one) for kind in everyday for one in wide},
        "organisation_editor": {(kind, house.name) for kind in everyday},
        "editor_and_signal_coordinator": {(kind, house.name) for kind in everyday},
        "editor_of_another": set(),
    }
    assert {(str(kind), one) for kind, one in gives} == {
        (str(kind), one) for kind, one in expected.get(who, set())
    }
