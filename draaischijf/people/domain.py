"""Setting up partnerships, finding organisations, naming people and their roles."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.enums import AliasState, RoleKind
from draaischijf.people.models import (
    Membership,
    Organisation,
    OrganisationAlias,
    Partnership,
    Person,
    Role,
    normalise_name,
)
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Scheme, Term


@dataclass(frozen=True)
class Found:
    """The organisation a name stands for, and whether it was just added."""

    organisation: Organisation
    is_new: bool


@transaction.atomic
def create_partnership(
    *, slug: str, name: str, kind: str, actor: User | None = None, **fields: Any
) -> Partnership:
    """Set up a partnership and return it.

    Raises ValidationError for an address that is taken or that the site uses itself.
    """
    partnership = Partnership(slug=slug, name=name.strip(), kind=kind, **fields)
    partnership.full_clean()
    partnership.save()
    record(partnership, "partnership_created", actor=actor)
    return partnership


@transaction.atomic
def create_organisation(
    partnership: Partnership, name: str, *, actor: User | None = None, **fields: Any
) -> Organisation:
    """Add an organisation that a person knows and return it.

    Raises ValidationError when the partnership has one with this name already.
    """
    organisation = Organisation(partnership=partnership, name=name.strip(), **fields)
    organisation.full_clean()
    organisation.save()
    record(organisation, "organisation_created", actor=actor)
    return organisation


@transaction.atomic
def find_organisation(
    partnership: Partnership, name: str, *, actor: User | None = None
) -> Found:
    """Return the organisation a document means by `name`; add it when there is none.

    A confirmed alias counts as the name. An added one is unconfirmed until a person
    looked at it: never one record per spelling (import rule 9).
    """
    known = Organisation.objects.known_as(name).filter(partnership=partnership).first()
    if known:
        return Found(known, is_new=False)
    organisation = Organisation.objects.create(
        partnership=partnership,
        name=name.strip()[:200],
        normalised=normalise_name(name)[:200],
        is_confirmed=False,
    )
    record(organisation, "organisation_found", actor=actor)
    return Found(organisation, is_new=True)


@transaction.atomic
def propose_alias(organisation: Organisation, name: str) -> OrganisationAlias | None:
    """Propose another spelling for a person to confirm; None when it is the name.

    Capitals, accents and signs make no other name. A proposal that was rejected
    before is not made again.
    """
    if normalise_name(name) == organisation.normalised:
        return None
    same = organisation.aliases.filter(normalised=normalise_name(name)[:200]).first()
    return same or OrganisationAlias.objects.create(
        organisation=organisation,
        name=name.strip()[:200],
        normalised=normalise_name(name)[:200],
    )


@transaction.atomic
def confirm_alias(alias: OrganisationAlias, *, actor: User) -> Organisation:
    """Confirm that a name is another name of an organisation and return that one.

    An unconfirmed organisation that an import made under this name is merged into it.
    The first to judge a name is believed.
    """
    organisation = alias.organisation
    if not _judge(alias, AliasState.CONFIRMED):
        return organisation
    record(organisation, "alias_confirmed", actor=actor, name=alias.name)
    double = (
        Organisation.objects.filter(
            partnership=organisation.partnership,
            normalised=alias.normalised,
            is_confirmed=False,
        )
        .exclude(pk=organisation.pk)
        .first()
    )
    if double:
        merge_organisations(double, into=organisation, actor=actor)
    return organisation


@transaction.atomic
def reject_alias(alias: OrganisationAlias, *, actor: User) -> None:
    """Say that a name is another organisation: it becomes one, with what it was in.

    Rows that keep the name as it was written tell which of them were meant. The name
    is not proposed again. The first to judge a name is believed.
    """
    if not _judge(alias, AliasState.REJECTED):
        return
    wrong = alias.organisation
    record(wrong, "alias_rejected", actor=actor, name=alias.name)
    if normalise_name(alias.name) == wrong.normalised:
        return
    right = find_organisation(wrong.partnership, alias.name, actor=actor).organisation
    for relation in _relations():
        if "text" in {field.name for field in relation.related_model._meta.fields}:  # noqa: SLF001 Django's documented API
            relation.related_model._base_manager.filter(  # noqa: SLF001 all rows, also hidden ones
                **{relation.field.name: wrong, "text": alias.name}
            ).update(**{relation.field.name: right})


def _judge(alias: OrganisationAlias, state: AliasState) -> bool:
    """Judge a proposed name; tell whether nobody did before."""
    proposed = OrganisationAlias.objects.filter(pk=alias.pk, state=AliasState.PROPOSED)
    is_first = bool(proposed.update(state=state))
    alias.refresh_from_db(fields=["state"])
    return is_first


@transaction.atomic
def confirm_organisation(organisation: Organisation, *, actor: User) -> Organisation:
    """Say that an organisation found by an import is one, under this name.

    Twice is once.
    """
    unconfirmed = Organisation.objects.filter(pk=organisation.pk, is_confirmed=False)
    if unconfirmed.update(is_confirmed=True, updated=timezone.now()):
        record(organisation, "organisation_created", actor=actor)
    organisation.refresh_from_db(fields=["is_confirmed", "updated"])
    return organisation


@transaction.atomic
def merge_organisations(
    double: Organisation, *, into: Organisation, actor: User
) -> Organisation:
    """Make everything that points at `double` point at `into`, and keep its name.

    Raises ValueError for organisations of two partnerships.
    """
    if double.partnership_id != into.partnership_id or double.pk == into.pk:
        raise ValueError("Only two organisations of one partnership can be merged.")
    if into.parent_id == double.pk:
        # It cannot become a part of itself.
        into.parent = double.parent
        into.save(update_fields=["parent", "updated"])
    for relation in _relations():
        _point_elsewhere(relation, double, into)
    OrganisationAlias.objects.get_or_create(
        organisation=into,
        name=double.name,
        defaults={"normalised": double.normalised, "state": AliasState.CONFIRMED},
    )
    record(into, "organisations_merged", actor=actor, name=double.name)
    double.delete()
    return into


def _relations() -> list[Any]:
    """Return what points at organisations, also where it has no reverse name."""
    return [
        field
        for field in Organisation._meta.get_fields(include_hidden=True)  # noqa: SLF001 Django's documented API
        if field.auto_created and not field.concrete and not field.many_to_many
    ]


def _point_elsewhere(relation: Any, double: Organisation, into: Organisation) -> None:
    if relation.related_model is OrganisationAlias:
        return
    name = relation.field.name
    manager = relation.related_model._base_manager  # noqa: SLF001 all rows, also hidden ones
    for row in manager.filter(**{name: double}):
        try:
            with transaction.atomic():
                manager.filter(pk=row.pk).update(**{name: into})
        except IntegrityError:
            # The other organisation already stands there: once is enough.
            row.delete()


@transaction.atomic
def add_person(
    partnership: Partnership,
    name: str,
    *,
    user: User | None = None,
    email: str = "",
    organisation: Organisation | None = None,
    function: str = "",
) -> Person:
    """Add a person, with a place of work if one is given, and return the person."""
    person = Person.objects.create(
        partnership=partnership,
        user=user,
        name=name.strip(),
        email=(email or (user.email if user else "")).lower(),
    )
    if organisation is not None:
        Membership.objects.create(
            person=person, organisation=organisation, function=function
        )
    return person


@transaction.atomic
def give_role(
    person: Person,
    kind: RoleKind,
    *,
    actor: User | None,
    organisation: Organisation | None = None,
    terms: Iterable[Term] = (),
) -> Role:
    """Give a person a role in the partnership and return it; twice is once.

    With `terms` it is for those themes; given again, for these as well. A role that
    ended begins again.
    """
    role, is_new = Role.objects.select_for_update().get_or_create(
        partnership=person.partnership,
        person=person,
        kind=kind,
        organisation=organisation,
    )
    ended = role.until is not None and role.until < timezone.localdate()
    if ended:
        role.until = None
        role.save(update_fields=["until"])
    role.terms.add(*terms)
    if is_new or ended:
        record(
            person,
            "role_given",
            actor=actor,
            person=person.name,
            role=str(kind),
        )
    return role


@transaction.atomic
def end_role(role: Role, *, actor: User, day: datetime.date) -> None:
    """End a role the day before `day`; what it allowed is over at once.

    A role that has ended by then stays as it is.
    """
    until = day - datetime.timedelta(days=1)
    role.refresh_from_db(from_queryset=Role.objects.select_for_update())
    if role.until is not None and role.until <= until:
        return
    role.until = until
    role.save(update_fields=["until"])
    record(
        role.person,
        "role_ended",
        actor=actor,
        person=role.person.name,
        role=str(role.kind),
    )


def own_scheme(partnership: Partnership, kind: SchemeKind) -> Scheme:
    """Return the partnership's own list of a kind, made when it has none."""
    scheme = partnership.schemes.filter(kind=kind, is_shared=False).first()
    if scheme is None:
        scheme = Scheme.objects.create(
            code=f"{partnership.slug}-{kind}".replace("_", "-"),
            kind=kind,
            label_nl=f"{SchemeKind(kind).label}, {partnership.name}"[:200],
            is_shared=False,
        )
        partnership.schemes.add(scheme)
    return scheme
