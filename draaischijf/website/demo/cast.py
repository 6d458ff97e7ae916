"""The partnerships of the demonstration, with their territory, houses and people."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from draaischijf.accounts.models import User
from draaischijf.consultation.models import Body
from draaischijf.people import domain
from draaischijf.people.enums import AliasState, RoleKind
from draaischijf.people.models import Organisation, Partnership, Person
from draaischijf.signals.domain.working_groups import join_group, standard_group
from draaischijf.taxonomy.enums import AreaKind
from draaischijf.taxonomy.models import Area, Term

CONTENT = Path(__file__).parent / "content"


def read(name: str) -> Any:
    """Return one of the content files."""
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


@dataclass
class Cast:
    """One partnership of the demonstration and everybody in it, by their keys."""

    partnership: Partnership
    organisations: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)

    @property
    def coordinator(self) -> User:
        """The account that does what nobody else is named for."""
        return self._somebody(RoleKind.COORDINATOR)

    @property
    def weigher(self) -> User:
        return self._somebody(RoleKind.SIGNAL_COORDINATOR)

    def speaker_of(self, key: str) -> User:
        """Return who speaks for an organisation, else the coordinator at the table."""
        organisation = self.organisations[key]
        for person in self.persons.values():
            if person.user and organisation.roles.filter(
                person=person, kind=RoleKind.WORKING_GROUP_MEMBER
            ):
                return person.user
        return self.coordinator

    def user(self, key: str | None) -> User | None:
        return self.persons[key].user if key else None

    def _somebody(self, kind: RoleKind) -> User:
        role = (
            self.partnership.roles.filter(kind=kind, person__user__isnull=False)
            .select_related("person__user")
            .order_by("pk")
            .first()
        )
        if role is None or role.person.user is None:
            return self._somebody(RoleKind.COORDINATOR)
        return role.person.user


def make_casts() -> dict[str, Cast]:
    """Set up the three partnerships and return them by address."""
    casts: dict[str, Cast] = {}
    for data in read("people")["partnerships"]:
        areas = _areas(data["area"])
        partnership = domain.create_partnership(
            slug=data["slug"],
            name=data["name"],
            kind=data["kind"],
            tagline=data["tagline"],
            intro=data["intro"],
            contact_email=data["contact_email"],
            parent=casts[data["parent"]].partnership if data["parent"] else None,
            area=areas.pop("")[0] if "" in areas else None,
        )
        cast = Cast(partnership, areas={name: one[0] for name, one in areas.items()})
        _organisations(cast, data["organisations"])
        _people(cast, data["people"])
        casts[data["slug"]] = cast
    return casts


def _areas(data: dict[str, Any]) -> dict[str, list[Area]]:
    municipalities = {
        name: Area.objects.get_or_create(
            kind=AreaKind.MUNICIPALITY, name=name, code=None
        )[0]
        for name in data["municipalities"]
    }
    if data["kind"] == AreaKind.MUNICIPALITY:
        whole = municipalities[data["name"]]
    else:
        whole, _is_new = Area.objects.get_or_create(
            kind=data["kind"], name=data["name"], code=None
        )
        whole.members.set(municipalities.values())
    return {"": [whole], **{name: [one] for name, one in municipalities.items()}}


def _organisations(cast: Cast, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        made = domain.create_organisation(
            cast.partnership,
            row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            party=row["party"],
            parent=cast.organisations.get(row.get("parent", "")),
        )
        if row["in_working_group"]:
            group = standard_group(cast.partnership)
            join_group(group, made, actor=None)
        made.sectors.set(
            Term.objects.filter(scheme__code="sectors", code__in=row["sectors"])
        )
        made.areas.set(
            [cast.areas[n] for n in row["municipalities"] if n in cast.areas]
        )
        for name in row["aliases"]:
            alias = domain.propose_alias(made, name)
            if alias is not None:
                alias.state = AliasState.CONFIRMED
                alias.save(update_fields=["state"])
        cast.organisations[row["key"]] = made


def _people(cast: Cast, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        user = None
        if row["has_account"]:
            user = User.objects.filter(
                email=row["email"]
            ).first() or User.objects.create_user(row["email"], row["name"])
        person = domain.add_person(
            cast.partnership,
            row["name"],
            user=user,
            email=row["email"],
            organisation=cast.organisations.get(row["organisation"] or ""),
            function=row["function"],
        )
        for role in row["roles"]:
            domain.give_role(
                person,
                RoleKind(role["kind"]),
                actor=None,
                organisation=cast.organisations.get(role.get("organisation", "")),
            )
        cast.persons[row["key"]] = person
