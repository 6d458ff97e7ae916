"""The same answer pressed twice at once, for real."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection

from draaischijf.calls.domain.answering import Point, send_points
from draaischijf.calls.models import CallPoint
from draaischijf.calls.tests.factories import make_call, make_invited
from draaischijf.notifications.models import Mail
from draaischijf.people.tests.factories import make_partnership
from draaischijf.signals.models import PreSignal
from draaischijf.signals.tests.stages import at_once


@pytest.fixture(autouse=True)
def _no_jobs_left():
    """Empty the queue, which is not a table of Django's to flush."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_each_point_is_one_report():
    call = make_call(make_partnership())
    invited = make_invited(call)
    question = call.questions.get()
    points = [
        Point(question=question, text=text, key=uuid.uuid4())
        for text in ("De huur is te hoog.", "De waarborg komt niet terug.")
    ]

    answers = at_once(*[lambda: send_points(invited, points)] * 2)

    assert [one for one in answers if isinstance(one, Exception)] == []
    assert PreSignal.objects.count() == CallPoint.objects.count() == 2
    assert Mail.objects.filter(to=invited.email).count() == 1
