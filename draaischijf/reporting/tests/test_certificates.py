"""The certificate of attendance: who gets one, and what it says."""

from __future__ import annotations

import datetime
import io

import pdfplumber
import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain.gathering import register
from draaischijf.consultation.enums import Presence
from draaischijf.consultation.links import registration_token_of
from draaischijf.consultation.models import Gathering
from draaischijf.consultation.tests.factories import make_meeting, make_participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def training(partnership):
    found = make_meeting(
        partnership, kind="training", title="Vorming armoede", is_public=True,
        starts=datetime.time(9), ends=datetime.time(12, 30), place="Lokelare",
    )  # fmt: skip
    Gathering.objects.create(meeting=found)
    return found


@pytest.fixture
def an(training):
    """Registered, and noted as present on the day."""
    made = register(training, name="An Peeters", email="an@x.example")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    training.day, training.year, training.state = yesterday, yesterday.year, "held"
    training.save()
    training.participants.update(presence=Presence.PRESENT)
    return made


def own(registration):
    token = registration_token_of(registration)
    return reverse("reporting:own_certificate", args=[token])


def test_who_was_there_takes_it_behind_the_link(an, client):
    page = client.get(
        reverse("consultation:registration", args=[registration_token_of(an)])
    )
    answer = client.get(own(an))

    assert own(an) in page.content.decode()
    assert answer["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.content)) as pdf:
        text = " ".join(page.extract_text() for page in pdf.pages)
    for words in ("An Peeters", "Vorming armoede", "09:00", "12:30", "3 u 30"):
        assert words in text


def test_who_was_not_there_has_none(an, training, client):
    training.participants.update(presence=Presence.EXCUSED)

    assert client.get(own(an)).status_code == 404


def test_who_convenes_takes_each(an, training, as_user, alice, bob):
    address = reverse(
        "reporting:certificate", args=["durmeland", training.pk, an.participant_id]
    )

    assert address in as_user(alice).get(training.get_absolute_url()).content.decode()
    assert as_user(alice).get(address)["Content-Type"] == "application/pdf"
    assert as_user(bob).get(address).status_code == 404


def test_a_regular_meeting_gives_none(partnership, as_user, alice):
    meeting = make_meeting(partnership)
    who = make_participant(meeting, presence=Presence.PRESENT)
    address = reverse("reporting:certificate", args=["durmeland", meeting.pk, who.pk])

    assert as_user(alice).get(address).status_code == 404
