from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from draaischijf.people import domain, queries
from draaischijf.people.enums import AliasState, RoleKind
from draaischijf.people.models import Membership, OrganisationAlias, Role
from draaischijf.people.permissions import Permission
from draaischijf.people.tests.factories import (
    make_area,
    make_member,
    make_organisation,
    make_partnership,
    make_person,
    make_user,
)
from draaischijf.taxonomy.enums import AreaKind, SchemeKind
from draaischijf.taxonomy.models import Abbreviation, ReferenceStamp, Scheme
from draaischijf.taxonomy.tests.factories import make_scheme, make_term

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def yesterday():
    return timezone.localdate() - datetime.timedelta(days=1)


def test_a_partnership_is_found_by_its_address(partnership, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = queries.partnership_or_404("durmeland")
        assert (found, found.area.kind, found.parent) == (partnership, "region", None)

    for slug in ("Durmeland", "bestaat-niet", ""):
        with pytest.raises(Http404):
            queries.partnership_or_404(slug)


def test_what_one_may_not_do_is_not_there(partnership, alice, bob, charlie):
    assert queries.require(alice, Permission.WEIGH, partnership) is None
    assert queries.actor_with(alice, Permission.WEIGH, partnership) == alice
    for stranger in (bob, charlie, NOBODY):
        with pytest.raises(Http404):
            queries.require(stranger, Permission.WEIGH, partnership)
        with pytest.raises(Http404):
            queries.actor_with(stranger, Permission.WEIGH, partnership)


def test_an_account_is_somebody_in_its_own_partnership_only(
    partnership, other_partnership, bob
):
    assert queries.person_of(bob, partnership).name == "Bob"
    assert queries.person_of(bob, other_partnership) is None
    assert queries.person_of(NOBODY, partnership) is None


def test_one_speaks_for_the_organisation_of_the_role_before_that_of_the_work(
    partnership,
):
    caw, jac = (make_organisation(partnership, name) for name in ("CAW", "JAC"))
    user = make_member(partnership, RoleKind.LEAD)
    person = user.persons.get()
    assert queries.organisation_of(user, partnership) is None

    Membership.objects.create(person=person, organisation=caw)
    assert queries.organisation_of(user, partnership) == caw

    role = domain.give_role(person, RoleKind.LEAD, actor=None, organisation=jac)
    assert queries.organisation_of(user, partnership) == jac

    domain.end_role(role, actor=None, day=timezone.localdate())
    assert queries.organisation_of(user, partnership) == caw


def test_who_left_an_organisation_speaks_for_it_no_more(partnership, other_partnership):
    caw = make_organisation(partnership, "CAW")
    user = make_user("Kim")
    Membership.objects.create(
        person=make_person(partnership, user=user), organisation=caw, until=yesterday()
    )

    assert queries.organisation_of(user, partnership) is None
    assert queries.organisation_of(user, other_partnership) is None
    assert queries.organisation_of(NOBODY, partnership) is None


def test_the_municipalities_are_those_of_the_territory():
    regional = make_partnership("regio")
    assert queries.municipalities_of(regional) == []

    regional.area = make_area("Durmeland", AreaKind.REGION)
    regional.area.members.set(
        [
            make_area("Zeverdonk"),
            make_area("Lokelare"),
            make_area("Wijk", AreaKind.NEIGHBOURHOOD),
        ]
    )
    names = [one.name for one in queries.municipalities_of(regional)]
    assert names == ["Lokelare", "Zeverdonk"]

    town = make_area("Wachtbeke")
    assert queries.municipalities_of(make_partnership("w", area=town)) == [town]


def test_terms_are_the_shared_ones_and_then_the_own(partnership, other_partnership):
    kind = SchemeKind.SOCIAL_RIGHT
    shared = make_term("Wonen")
    make_term("Oud", is_active=False)
    for one, label in [(partnership, "Eigen recht"), (other_partnership, "Van elders")]:
        make_term(label, scheme=domain.own_scheme(one, kind))

    labels = [one.label for one in queries.terms_of(partnership, kind)]

    assert labels == [shared.label, "Eigen recht"]


def test_the_own_meaning_of_an_abbreviation_comes_before_the_shared_one(
    partnership, other_partnership
):
    shared = make_scheme(SchemeKind.ABBREVIATION)
    own = domain.own_scheme(partnership, SchemeKind.ABBREVIATION)
    foreign = domain.own_scheme(other_partnership, SchemeKind.ABBREVIATION)
    for scheme, short, long in [
        (own, "WOD", "Welzijnsoverleg Durmeland"),
        (shared, "WOD", "Woonoverleg"),
        (shared, "CAW", "Centrum Algemeen Welzijnswerk"),
        (foreign, "PWS", "Platform"),
    ]:
        Abbreviation.objects.create(scheme=scheme, short=short, long=long)

    assert queries.abbreviations_of(partnership) == {
        "WOD": "Welzijnsoverleg Durmeland",
        "CAW": "Centrum Algemeen Welzijnswerk",
    }
    assert queries.abbreviations_of(None)["WOD"] == "Woonoverleg"
    assert Scheme.objects.filter(is_shared=False).count() == 2


@pytest.fixture
def names(partnership, other_partnership):
    """A confirmed organisation, one an import found, and names to judge."""
    caw = make_organisation(partnership, "CAW")
    make_organisation(partnership, "Gestopt", is_active=False)
    found = make_organisation(partnership, "Buurtwerk", is_confirmed=False)
    there = make_organisation(other_partnership, "CAW", is_confirmed=False)
    for organisation, name in [(caw, "Onthaal"), (there, "Onthaal")]:
        domain.propose_alias(organisation, name)
    OrganisationAlias.objects.create(
        organisation=caw, name="Oud", normalised="oud", state=AliasState.REJECTED
    )
    return caw, found


@pytest.mark.parametrize(
    ("who", "seen", "waiting"),
    [("alice", 2, 1), ("bob", 2, 0), ("charlie", 1, 0), ("nobody", 1, 0)],
)
def test_unconfirmed_organisations_are_for_partners(
    request, partnership, names, who, seen, waiting
):
    user = NOBODY if who == "nobody" else request.getfixturevalue(who)

    page = queries.organisations_page(partnership, user)

    assert (len(page.organisations), page.waiting) == (seen, waiting)


@pytest.mark.parametrize("count", [1, 3])
def test_the_organisations_take_the_same_queries_for_any_number(
    partnership, django_assert_num_queries, count
):
    for number in range(count):
        make_organisation(partnership, f"Dienst {number}", in_working_group=True)

    with django_assert_num_queries(5):
        page = queries.organisations_page(partnership, NOBODY)
        for one in page.organisations:
            list(one.sectors.all())
            list(one.areas.all())
            assert [seat.group.name for seat in one.sits_in] == ["Werkgroep signalen"]


def test_the_names_to_judge_are_those_of_the_partnership(partnership, names):
    caw, found = names

    page = queries.names_page(partnership)

    assert [(one.name, one.organisation) for one in page.aliases] == [("Onthaal", caw)]
    assert page.unconfirmed == [found]


def test_a_name_of_another_partnership_or_judged_before_is_not_there(
    partnership, other_partnership, names
):
    caw, _found = names
    proposed, judged = caw.aliases.get(name="Onthaal"), caw.aliases.get(name="Oud")

    assert queries.alias_or_404(partnership, proposed.pk) == proposed
    assert queries.organisation_or_404(partnership, caw.pk) == caw
    for here, pk in [(other_partnership, proposed.pk), (partnership, judged.pk)]:
        with pytest.raises(Http404):
            queries.alias_or_404(here, pk)
    with pytest.raises(Http404):
        queries.organisation_or_404(other_partnership, caw.pk)


def test_a_role_of_before_gives_no_organisation(partnership):
    caw = make_organisation(partnership, "CAW")
    user = make_member(partnership, RoleKind.LEAD, organisation=caw)
    Role.objects.update(until=yesterday())

    assert queries.organisation_of(user, partnership) is None


def test_an_own_list_of_abbreviations_counts_from_the_next_page_on(client, partnership):
    page = f"/{partnership.slug}/signalen/"

    def meaning():
        return dict(client.get(page).context["abbreviations"]).get("WOD")

    assert meaning() is None
    assert meaning() is None

    scheme = make_scheme(SchemeKind.ABBREVIATION, code="eigen", is_shared=False)
    Abbreviation.objects.create(scheme=scheme, short="WOD", long="Woonoverleg")
    assert meaning() is None
    partnership.schemes.add(scheme)

    assert meaning() == "Woonoverleg"


def test_a_partnership_is_fetched_with_the_stamp_of_its_reference_data(partnership):
    found = queries.partnership_or_404(partnership.slug)

    assert found.reference == ReferenceStamp.objects.get().stamp
