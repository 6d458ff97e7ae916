from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.people import domain
from draaischijf.people.enums import AliasState, RoleKind
from draaischijf.people.models import Role
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.tests.factories import make_organisation, make_user
from draaischijf.taxonomy.enums import SchemeKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["volg", "static", "stijlgids"])
def test_an_address_of_the_site_itself_is_refused(slug):
    with pytest.raises(ValidationError) as refused:
        domain.create_partnership(slug=slug, name="X", kind="regional")

    assert "slug" in refused.value.message_dict


def test_an_address_that_is_taken_is_refused(partnership):
    with pytest.raises(ValidationError):
        domain.create_partnership(slug=partnership.slug, name="X", kind="regional")


def test_two_spellings_of_case_and_dots_are_one_organisation(partnership):
    first = domain.find_organisation(partnership, "C.A.W. Durmeland")

    second = domain.find_organisation(partnership, "caw  durmeland")

    assert first.is_new
    assert second == domain.Found(first.organisation, is_new=False)


def test_an_organisation_found_in_a_document_is_unconfirmed(partnership):
    found = domain.find_organisation(partnership, "Buurtwerk De Kade")

    assert not found.organisation.is_confirmed
    assert Entry.objects.about(found.organisation).get().verb == "organisation_found"


def test_an_organisation_is_not_found_in_another_partnership(
    partnership, other_partnership
):
    make_organisation(other_partnership, "CAW Durmeland")

    assert domain.find_organisation(partnership, "CAW Durmeland").is_new


def test_a_proposed_alias_does_not_count_as_a_name_yet(partnership):
    real = make_organisation(partnership, "Straathoekwerk Durmeland")
    domain.propose_alias(real, "Straathoek")

    assert domain.find_organisation(partnership, "Straathoek").is_new


def test_a_rejected_alias_is_not_proposed_again(partnership, alice):
    real = make_organisation(partnership, "JAC")
    alias = domain.propose_alias(real, "JAC Wachtbeke")
    domain.reject_alias(alias, actor=alice)

    again = domain.propose_alias(real, "JAC Wachtbeke")

    assert again.state == AliasState.REJECTED


def test_merging_over_partnerships_is_refused(partnership, other_partnership, alice):
    here = make_organisation(partnership, "CAW")
    there = make_organisation(other_partnership, "CAW")

    with pytest.raises(ValueError, match="one partnership"):
        domain.merge_organisations(here, into=there, actor=alice)


def test_merging_keeps_one_of_two_equal_roles(partnership, dora):
    one = make_organisation(partnership, "OCMW")
    two = make_organisation(partnership, "Ocmw-centrum")
    person = domain.add_person(partnership, "Kim Peeters")
    domain.give_role(person, RoleKind.LEAD, organisation=one, actor=dora)
    domain.give_role(person, RoleKind.LEAD, organisation=two, actor=dora)

    domain.merge_organisations(two, into=one, actor=dora)

    assert Role.objects.filter(person=person).count() == 1


def test_a_role_gives_its_permissions_and_ending_it_takes_them_at_once(
    partnership, dora
):
    user = make_user("Kim")
    person = domain.add_person(partnership, "Kim", user=user)
    role = domain.give_role(person, RoleKind.SIGNAL_COORDINATOR, actor=dora)
    assert holds(user, Permission.WEIGH, partnership)

    domain.end_role(role, actor=dora, day=timezone.localdate())

    fresh = type(user).objects.get(pk=user.pk)
    assert not holds(fresh, Permission.WEIGH, partnership)


def test_a_partnership_has_one_own_list_of_a_kind(partnership):
    first = domain.own_scheme(partnership, SchemeKind.ABBREVIATION)

    assert domain.own_scheme(partnership, SchemeKind.ABBREVIATION) == first


def test_a_role_that_ended_begins_again(partnership, dora):
    user = make_user("Kim")
    person = domain.add_person(partnership, "Kim", user=user)
    role = domain.give_role(person, RoleKind.LEAD, actor=dora)
    domain.end_role(role, actor=dora, day=timezone.localdate())
    domain.end_role(role, actor=dora, day=timezone.localdate())

    again = domain.give_role(person, RoleKind.LEAD, actor=dora)
    domain.give_role(person, RoleKind.LEAD, actor=dora)

    assert again == role
    assert holds(user, Permission.FOLLOW_OWN, partnership)
    verbs = [entry.verb for entry in Entry.objects.about(person)]
    assert verbs == ["role_given", "role_ended", "role_given"]


