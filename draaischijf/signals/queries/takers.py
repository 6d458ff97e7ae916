"""Who can take a report here: people, those of an organisation or a working group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.people.enums import RoleKind
from draaischijf.people.models import (
    GroupMember,
    Membership,
    Organisation,
    Person,
    Role,
    WorkingGroup,
)
from draaischijf.people.permissions import Permission, kinds_with
from draaischijf.people.queries import own_organisations, person_of
from draaischijf.signals.models import PreSignal, RoutingRule

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

NOBODY = ""


@dataclass(frozen=True)
class Taker:
    """Somebody whose a report is: exactly one of the three."""

    person: Person | None = None
    organisation: Organisation | None = None
    group: WorkingGroup | None = None

    @property
    def key(self) -> str:
        """How a form calls it; empty for nobody."""
        if self.person:
            return f"person-{self.person.pk}"
        if self.organisation:
            return f"organisation-{self.organisation.pk}"
        return f"group-{self.group.pk}" if self.group else NOBODY

    @property
    def label(self) -> str:
        return str(self.person or self.organisation or self.group or _t("nobody"))


@dataclass(frozen=True)
class Desk:
    """A person who may take reports, as what, and for which organisations."""

    person: Person
    kinds: tuple[str, ...]
    organisations: frozenset[int]

    @property
    def label(self) -> str:
        """Name and role: "Ann Peeters, theme director"."""
        roles = ", ".join(str(RoleKind(kind).label) for kind in self.kinds)
        return f"{self.person.name}, {roles}"


class Takers:
    """Everybody who can take a report in one partnership today; three queries.

    Who may edit signals and has an open account: a role that ended does not count.
    """

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        roles = list(
            Role.objects.current()
            .filter(
                partnership=partnership,
                kind__in=kinds_with(Permission.EDIT_SIGNAL),
                person__user__is_active=True,
            )
            .select_related("person__user")
            .order_by("person__name", "pk")
        )
        self.desks = _desks(roles)
        self.organisations: dict[int, Organisation] = {
            one.pk: one
            for one in Organisation.objects.filter(
                partnership=partnership, is_active=True
            )
        }

    def of_organisation(self, organisation_id: int) -> list[Person]:
        """Return who takes what is for this organisation."""
        return [
            desk.person
            for desk in self.desks.values()
            if organisation_id in desk.organisations
        ]

    @cached_property
    def groups(self) -> dict[int, tuple[WorkingGroup, frozenset[int]]]:
        """The groups that work, each with its organisations; two queries."""
        groups = self.partnership.working_groups.active()
        sits: defaultdict[int, set[int]] = defaultdict(set)
        seats = GroupMember.objects.current().filter(group__in=groups)
        for group, organisation in seats.values_list("group", "organisation"):
            sits[group].add(organisation)
        return {one.pk: (one, frozenset(sits[one.pk])) for one in groups}

    def of_group(self, group_id: int) -> list[Person]:
        """Return who takes what is for a working group."""
        if group_id not in self.groups:
            return []
        _group, sits = self.groups[group_id]
        return [
            desk.person for desk in self.desks.values() if desk.organisations & sits
        ]

    def people_of(self, taker: Taker) -> list[Person]:
        """Return everybody who hears of it when a report comes to this taker."""
        if taker.person:
            return [taker.person] if taker.person.pk in self.desks else []
        if taker.organisation:
            return self.of_organisation(taker.organisation.pk)
        return self.of_group(taker.group.pk) if taker.group else []

    def problem_of(self, taker: Taker) -> str:
        """Say why nobody can take it, or return an empty text."""
        if taker.key == NOBODY:
            return _t("Who it points at is not here any more.")
        if self.people_of(taker):
            return ""
        if taker.person:
            return _t("%(name)s has no role here any more to take reports.") % {
                "name": taker.person.name
            }
        if taker.organisation and taker.organisation.pk not in self.organisations:
            return _t("%(name)s does not take part any more.") % {
                "name": taker.organisation.name
            }
        return _t("Nobody of %(name)s may take reports.") % {"name": taker.label}

    def named(self, key: str) -> Taker | None:
        """Return the taker a form means, or None for one that is not offered."""
        kind, _dash, number = key.partition("-")
        if not number.isascii() or not number.isdigit():
            return None
        pk = int(number)
        if kind == "person" and pk in self.desks:
            return Taker(person=self.desks[pk].person)
        if kind == "organisation" and self.of_organisation(pk):
            found = self.organisations.get(pk)
            return Taker(organisation=found) if found else None
        if kind == "group" and self.of_group(pk):
            return Taker(group=self.groups[pk][0])
        return None

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return what a form offers, grouped."""
        people = [
            (f"person-{pk}", desk.label) for pk, desk in sorted_by_name(self.desks)
        ]
        houses = [
            (f"organisation-{pk}", one.name)
            for pk, one in self.organisations.items()
            if self.of_organisation(pk)
        ]
        groups = [
            (f"group-{pk}", one.name)
            for pk, (one, _sits) in self.groups.items()
            if self.of_group(pk)
        ]
        made = [
            (_t("A person"), people),
            (_t("A working group"), groups),
            (_t("An organisation"), houses),
        ]
        return [group for group in made if group[1]]


def sorted_by_name(desks: Mapping[int, Desk]) -> list[tuple[int, Desk]]:
    """Return desks with their key, by the name of the person."""
    return sorted(desks.items(), key=lambda one: one[1].person.name.casefold())


def taker_of(thing: PreSignal | RoutingRule) -> Taker:
    """Return whose a report is, or at whom a rule points."""
    if isinstance(thing, PreSignal):
        return Taker(thing.assignee, thing.assigned_organisation, thing.assigned_group)
    return Taker(thing.person, thing.organisation, thing.group)


def own_reports(user: Visitor, partnership: Partnership) -> Q:
    """Return the condition of the reports that are of `user` here; two queries."""
    person = person_of(user, partnership)
    houses = own_organisations(user).filter(partnership=partnership)
    own = list(houses.values_list("pk", flat=True))
    mine = Q(assignee=person.pk) if person else Q(pk__in=[])
    mine |= Q(assigned_organisation__in=own)
    seats = GroupMember.objects.current().filter(organisation__in=own)
    groups = list(seats.values_list("group", flat=True))
    return mine | Q(assigned_group__in=groups) if groups else mine


def _desks(roles: list[Role]) -> dict[int, Desk]:
    persons = {role.person_id: role.person for role in roles}
    kinds: defaultdict[int, list[str]] = defaultdict(list)
    houses: defaultdict[int, set[int]] = defaultdict(set)
    for role in roles:
        kinds[role.person_id].append(role.kind)
        if role.organisation_id:
            houses[role.person_id].add(role.organisation_id)
    works = Membership.objects.current().filter(person__in=persons)
    for person, organisation in works.values_list("person", "organisation"):
        houses[person].add(organisation)
    return {
        pk: Desk(person, tuple(dict.fromkeys(kinds[pk])), frozenset(houses[pk]))
        for pk, person in persons.items()
    }
