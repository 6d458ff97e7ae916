"""What documents tell of bodies and meetings: found again, or taken over.

An import asked for the permission, so nothing is asked here. What is there already by
the same name or on the same day is the same thing.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.consultation.enums import BodyKind, MeetingKind, MeetingState
from draaischijf.consultation.models import Body, BodyFrequency, Headcount, Meeting
from draaischijf.documents.spelling import alike, plain
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership


@dataclass(frozen=True)
class MeetingTold:
    """A meeting as a document tells it; `nth` is its number where no day is known."""

    title: str
    year: int
    day: datetime.date | None = None
    nth: int = 0
    kind: MeetingKind = MeetingKind.REGULAR
    place: str = ""
    about: str = ""
    heads: Mapping[str, int | None] = field(default_factory=dict)


@transaction.atomic
def take_over_body(
    partnership: Partnership,
    name: str,
    *,
    kind: BodyKind,
    mandate: str = "",
    per_year: int | None = None,
    since: int,
    actor: User | None,
    source: str,
) -> Body:
    """Return the body of this name, one slip of the pen allowed; make it if need be.

    A new one is for partners until an office makes it public. A frequency is kept for
    the year it is told of; one that is known for that year stays.
    """
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    shown = plain(name)
    body = next((b for b in partnership.bodies.all() if plain(b.name) == shown), None)
    if body is None:
        rows = partnership.bodies.all()
        body = next((b for b in rows if alike(plain(b.name), shown)), None)
    if body is None:
        body = Body.objects.create(
            partnership=partnership,
            name=name,
            kind=kind,
            mandate=mandate,
            is_public=False,
        )
        record(body, "body_taken_over", actor=actor, source=source)
    if per_year is not None and not _knows(body, per_year, since):
        BodyFrequency.objects.create(body=body, since=since, per_year=per_year)
        record(body, "frequency_set", actor=actor, count=per_year, year=since)
    return body


def _knows(body: Body, per_year: int, year: int) -> bool:
    """Whether that year has a frequency of its own, or the same from before."""
    known = body.frequencies.filter(since__lte=year).order_by("-since").first()
    return known is not None and (known.since == year or known.per_year == per_year)


@transaction.atomic
def take_over_meeting(
    body: Body, told: MeetingTold, *, actor: User | None, source: str
) -> tuple[Meeting, bool]:
    """Return the meeting of this body on this day, and whether it is new.

    Without a day it is the n-th of that year of which no day is known.
    """
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    known = body.meetings.filter(year=told.year, day=told.day).order_by("pk")
    found = known.first() if told.day else known[max(told.nth - 1, 0) :].first()
    if found:
        return found, False
    is_over = told.day is None or told.day <= timezone.localdate()
    meeting = Meeting.objects.create(
        partnership=body.partnership,
        body=body,
        title=told.title[:200],
        year=told.year,
        day=told.day,
        kind=told.kind,
        place=told.place,
        about=told.about,
        state=MeetingState.HELD if is_over else MeetingState.PLANNED,
    )
    heads = {name: count for name, count in told.heads.items() if count is not None}
    if any(heads.values()):
        Headcount.objects.create(meeting=meeting, **heads)
    record(meeting, "meeting_taken_over", actor=actor, source=source)
    return meeting, True
