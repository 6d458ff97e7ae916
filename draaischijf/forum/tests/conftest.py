"""What the tests of forums share."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from draaischijf.forum.tests.factories import (
    make_forum,
    make_table,
    make_theme,
    make_track,
)
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal


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
def director(partnership):
    return make_member(partnership, RoleKind.THEME_DIRECTOR, name="Dirk")


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, SignalState.PUBLISHED, title="Wachten op hulp")


@pytest.fixture
def forum(partnership):
    """A forum of today at which dots are placed."""
    return make_forum(partnership, timezone.localdate(), stage="weighing")


@pytest.fixture
def theme(forum, signal):
    return make_theme(forum, signal=signal, why="standing_still")


@pytest.fixture
def table(theme):
    return make_table(theme)


@pytest.fixture
def track(theme, table):
    return make_track(theme, table=table)
