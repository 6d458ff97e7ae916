"""What the tests of bodies and meetings share."""

from __future__ import annotations

import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from draaischijf.consultation.tests.factories import make_body, make_meeting
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
def body(partnership):
    return make_body(partnership, per_year=4)


@pytest.fixture
def yesterday():
    return timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def meeting(partnership, body, yesterday):
    """A meeting of yesterday, not yet said to be held."""
    return make_meeting(partnership, body, yesterday)
