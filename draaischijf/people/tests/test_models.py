from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from draaischijf.people import domain
from draaischijf.people.enums import AliasState, RoleKind
from draaischijf.people.models import (
    RESERVED_SLUGS,
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationSuccession,
    Person,
    Role,
    normalise_name,
    validate_slug_is_free,
)
from draaischijf.people.tests.factories import (
    make_organisation,
    make_partnership,
    make_person,
    make_user,
)

YESTERDAY, TODAY, TOMORROW = (datetime.timedelta(days=n) for n in (-1, 0, 1))


def first_parts(patterns):
    """The first part of every address of the site that is not a partnership's."""
    for one in patterns:
        if isinstance(one, URLPattern) or str(one.pattern):
            part = str(one.pattern).split("/", 1)[0]
            if part and not part.startswith("<"):
                yield part
        else:
            yield from first_parts(one.url_patterns)


def test_no_partnership_can_take_an_address_of_the_site():
    assert set(first_parts(get_resolver().url_patterns)) <= RESERVED_SLUGS


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_reserved_address_is_refused_by_name(slug):
    with pytest.raises(ValidationError) as refused:
        validate_slug_is_free(slug)

    assert slug in refused.value.messages[0]


def test_another_address_is_free():
    assert validate_slug_is_free("durmeland") is None


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("C.A.W. Durmeland", "caw durmeland"),
        ("  caw   DURMELAND ", "CAW Durmeland"),
        ("Huis van het Kind (Lokelare)", "huis van het kind lokelare"),
        ("Wijkgezondheidscentrum 'De Brug'", "Wijkgezondheidscentrum De Brug"),
        ("Café Sociale", "cafe sociale"),
        ("O.C.M.W.-raad", "OCMW raad"),
        ("ŠÉRIF vzw", "serif VZW"),
    ],
)
def test_case_accents_and_signs_make_no_other_name(name, same):
    assert normalise_name(name) == normalise_name(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Дом", "Мост"),
        ("بيت", "جسر"),
        ("!!!", "???"),
        ("CAW", "CAW 2"),
        ("Groep A", "Groep B"),
    ],
)
def test_two_names_in_any_script_stay_two(one, other):
    assert normalise_name(one) != normalise_name(other)


@example("¨")
@example("\u0301")
@given(st.text(max_size=60))
def test_a_normal_name_is_normal_and_never_becomes_nothing(name):
    normal = normalise_name(name)

    assert normalise_name(normal) == normal
    assert bool(normal) == bool(name.strip())


@pytest.mark.django_db
def test_an_organisation_is_known_by_its_name_and_confirmed_aliases(partnership):
    caw = make_organisation(partnership, "CAW Durmeland")
    for name, state in [
        ("Algemeen Welzijn", AliasState.CONFIRMED),
        ("Onthaal", AliasState.PROPOSED),
        ("Het Punt", AliasState.REJECTED),
    ]:
        OrganisationAlias.objects.create(
            organisation=caw, name=name, normalised=normalise_name(name), state=state
        )

    def known(name):
        return list(Organisation.objects.known_as(name))

    assert known("c.a.w. durmeland") == known("ALGEMEEN welzijn") == [caw]
    assert known("Onthaal") == known("Het Punt") == known("") == known("...") == []


@pytest.mark.django_db
def test_one_name_stands_once_in_a_partnership(partnership, other_partnership):
    make_organisation(partnership, "CAW")
    make_organisation(other_partnership, "CAW")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_organisation(partnership, "c.a.w.")
    with pytest.raises(ValidationError):
        domain.create_organisation(partnership, "c.a.w.")


@pytest.mark.django_db
def test_an_account_is_one_person_in_a_partnership(partnership, other_partnership):
    user = make_user("Kim")
    make_person(partnership, user=user)
    make_person(other_partnership, user=user)
    make_person(partnership)
    make_person(partnership)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(partnership, user=user)

    user.delete()
    assert Person.objects.filter(user=None).count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "counts"), [(None, True), (-1, False), (0, True), (1, True)]
)
def test_a_role_counts_until_its_last_day(partnership, days, counts):
    until = days and timezone.localdate() + datetime.timedelta(days=days)
    role = Role.objects.create(
        partnership=partnership,
        person=make_person(partnership),
        kind=RoleKind.LEAD,
        until=timezone.localdate() if days == 0 else until,
    )

    assert Role.objects.current().contains(role) == counts


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (None, None, True),
        (YESTERDAY, TOMORROW, True),
        (TODAY, TODAY, True),
        (TOMORROW, None, False),
        (None, YESTERDAY, False),
    ],
)
def test_a_membership_counts_from_its_first_to_its_last_day(
    partnership, since, until, counts
):
    today = timezone.localdate()
    membership = Membership.objects.create(
        person=make_person(partnership),
        organisation=make_organisation(partnership),
        since=None if since is None else today + since,
        until=None if until is None else today + until,
    )

    assert Membership.objects.current().contains(membership) == counts


@pytest.mark.django_db
def test_the_same_role_stands_once_also_without_an_organisation(partnership):
    person = make_person(partnership)
    fields = {"partnership": partnership, "person": person, "kind": RoleKind.LEAD}
    Role.objects.create(**fields)

    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(**fields)


@pytest.mark.django_db
def test_an_organisation_does_not_succeed_itself(partnership):
    caw = make_organisation(partnership)

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationSuccession.objects.create(
            predecessor=caw, successor=caw, kind="renamed"
        )


@pytest.mark.django_db
def test_a_partnership_with_children_is_not_removed(partnership):
    make_partnership("lokelare", parent=partnership)

    with pytest.raises(ProtectedError):
        partnership.delete()


@pytest.mark.django_db
def test_everything_has_a_name_to_be_called_by(partnership):
    caw = make_organisation(partnership, "CAW")
    jac = make_organisation(partnership, "JAC")
    kim = make_person(partnership, name="Kim")
    alias = OrganisationAlias.objects.create(organisation=caw, name="Onthaal")
    succession = OrganisationSuccession.objects.create(
        predecessor=jac, successor=caw, kind="merged"
    )
    role = Role.objects.create(partnership=partnership, person=kim, kind=RoleKind.LEAD)
    membership = Membership.objects.create(person=kim, organisation=caw)

    named = [partnership, caw, kim, alias, succession, membership, role]
    assert [str(one) for one in named] == [
        "Welzijnsoverleg Durmeland",
        "CAW",
        "Kim",
        "Onthaal",
        "JAC → CAW",
        "Kim, CAW",
        f"Kim: {RoleKind.LEAD.label}",
    ]
