"""A decision put right in the register, after it was noted."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from draaischijf.consultation.domain.correcting import Correction, correct_decision
from draaischijf.consultation.domain.minutes import approve_minutes
from draaischijf.consultation.minutes import from_json
from draaischijf.consultation.tests.factories import (
    make_decision,
    make_item,
    make_minutes,
)
from draaischijf.history.models import Entry
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


@pytest.fixture
def decided(partnership, meeting, body):
    return make_decision(
        partnership, "We bowen huizen.", meeting=meeting, body=body, day=meeting.day
    )


def test_a_decision_is_corrected_in_the_register(decided, meeting, alice, reading):
    make_minutes(meeting)
    office = reading(alice)
    where = address("decision_correct", decided.year, decided.number)
    at = decided.get_absolute_url()
    given = {
        "text": "We bouwen huizen.", "reference": "https://besluit.example/12",
        "is_public": "on",
    }  # fmt: skip

    assert where in office.get(at).content.decode()
    assert "We bowen huizen." in office.get(where).content.decode()
    answer = office.post(where, given)
    office.post(where, given)

    assert (answer.status_code, answer["Location"]) == (302, at)
    before = (decided.day, decided.result, decided.number)
    decided.refresh_from_db()
    assert decided.text == "We bouwen huizen."
    assert decided.reference_url == "https://besluit.example/12"
    assert decided.is_public
    assert (decided.day, decided.result, decided.number) == before
    line = Entry.objects.about(decided).get(verb="decision_corrected")
    assert line.data["before"]["text"] == "We bowen huizen."
    assert line.data["after"]["text"] == "We bouwen huizen."


def test_approved_minutes_keep_the_words_they_had(decided, meeting, alice, reading):
    decided.item = make_item(meeting)
    decided.save()
    late = meeting.day - datetime.timedelta(days=1)
    minutes = approve_minutes(make_minutes(meeting, remarks_until=late), actor=alice)
    where = address("decision_correct", decided.year, decided.number)

    shown = reading(alice).get(where).content.decode()
    correct_decision(decided, Correction("We bouwen huizen."), actor=alice)

    assert "The approved minutes stay as they are." in shown
    minutes.refresh_from_db()
    text = from_json(minutes.content)
    assert text.items[0].decisions[0].text == "We bowen huizen."


def test_a_correction_without_words_is_refused_in_place(decided, alice, reading):
    where = address("decision_correct", decided.year, decided.number)

    empty = reading(alice).post(where, {"text": " ", "reference": "BVR 12"})
    client = reading(alice).post(where, {"text": "Rijksregister 85.07.30-033.28."})

    assert (empty.status_code, client.status_code) == (422, 422)
    assert "BVR 12" in empty.content.decode()
    with pytest.raises(TransitionDenied):
        correct_decision(decided, Correction(" "), actor=alice)
    decided.refresh_from_db()
    assert decided.text == "We bowen huizen."


def test_only_who_convenes_corrects_a_decision(decided, bob, reading):
    where = address("decision_correct", decided.year, decided.number)

    assert reading(bob).get(where).status_code == 404
    assert where not in reading(bob).get(decided.get_absolute_url()).content.decode()
    with pytest.raises(TransitionDenied):
        correct_decision(decided, Correction("Iets anders."), actor=bob)
