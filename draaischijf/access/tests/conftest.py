"""What the tests of access share."""

from __future__ import annotations

import pytest

from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership
from draaischijf.people.tests.factories import make_member, make_organisation


@pytest.fixture
def house(partnership):
    return make_organisation(partnership, "CAW Durmeland")


@pytest.fixture
def edith(partnership, house):
    """Looks after the people of one organisation."""
    return make_member(
        partnership, RoleKind.ORGANISATION_EDITOR, name="Edith", organisation=house
    )


@pytest.fixture
def wout(partnership, house):
    """Works for that organisation, in the field."""
    user = make_member(partnership, RoleKind.FIELD_WORKER, name="Wout")
    Membership.objects.create(person=user.persons.get(), organisation=house)
    return user
