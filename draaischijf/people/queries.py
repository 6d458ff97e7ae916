"""Reads about partnerships, organisations and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from draaischijf.people.enums import AliasState
from draaischijf.people.models import (
    GroupMember,
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationQuerySet,
    Partnership,
    Person,
    Role,
)
from draaischijf.people.permissions import Permission, holds
from draaischijf.taxonomy import known
from draaischijf.taxonomy.enums import AreaKind, SchemeKind
from draaischijf.taxonomy.models import Abbreviation, Area, Term

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.people.permissions import Visitor


def partnership_or_404(slug: str) -> Partnership:
    """Return the partnership at this address, with its `reference`. Raises Http404."""
    found = (
        Partnership.objects.select_related("area", "parent")
        .annotate(stamp=known.stamp_of_now())
        .filter(slug=slug)
        .first()
    )
    if found is None:
        raise Http404
    found.reference = found.stamp
    return found


def require(user: Visitor, permission: Permission, partnership: Partnership) -> None:
    """Raise Http404 unless `user` may do this: what one may not know is not there."""
    if not holds(user, permission, partnership):
        raise Http404


def person_of(user: Visitor, partnership: Partnership) -> Person | None:
    """Return the person an account is in a partnership, if any."""
    if not user.is_authenticated:
        return None
    return Person.objects.filter(partnership=partnership, user=user).first()


def organisation_of(user: Visitor, partnership: Partnership) -> Organisation | None:
    """Return the organisation an account speaks for: by role first, then by work."""
    if not user.is_authenticated:
        return None
    role = (
        Role.objects.current()
        .filter(person__user=user, partnership=partnership, organisation__isnull=False)
        .select_related("organisation")
        .first()
    )
    if role:
        return role.organisation
    memberships = Membership.objects.current().filter(person__user=user)
    return Organisation.objects.filter(
        partnership=partnership, pk__in=memberships.values("organisation")
    ).first()


def own_organisations(user: Visitor) -> QuerySet[Organisation]:
    """The organisations an account works for or has a role for, today."""
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    roles = Role.objects.current().filter(person__user=user)
    memberships = Membership.objects.current().filter(person__user=user)
    return Organisation.objects.filter(
        Q(pk__in=roles.values("organisation"))
        | Q(pk__in=memberships.values("organisation"))
    )


def municipalities_of(partnership: Partnership) -> list[Area]:
    """Return the municipalities of a partnership's territory, by name."""
    area = partnership.area
    if area is None:
        return []
    if area.kind == AreaKind.MUNICIPALITY:
        return [area]
    members = area.members.filter(kind=AreaKind.MUNICIPALITY).order_by("name")
    return known.kept(("municipalities", area.pk), lambda: list(members)).copy()


def terms_of(partnership: Partnership, kind: SchemeKind) -> list[Term]:
    """Return the terms of a kind: the shared ones, then the partnership's own."""
    return list(
        Term.objects.filter(scheme__kind=kind, is_active=True)
        .filter(_usable(partnership))
        .select_related("scheme")
        .order_by("-scheme__is_shared", "scheme", "position", "code")
    )


def abbreviations_of(partnership: Partnership | None) -> dict[str, str]:
    """Return short → long, the partnership's own meaning before the shared one."""

    def look_up() -> dict[str, str]:
        rows = Abbreviation.objects.filter(_usable(partnership))
        own_last = rows.order_by("-scheme__is_shared")
        return dict(own_last.values_list("short", "long"))

    key = partnership.pk if partnership else None
    return known.kept(("abbreviations", key), look_up)


def _usable(partnership: Partnership | None) -> Q:
    usable = Q(scheme__is_shared=True)
    if partnership is not None:
        usable |= Q(scheme__in=partnership.schemes.all())
    return usable


@dataclass(frozen=True)
class OrganisationsPage:
    """The organisations a visitor may see, and how many names wait for a person."""

    organisations: Sequence[Organisation]
    waiting: int


@dataclass(frozen=True)
class NamesPage:
    """What an import was not sure of."""

    aliases: Sequence[OrganisationAlias]
    unconfirmed: Sequence[Organisation]


def organisations_page(partnership: Partnership, user: Visitor) -> OrganisationsPage:
    """Return the organisations of a partnership; only partners see unconfirmed ones."""
    rows = Organisation.objects.filter(
        partnership=partnership, is_active=True
    ).prefetch_related("sectors", "areas", "aliases", _seats())
    if not holds(user, Permission.READ, partnership):
        rows = rows.filter(is_confirmed=True)
    waiting = 0
    if holds(user, Permission.IMPORT, partnership):
        waiting = _proposed(partnership).count()
    return OrganisationsPage(list(rows), waiting)


def _seats() -> Prefetch[str, QuerySet[GroupMember], str]:
    """In which working groups an organisation sits now, as `sits_in`."""
    seats = GroupMember.objects.current().filter(group__closed__isnull=True)
    return Prefetch(
        "groups",
        seats.select_related("group").order_by("-group__is_standard", "group__name"),
        to_attr="sits_in",
    )


def names_page(partnership: Partnership) -> NamesPage:
    """Return proposed other names, and organisations only an import has seen."""
    return NamesPage(
        list(_proposed(partnership).select_related("organisation")),
        list(
            Organisation.objects.filter(
                partnership=partnership, is_confirmed=False, is_active=True
            )
        ),
    )


def alias_or_404(partnership: Partnership, pk: int) -> OrganisationAlias:
    """Return a proposed name of this partnership. Raises Http404."""
    found = (
        _proposed(partnership).select_related("organisation__partnership").filter(pk=pk)
    ).first()
    if found is None:
        raise Http404
    return found


def organisation_or_404(partnership: Partnership, pk: int) -> Organisation:
    """Return an organisation of this partnership. Raises Http404."""
    found = Organisation.objects.filter(partnership=partnership, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _proposed(partnership: Partnership) -> QuerySet[OrganisationAlias]:
    return OrganisationAlias.objects.filter(
        organisation__partnership=partnership, state=AliasState.PROPOSED
    )


def actor_with(user: Visitor, permission: Permission, partnership: Partnership) -> User:
    """Return the account if it may do this. Raises Http404 otherwise."""
    if not user.is_authenticated or not holds(user, permission, partnership):
        raise Http404
    return user


def organisation_names(partnership: Partnership) -> list[str]:
    """Return the names of the organisations in use, to choose from while typing."""
    return list(_in_use(partnership).values_list("name", flat=True))


def organisation_named(partnership: Partnership, words: str) -> Organisation | None:
    """Return the organisation known under a name or a confirmed other name, if any."""
    if not words.strip():
        return None
    return _in_use(partnership).known_as(words).first()


def known_names(partnership: Partnership) -> frozenset[str]:
    """Return the names of the partnership's organisations, which are no client data."""
    rows = partnership.organisations.values_list("name", "short_name")
    return frozenset(name for row in rows for name in row if name)


def _in_use(partnership: Partnership) -> OrganisationQuerySet:
    return Organisation.objects.filter(partnership=partnership, is_active=True)
