"""What the tests of calls share."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from draaischijf.calls.tests.factories import make_call, make_invited
from draaischijf.people.tests.factories import make_organisation


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def reading(as_user):
    """Return a function that gives a client who reads English."""

    def sign_in(user=None):
        client = as_user(user) if user else Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return sign_in


@pytest.fixture
def house(partnership):
    return make_organisation(partnership, "CAW Durmeland")


@pytest.fixture
def call(partnership):
    return make_call(partnership, "Wat zie je rond wonen?", "Wat zie je rond zorg?")


@pytest.fixture
def invited(call, house):
    return make_invited(call, organisation=house)
