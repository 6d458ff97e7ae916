"""Dumb makers: a minimal valid object, no hidden relations."""

from __future__ import annotations

from itertools import count

from draaischijf.accounts.models import User
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import (
    GroupMember,
    Organisation,
    Partnership,
    Person,
    Role,
    WorkingGroup,
    normalise_name,
)
from draaischijf.taxonomy.enums import AreaKind
from draaischijf.taxonomy.models import Area

_next = count(1)


def make_partnership(slug="durmeland", **fields):
    fields.setdefault("name", f"Welzijnsoverleg {slug.title()}")
    fields.setdefault("kind", "regional")
    return Partnership.objects.create(slug=slug, **fields)


def make_area(name="Lokelare", kind=AreaKind.MUNICIPALITY, **fields):
    return Area.objects.create(name=name, kind=kind, **fields)


def make_territory(partnership, *names):
    """Give a partnership a region that consists of municipalities with these names."""
    region = make_area(f"Regio {partnership.slug}", AreaKind.REGION)
    region.members.set([make_area(name) for name in names])
    partnership.area = region
    partnership.save(update_fields=["area"])
    return list(region.members.order_by("name"))


def make_organisation(
    partnership, name="OCMW Lokelare", *, in_working_group=False, **fields
):
    """Return an organisation; `in_working_group` puts it in the standard group."""
    made = Organisation.objects.create(
        partnership=partnership, name=name, normalised=normalise_name(name), **fields
    )
    if in_working_group:
        make_group_member(make_working_group(partnership, is_standard=True), made)
    return made


def make_working_group(partnership, name="Werkgroep signalen", **fields):
    """Return a working group; the standard one is made once."""
    if fields.get("is_standard"):
        known = partnership.working_groups.filter(is_standard=True).first()
        if known:
            return known
    return WorkingGroup.objects.create(partnership=partnership, name=name, **fields)


def make_group_member(group, organisation, **fields):
    return GroupMember.objects.create(group=group, organisation=organisation, **fields)


def make_user(name="", **fields):
    number = next(_next)
    name = name or f"Persoon {number}"
    email = fields.pop("email", f"{name.split()[0].lower()}{number}@durmeland.example")
    return User.objects.create_user(email, name, **fields)


def make_person(partnership, *, user=None, **fields):
    fields.setdefault("name", str(user) if user else f"Persoon {next(_next)}")
    fields.setdefault("email", user.email if user else "")
    return Person.objects.create(partnership=partnership, user=user, **fields)


def make_member(partnership, *kinds, name="", organisation=None):
    """Return an account with these roles in the partnership."""
    user = make_user(name)
    person = make_person(partnership, user=user)
    for kind in kinds:
        Role.objects.create(
            partnership=partnership,
            person=person,
            kind=RoleKind(kind),
            organisation=organisation,
        )
    return user
