"""Bodies with who sits there, and five years of meetings with agendas and decisions."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field

from draaischijf.consultation.enums import (
    BodyKind,
    DecisionResult,
    MeetingState,
    Presence,
    Treatment,
)
from draaischijf.consultation.models import (
    AgendaItem,
    Body,
    BodyDecision,
    BodyFrequency,
    BodyMember,
    Headcount,
    Meeting,
    Participant,
)
from draaischijf.people.models import Person
from draaischijf.signals.models import PolicySignal
from draaischijf.website.scale.world import Place, World

# Of each partnership, the largest and the smallest: so many meet everywhere.
BODIES = 12
A_YEAR = 5
LAST_YEARS = 5
ITEMS, SEATS = 5, 9
DECIDES = 0.4
FALLS_THROUGH = 0.06
COUNTS_HEADS = 0.2
KINDS = (
    BodyKind.STEERING_GROUP, BodyKind.OFFICIALS, BodyKind.WORKING_GROUP,
    BodyKind.WORKING_GROUP, BodyKind.NETWORK, BodyKind.NETWORK, BodyKind.PLATFORM,
    BodyKind.JOINT_FORUM, BodyKind.COLLEGE, BodyKind.MUNICIPAL_COUNCIL,
    BodyKind.ADVISORY_COUNCIL, BodyKind.SOUNDING_BOARD,
)  # fmt: skip


@dataclass
class Convening:
    """The bodies of one partnership while their meetings are made."""

    world: World
    place: Place
    chance: random.Random
    signals: list[tuple[int, str]]
    persons: list[tuple[int, str]]
    numbers: dict[int, int] = field(default_factory=dict)

    def next_number(self, year: int) -> int:
        """Return the next number of the register in a year."""
        self.numbers[year] = self.numbers.get(year, 0) + 1
        return self.numbers[year]


def make_consultation(world: World, start: int, stop: int) -> None:
    """Make the bodies and meetings of the partnerships from `start` to `stop`."""
    for turn in range(start, stop):
        place = world.places[turn]
        signals = PolicySignal.objects.filter(partnership=place.pk).order_by("-pk")
        persons = Person.objects.filter(partnership=place.pk).order_by("pk")
        convening = Convening(
            world,
            place,
            world.outline.rng("consultation", turn),
            list(signals.values_list("pk", "title")[:500]),
            list(persons.values_list("pk", "name")[:60]),
        )
        _convene(convening)


def _convene(convening: Convening) -> None:
    bodies = _bodies(convening)
    seats = {body.pk: _seats(convening, body) for body in bodies}
    meetings = Meeting.objects.bulk_create(
        one for body in bodies for one in _meetings(convening, body)
    )
    Participant.objects.bulk_create(
        one
        for meeting in meetings
        for one in _participants(convening, meeting, seats[meeting.body_id or 0])
    )
    Headcount.objects.bulk_create(
        Headcount(meeting=one, city=4, ocmw=6, private=15, organisations=12)
        for one in meetings
        if _is_held(one) and convening.chance.random() < COUNTS_HEADS
    )
    items = AgendaItem.objects.bulk_create(
        one for meeting in meetings for one in _items(convening, meeting)
    )
    BodyDecision.objects.bulk_create(
        _decision(convening, item)
        for item in items
        if _is_held(item.meeting) and convening.chance.random() < DECIDES
    )


def _is_held(meeting: Meeting) -> bool:
    return meeting.state == MeetingState.HELD


def _bodies(convening: Convening) -> list[Body]:
    made = Body.objects.bulk_create(
        Body(
            partnership_id=convening.place.pk,
            name=f"{BodyKind(kind).label} {number}".capitalize(),
            kind=kind,
            mandate="Stemt af wat de partners doen.",
            area_id=convening.place.area(convening.chance)[0],
            is_public=number % 4 != 0,
        )
        for number, kind in enumerate(KINDS, start=1)
    )
    first = convening.world.outline.day.year - LAST_YEARS + 1
    BodyFrequency.objects.bulk_create(
        BodyFrequency(body=body, since=first, per_year=A_YEAR) for body in made
    )
    return made


def _seats(convening: Convening, body: Body) -> list[BodyMember]:
    chance = convening.chance
    houses = convening.place.organisations
    sits = chance.sample(convening.persons, min(SEATS, len(convening.persons)))
    return BodyMember.objects.bulk_create(
        BodyMember(
            body=body, person_id=person, organisation_id=chance.choice(houses)[0]
        )
        for person, _name in sits
    )


def _meetings(convening: Convening, body: Body) -> list[Meeting]:
    today, chance = convening.world.outline.day, convening.chance
    made = []
    for ago in range(LAST_YEARS):
        year = today.year - ago
        for number in range(A_YEAR):
            day = datetime.date(year, 2 * number + 2, chance.randint(1, 28))
            falls = chance.random() < FALLS_THROUGH
            state = MeetingState.HELD if day <= today else MeetingState.PLANNED
            made.append(
                Meeting(
                    partnership_id=convening.place.pk,
                    body=body,
                    title=body.name,
                    year=year,
                    day=day,
                    starts=datetime.time(9, 30),
                    ends=datetime.time(12),
                    place="Sociaal Huis",
                    state=MeetingState.CANCELLED if falls else state,
                    is_public=body.is_public,
                )
            )
    return made


def _participants(
    convening: Convening, meeting: Meeting, seats: list[BodyMember]
) -> list[Participant]:
    names = dict(convening.persons)
    came = (Presence.PRESENT, Presence.PRESENT, Presence.PRESENT, Presence.EXCUSED)
    return [
        Participant(
            meeting=meeting,
            person_id=seat.person_id,
            organisation_id=seat.organisation_id,
            name=names[seat.person_id or 0],
            presence=convening.chance.choice(came)
            if _is_held(meeting)
            else Presence.UNKNOWN,
        )
        for seat in seats
    ]


def _items(convening: Convening, meeting: Meeting) -> list[AgendaItem]:
    chance = convening.chance
    count = min(ITEMS, len(convening.signals))
    return [
        AgendaItem(
            meeting=meeting,
            position=position,
            title=title[:300],
            treatment=chance.choice(Treatment.values),
            minutes=chance.choice((10, 15, 20, 30)),
            signal_id=signal,
            notes="Besproken." if _is_held(meeting) else "",
        )
        for position, (signal, title) in enumerate(
            chance.sample(convening.signals, count), start=1
        )
    ]


def _decision(convening: Convening, item: AgendaItem) -> BodyDecision:
    meeting = item.meeting
    return BodyDecision(
        partnership_id=convening.place.pk,
        body_id=meeting.body_id,
        meeting=meeting,
        item=item,
        year=meeting.year,
        number=convening.next_number(meeting.year),
        day=meeting.day or convening.world.outline.day,
        text=f"Gaat verder: {item.title}",
        result=convening.chance.choice(DecisionResult.values),
        signal_id=item.signal_id,
        is_public=meeting.is_public,
    )
