"""Dumb makers of bodies and meetings: rows as they are, no domain function runs."""

from __future__ import annotations

import datetime

from django.utils import timezone

from draaischijf.consultation import minutes_links
from draaischijf.consultation.enums import RegistrationState
from draaischijf.consultation.minutes import as_json
from draaischijf.consultation.models import (
    AgendaItem,
    Body,
    BodyDecision,
    BodyFrequency,
    BodyMember,
    Meeting,
    MeetingTask,
    Minutes,
    MinutesReader,
    MinutesRemark,
    Participant,
    PresenceLink,
    Registration,
)
from draaischijf.consultation.queries.minutes import minutes_now
from draaischijf.core import tokens


def make_body(partnership, name="Stuurgroep", *, per_year=None, since=2020, **fields):
    body = Body.objects.create(partnership=partnership, name=name, **fields)
    if per_year is not None:
        BodyFrequency.objects.create(body=body, since=since, per_year=per_year)
    return body


def make_seat(body, **fields):
    return BodyMember.objects.create(body=body, **fields)


def make_meeting(partnership, body=None, day=None, **fields):
    day = day or timezone.localdate() + datetime.timedelta(days=7)
    fields.setdefault("title", "Stuurgroep")
    return Meeting.objects.create(
        partnership=partnership, body=body, day=day, year=day.year, **fields
    )


def make_item(meeting, title="Wonen", *, files=(), **fields):
    fields.setdefault("position", meeting.items.count() + 1)
    made = AgendaItem.objects.create(meeting=meeting, title=title, **fields)
    made.files.set(files)
    return made


def make_participant(meeting, name="Jef", **fields):
    return Participant.objects.create(meeting=meeting, name=name, **fields)


def make_task(meeting, what="De huurders bellen", **fields):
    fields.setdefault("owner_name", "Jef")
    return MeetingTask.objects.create(meeting=meeting, what=what, **fields)


def make_decision(partnership, text="Goedgekeurd.", **fields):
    day = fields.pop("day", datetime.date(2026, 5, 4))
    number = BodyDecision.objects.filter(partnership=partnership).count() + 1
    return BodyDecision.objects.create(
        partnership=partnership, text=text, day=day, year=day.year, number=number,
        **fields,
    )  # fmt: skip


def make_minutes(meeting, **fields):
    fields.setdefault("sent", timezone.now())
    fields.setdefault(
        "remarks_until", timezone.localdate() + datetime.timedelta(days=9)
    )
    return Minutes.objects.create(
        meeting=meeting, as_sent=as_json(minutes_now(meeting)), **fields
    )


def make_reader(minutes, name="Jef", email="jef@durmeland.example"):
    return MinutesReader.objects.create(
        minutes=minutes,
        name=name,
        email=email,
        **minutes_links.new_link(minutes_links.MINUTES),
    )


def make_remark(minutes, text="Ik was er ook.", **fields):
    fields.setdefault("name", "Jef")
    return MinutesRemark.objects.create(minutes=minutes, text=text, **fields)


def make_registration(meeting, name="Kim", **fields):
    fields.setdefault("state", RegistrationState.PLACED)
    nonce = tokens.new_nonce()
    return Registration.objects.create(
        meeting=meeting, name=name, nonce=nonce, link_hash=nonce, **fields
    )


def make_presence_link(meeting):
    return PresenceLink.objects.create(
        meeting=meeting, **minutes_links.new_link(minutes_links.PRESENCE)
    )
