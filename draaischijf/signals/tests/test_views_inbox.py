from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.signals.tests.factories import make_pre_signal


@pytest.fixture
def inbox(partnership):
    return reverse("signals:inbox", args=[partnership.slug])


def test_a_coordinator_sees_the_open_reports(as_user, alice, partnership, inbox):
    make_pre_signal(partnership)

    response = as_user(alice).get(inbox)

    assert response.status_code == 200
    assert len(response.context["rows"]) == 1
