"""Phones that press at the same moment, for real."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.utils import timezone

from draaischijf.forum.domain.working import (
    TrackWords,
    WordsMovedOnError,
    add_track,
    keep_note,
    place_dot,
)
from draaischijf.forum.enums import Question
from draaischijf.forum.models import SolutionTrack, TrackDot
from draaischijf.forum.tests.factories import (
    make_forum,
    make_table,
    make_theme,
    make_track,
)
from draaischijf.people.tests.factories import make_partnership
from draaischijf.signals.tests.stages import at_once
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_jobs_left():
    """Empty the queue, which is not a table of Django's to flush."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@pytest.fixture
def seat():
    forum = make_forum(make_partnership(), timezone.localdate(), stage="weighing")
    return make_table(make_theme(forum))


def test_every_phone_that_presses_at_once_is_counted(seat):
    track = make_track(seat.theme)
    phones = [f"phone {number}" for number in range(6)]

    answers = at_once(
        *[lambda one=one: place_dot(seat, track, device=one) for one in phones]
    )

    assert answers == [2] * 6
    assert track.dots.count() == 6


def test_one_phone_that_presses_too_often_at_once_keeps_to_its_dots(seat):
    track = make_track(seat.theme)

    answers = at_once(*[lambda: place_dot(seat, track, device="a")] * 5)

    refused = [one for one in answers if isinstance(one, TransitionDenied)]
    assert len(refused) == 2
    assert sorted(one for one in answers if isinstance(one, int)) == [0, 1, 2]
    assert set(TrackDot.objects.values_list("slot", flat=True)) == {0, 1, 2}


def test_two_who_write_first_at_once_do_not_overwrite_each_other(seat):
    texts = ("Zes weken wachten.", "Niemand neemt op.")

    answers = at_once(
        *[
            lambda text=text: keep_note(seat, Question.SEES, text, version=0)
            for text in texts
        ]
    )

    moved = [one for one in answers if isinstance(one, WordsMovedOnError)]
    assert len(moved) == 1
    assert moved[0].newer.text == seat.notes.get().text


def test_a_track_sent_twice_at_once_is_one(seat):
    key = uuid.uuid4()

    answers = at_once(*[lambda: add_track(seat, TrackWords("Een loket"), key=key)] * 2)

    assert answers[0] == answers[1]
    assert SolutionTrack.objects.count() == 1
