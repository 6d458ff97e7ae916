"""The cast and the setups every module's tests share.

alice coordinates, bob is her colleague in the field and may read, charlie belongs to
another partnership, dora administers; `client` is nobody.
"""

from __future__ import annotations

import pytest
from django.test import Client

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_territory,
)


@pytest.fixture
def partnership(db):
    made = make_partnership("durmeland")
    make_territory(made, "Lokelare", "Wachtbeke", "Zeverdonk", "Molenhoek")
    return made


@pytest.fixture
def other_partnership(db):
    return make_partnership("scheldekant", name="Platform Welzijn Scheldekant")


@pytest.fixture
def alice(partnership):
    return make_member(partnership, RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def bob(partnership):
    return make_member(partnership, RoleKind.FIELD_WORKER, name="Bob")


@pytest.fixture
def charlie(other_partnership):
    return make_member(other_partnership, RoleKind.COORDINATOR, name="Charlie")


@pytest.fixture
def dora(partnership):
    return make_member(partnership, RoleKind.ADMINISTRATOR, name="Dora")


@pytest.fixture
def as_user():
    """Return a function that gives a client signed in as somebody."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
