"""Partnerships with their territories, organisations, accounts and roles."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from django.utils.text import slugify

from draaischijf.accounts.models import User
from draaischijf.people.enums import OrganisationKind, PartnershipKind, Party, RoleKind
from draaischijf.people.models import (
    GroupMember,
    Membership,
    Organisation,
    Partnership,
    Person,
    Role,
    WorkingGroup,
    normalise_name,
)
from draaischijf.signals.domain.working_groups import STANDARD_NAME
from draaischijf.signals.enums import ChallengeState
from draaischijf.signals.models import Challenge
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.taxonomy.enums import AreaKind
from draaischijf.taxonomy.models import Area
from draaischijf.website.scale.sizes import YEARS
from draaischijf.website.scale.texts import places, sentences
from draaischijf.website.scale.world import World

OF_A_REGION = 12
PLACES_OF_ITS_OWN = 4
MOST_WORKERS, MOST_ORGANISATIONS = 150, 60
IN_WORKING_GROUP = 5
MANY_HOUSES = 9
GROUPS = ("Werkgroep wonen", "Werkgroep gezondheid")
CHALLENGES_OF_A_YEAR = 5
OFFICE = (
    (RoleKind.COORDINATOR, "Coördinator"),
    (RoleKind.SIGNAL_COORDINATOR, "Signaalcoördinator"),
    (RoleKind.THEME_DIRECTOR, "Regisseur"),
    (RoleKind.BOARD_READER, "Secretaris"),
)
# Nobody signs in to a made site with a password: there is none to sign in with.
NO_PASSWORD = "!"  # noqa: S105 the mark of an account without one


def make_partnerships(world: World, start: int, stop: int) -> None:
    """Make all partnerships with their territories: some regions, many places."""
    del start, stop
    load_reference_data()
    count = world.outline.sizes.partnerships
    regions = max(1, count // OF_A_REGION)
    names = places(set(Area.objects.values_list("name", flat=True)))
    whole: list[Partnership] = []
    for _turn in range(regions):
        name = next(names)
        area = Area.objects.create(kind=AreaKind.REGION, name=f"Regio {name}")
        own = [name, *(next(names) for _ in range(PLACES_OF_ITS_OWN))]
        area.members.set([_municipality(one) for one in own])
        whole.append(_partnership(f"Welzijnsoverleg {name}", name, area, None))
    for turn in range(count - regions):
        name = next(names)
        parent = whole[turn % regions]
        area = _municipality(name)
        assert parent.area is not None  # noqa: S101 made three lines above
        parent.area.members.add(area)
        _partnership(f"Lokaal sociaal beleid {name}", name, area, parent)


def _municipality(name: str) -> Area:
    return Area.objects.create(kind=AreaKind.MUNICIPALITY, name=name)


def _partnership(
    title: str, place: str, area: Area, parent: Partnership | None
) -> Partnership:
    kind = PartnershipKind.MUNICIPAL if parent else PartnershipKind.REGIONAL
    return Partnership.objects.create(
        slug=slugify(place), name=title, kind=kind, area=area, parent=parent
    )


@dataclass
class Office:
    """A partnership while its people are made."""

    partnership: Partnership
    place: str
    share: float
    chance: random.Random


def make_people(world: World, start: int, stop: int) -> None:
    """Make the organisations and people of some partnerships, and their challenges."""
    rows = Partnership.objects.order_by("pk")[start:stop]
    for turn, partnership in enumerate(rows, start):
        office = Office(
            partnership,
            partnership.name.rpartition(" ")[2],
            world.outline.shares[turn],
            world.outline.rng("people", turn),
        )
        organisations = _organisations(office)
        _office(office)
        _workers(office, organisations)
        _challenges(office, world.outline.day)


def _organisations(office: Office) -> list[Organisation]:
    place = office.place
    words = sentences()
    names = [
        f"{kind} {name}"
        for name in words["organisation_names"]
        for kind in words["organisations"]
    ]
    office.chance.shuffle(names)
    count = min(MOST_ORGANISATIONS, 3 + int(1000 * office.share))
    public = [f"OCMW {place}", f"Gemeente {place}", f"CAW {place}"]
    made = [
        Organisation(
            partnership=office.partnership,
            name=name,
            normalised=normalise_name(name),
            kind=OrganisationKind.PUBLIC_BODY if turn < 2 else OrganisationKind.DECREE,
            party=(Party.OCMW, Party.CITY)[turn] if turn < 2 else Party.PRIVATE,
        )
        for turn, name in enumerate([*public, *names[:count]])
    ]
    Organisation.objects.bulk_create(made)
    _working_groups(office.partnership, made)
    return made


def _working_groups(partnership: Partnership, houses: list[Organisation]) -> None:
    """Make the standard group and, where there are houses enough, two others."""
    standard = {"name": STANDARD_NAME, "is_standard": True}
    groups = [WorkingGroup.objects.create(partnership=partnership, **standard)]
    if len(houses) >= MANY_HOUSES:
        groups += WorkingGroup.objects.bulk_create(
            WorkingGroup(partnership=partnership, name=name) for name in GROUPS
        )
    GroupMember.objects.bulk_create(
        GroupMember(group=group, organisation=one)
        for place, group in enumerate(groups)
        for one in houses[place * 2 : place * 2 + IN_WORKING_GROUP]
    )


def _office(office: Office) -> None:
    slug = office.partnership.slug
    for kind, title in OFFICE:
        name = f"{title} van {office.place}"
        user = User(email=f"{kind}@{slug}.example", name=name, password=NO_PASSWORD)
        user.save()
        person = Person.objects.create(
            partnership=office.partnership, user=user, name=name, email=user.email
        )
        Role.objects.create(partnership=office.partnership, person=person, kind=kind)


def _workers(office: Office, organisations: list[Organisation]) -> None:
    slug = office.partnership.slug
    count = min(MOST_WORKERS, 4 + int(3000 * office.share))
    users = User.objects.bulk_create(
        User(
            email=f"medewerker-{number}@{slug}.example",
            name=f"Medewerker {number} van {office.place}",
            password=NO_PASSWORD,
        )
        for number in range(1, count + 1)
    )
    persons = Person.objects.bulk_create(
        Person(
            partnership=office.partnership, user=user, name=user.name, email=user.email
        )
        for user in users
    )
    theirs = [office.chance.choice(organisations) for _ in persons]
    Membership.objects.bulk_create(
        Membership(person=person, organisation=house, function="Hulpverlener")
        for person, house in zip(persons, theirs, strict=True)
    )
    Role.objects.bulk_create(
        Role(
            partnership=office.partnership,
            person=person,
            kind=RoleKind.FIELD_WORKER,
            organisation=house,
        )
        for person, house in zip(persons, theirs, strict=True)
    )


def _challenges(office: Office, day: datetime.date) -> None:
    titles = office.chance.sample(sentences()["objectives"], k=CHALLENGES_OF_A_YEAR)
    Challenge.objects.bulk_create(
        Challenge(
            partnership=office.partnership,
            year=day.year - ago,
            position=position,
            title=title,
            state=ChallengeState.RUNNING if not ago else ChallengeState.DONE,
        )
        for ago in range(YEARS)
        for position, title in enumerate(titles, 1)
    )
