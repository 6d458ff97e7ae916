"""The minutes of a meeting as a document."""

from __future__ import annotations

import datetime

import pytest
from django.utils import translation

from draaischijf.consultation.enums import MeetingKind, Presence
from draaischijf.consultation.models import Gathering
from draaischijf.consultation.queries.minutes import MinutesPage
from draaischijf.consultation.tests.factories import (
    make_meeting,
    make_minutes,
    make_participant,
)
from draaischijf.reporting.builders.minutes import build_minutes

pytestmark = pytest.mark.django_db


def test_they_were_approved_on_the_day_it_was_here(partnership, alice):
    meeting = make_meeting(partnership, day=datetime.date(2026, 11, 20), state="held")
    # Half past midnight on the 27th in Brussels.
    late = datetime.datetime(2026, 11, 26, 23, 30, tzinfo=datetime.UTC)
    make_minutes(meeting, state="approved", approved=late, content={}, sha256="a" * 64)
    page = MinutesPage(meeting, alice)

    with translation.override("en"):
        status = build_minutes(page).status

    assert "27 november 2026" in status.lower()


def test_who_registered_for_a_gathering_is_counted_and_not_named(partnership, alice):
    meeting = make_meeting(partnership, kind=MeetingKind.THINK_DAY, state="held")
    Gathering.objects.create(meeting=meeting)
    for name in ("Kim", "Lou"):
        make_participant(meeting, name, presence=Presence.PRESENT, is_guest=True)

    with translation.override("en"):
        facts = dict(build_minutes(MinutesPage(meeting, alice)).facts)

    assert facts["Also there"] == "2 people who registered or were asked"
    assert not any("Kim" in one for one in facts.values())
