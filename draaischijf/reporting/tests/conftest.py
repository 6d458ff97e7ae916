"""What the tests of reports share."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from draaischijf.reporting.tests.factories import make_full_plan, make_report


@pytest.fixture
def in_english():
    """Let builders speak the language of the source, so that tests read."""
    with translation.override("en"):
        yield


@pytest.fixture
def plan(partnership):
    return make_full_plan(partnership)


@pytest.fixture
def report(partnership, plan):
    return make_report(partnership, plan=plan, year=2027)


@pytest.fixture
def reading(as_user):
    """Return a function that gives a client who reads English."""

    def sign_in(user=None):
        client = as_user(user) if user else Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return sign_in
