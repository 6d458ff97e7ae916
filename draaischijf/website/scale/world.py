"""The partnerships with their people and places, as the later steps need them."""

from __future__ import annotations

import datetime
import random
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from draaischijf.people.enums import RoleKind
from draaischijf.people.models import GroupMember, Organisation, Partnership, Role
from draaischijf.signals.domain.lasting import ENDED_SIGNAL
from draaischijf.signals.models import PolicySignal
from draaischijf.taxonomy.enums import AreaKind
from draaischijf.taxonomy.models import Area, Term
from draaischijf.website.scale.sizes import Outline
from draaischijf.website.scale.texts import Theme


@dataclass(frozen=True)
class Raiser:
    """Somebody who reports: the account and the organisation."""

    user: int
    organisation: int


@dataclass
class Place:
    """One partnership: who is in it, and where it is."""

    pk: int
    name: str
    areas: list[tuple[int, str]] = field(default_factory=list)
    organisations: list[tuple[int, str]] = field(default_factory=list)
    # Who sits in the working groups, by group; the standard one first.
    groups: dict[int | None, list[int]] = field(default_factory=dict)
    raisers: list[Raiser] = field(default_factory=list)
    coordinator: int = 0

    def area(self, chance: random.Random) -> tuple[int, str]:
        """Return one of the municipalities: its key and its name."""
        return chance.choice(self.areas)


@dataclass
class World:
    """What a step works with: the outline, and what the first steps made."""

    outline: Outline
    # What a step works out once and its batches go through, by the name of the step.
    kept: dict[str, array[int]] = field(default_factory=dict)

    @cached_property
    def places(self) -> list[Place]:
        """The partnerships in the order of the outline: the largest first."""
        rows = Partnership.objects.select_related("area").order_by("pk")
        found = {one.pk: Place(one.pk, one.name) for one in rows}
        members = _members()
        for one in rows:
            area = one.area
            if area is not None:
                found[one.pk].areas = members.get(area.pk) or [(area.pk, area.name)]
        for organisation in Organisation.objects.order_by("pk"):
            place = found[organisation.partnership_id]
            place.organisations.append((organisation.pk, organisation.name))
        seats = GroupMember.objects.current().select_related("group").order_by("pk")
        for seat in seats:
            key = None if seat.group.is_standard else seat.group_id
            groups = found[seat.group.partnership_id].groups
            groups.setdefault(key, []).append(seat.organisation_id)
        roles = Role.objects.filter(person__user__isnull=False).order_by("pk")
        for row in roles.values_list(
            "partnership", "kind", "person__user", "organisation"
        ):
            _take(found[row[0]], row[1], row[2], row[3])
        return list(found.values())

    @cached_property
    def signals_since(self) -> list[datetime.datetime]:
        """Since when each signal of the outline is in the state it has."""
        rows = PolicySignal.objects.order_by("pk")
        made = rows.filter(pk__lte=self.outline.sizes.signals)
        return list(made.values_list("state_since", flat=True))

    @cached_property
    def signals_ended(self) -> dict[int, datetime.datetime]:
        """Since when the signals of the outline are over that are."""
        rows = PolicySignal.objects.filter(state__in=ENDED_SIGNAL)
        made = rows.filter(pk__lte=self.outline.sizes.signals)
        return {pk - 1: at for pk, at in made.values_list("pk", "state_since")}

    @cached_property
    def terms(self) -> dict[tuple[str, str], int]:
        """The keys of the shared terms, by list and code."""
        rows = Term.objects.values_list("scheme__code", "code", "pk")
        return {(scheme, code): pk for scheme, code, pk in rows}

    def term(self, scheme: str, code: str) -> int:
        return self.terms[scheme, code]

    def some(
        self, scheme: str, codes: Iterable[str], chance: random.Random
    ) -> list[int]:
        """Return the keys of the first term, and of each other one half of the time."""
        first, *others = codes
        chosen = [first, *(code for code in others if chance.random() < 0.5)]
        return [self.term(scheme, code) for code in chosen]

    def rights(self, theme: Theme) -> int:
        """Return the key of the right a theme is about."""
        return self.term("social-rights", theme.right)


def _take(place: Place, kind: str, user: int, organisation: int | None) -> None:
    if kind == RoleKind.COORDINATOR:
        place.coordinator = user
    elif kind == RoleKind.FIELD_WORKER and organisation:
        place.raisers.append(Raiser(user, organisation))


def _members() -> dict[int, list[tuple[int, str]]]:
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Area.objects.filter(members__kind=AreaKind.MUNICIPALITY)
    for row in rows.order_by("members").values_list("pk", "members", "members__name"):
        found[row[0]].append((row[1], row[2]))
    return dict(found)