def test_the_first_to_judge_a_name_is_believed(partnership, alice):
    real = make_organisation(partnership, "JAC")
    alias = domain.propose_alias(real, "Jongerenpunt")
    stale = type(alias).objects.get(pk=alias.pk)
    domain.confirm_alias(alias, actor=alice)

    domain.reject_alias(stale, actor=alice)
    domain.confirm_alias(stale, actor=alice)

    assert stale.state == AliasState.CONFIRMED
    assert [one.verb for one in Entry.objects.about(real)] == ["alias_confirmed"]


def test_merging_a_whole_into_its_part_leaves_no_part_of_itself(partnership, alice):
    whole = make_organisation(partnership, "Zorggroep")
    part = make_organisation(partnership, "Zorghuis", parent=whole)
    sister = make_organisation(partnership, "Zorgpunt", parent=whole)

    domain.merge_organisations(whole, into=part, actor=alice)

    part.refresh_from_db()
    sister.refresh_from_db()
    assert part.parent is None
    assert sister.parent == part


def test_a_role_is_told_in_the_language_of_the_reader(partnership, dora):
    person = domain.add_person(partnership, "Kim")
    with translation.override("nl"):
        role = domain.give_role(person, RoleKind.LEAD, actor=dora)
        domain.end_role(role, actor=dora, day=timezone.localdate())

    with translation.override("en"):
        lines = as_lines(Entry.objects.about(person), with_names=False)

    assert [line.text for line in lines] == [
        "Kim became lead.",
        "Kim is no longer lead.",
    ]


def test_a_partnership_and_an_organisation_are_set_up_with_a_line_each(alice):
    made = domain.create_partnership(
        slug="lokelare", name=" Lokaal Sociaal Beleid ", kind="municipal", actor=alice
    )
    ocmw = domain.create_organisation(made, " OCMW ", actor=alice, party="ocmw")

    assert (made.name, ocmw.name, ocmw.normalised) == (
        "Lokaal Sociaal Beleid",
        "OCMW",
        "ocmw",
    )
    assert [(one.verb, one.actor) for one in Entry.objects.order_by("pk")] == [
        ("partnership_created", alice),
        ("organisation_created", alice),
    ]


def test_another_spelling_of_case_and_signs_is_no_alias(partnership):
    caw = make_organisation(partnership, "CAW Durmeland")

    assert domain.propose_alias(caw, "C.A.W. durmeland") is None
    assert not caw.aliases.exists()


def test_a_person_has_the_address_of_the_account_and_a_place_of_work(partnership):
    caw = make_organisation(partnership, "CAW")
    user = make_user("Kim")

    kim = domain.add_person(
        partnership, " Kim ", user=user, organisation=caw, function="Onthaal"
    )
    bo = domain.add_person(partnership, "Bo", email="BO@durmeland.example")

    assert (kim.name, kim.email) == ("Kim", user.email)
    assert str(kim.memberships.get()) == "Kim, CAW"
    assert (bo.email, bo.memberships.count()) == ("bo@durmeland.example", 0)


def test_a_confirmed_name_takes_in_what_an_import_found_under_it(partnership, alice):
    real = make_organisation(partnership, "Huis van het Kind Lokelare")
    alias = domain.propose_alias(real, "HvhK")
    double = domain.find_organisation(partnership, "HvhK").organisation
    person = domain.add_person(partnership, "Kim", organisation=double)

    assert domain.confirm_alias(alias, actor=alice) == real

    assert person.memberships.get().organisation == real
    assert list(partnership.organisations.all()) == [real]
    assert domain.find_organisation(partnership, "hvhk").organisation == real


def test_a_name_that_turns_out_to_be_the_same_makes_no_other_organisation(
    partnership, alice
):
    caw = make_organisation(partnership, "CAW")
    alias = domain.propose_alias(caw, "Onthaal")
    caw.normalised = "onthaal"
    caw.save()

    domain.reject_alias(alias, actor=alice)

    assert list(partnership.organisations.all()) == [caw]
