"""Two people who take the last place at once, for real."""

from __future__ import annotations

import pytest
from django.db import connection

from draaischijf.consultation.domain.gathering import register
from draaischijf.consultation.models import Gathering, Registration
from draaischijf.consultation.tests.factories import make_meeting
from draaischijf.notifications.models import Mail
from draaischijf.people.tests.factories import make_partnership
from draaischijf.signals.tests.stages import at_once


@pytest.fixture(autouse=True)
def _no_jobs_left():
    """Empty the queue, which is not a table of Django's to flush."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once():
    meeting = make_meeting(make_partnership(), kind="training", is_public=True)
    Gathering.objects.create(meeting=meeting, places=1)

    answers = at_once(
        *[
            lambda who=who: register(meeting, name=who, email=f"{who}@x.example")
            for who in ("an", "bo", "cis", "dirk")
        ]
    )

    assert [one for one in answers if isinstance(one, Exception)] == []
    states = Registration.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == ["placed", "waiting", "waiting", "waiting"]
    assert meeting.participants.count() == 1
    assert Mail.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_the_same_address_twice_at_once_is_once():
    meeting = make_meeting(make_partnership(), kind="training", is_public=True)
    Gathering.objects.create(meeting=meeting, places=5)

    answers = at_once(*[lambda: register(meeting, name="an", email="an@x.example")] * 3)

    assert [one for one in answers if isinstance(one, Exception)] == []
    assert Registration.objects.count() == Mail.objects.count() == 1
