from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from draaischijf.history.models import Entry
from draaischijf.people import domain
from draaischijf.people.enums import AliasState
from draaischijf.people.tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def caw(partnership):
    return make_organisation(partnership, "CAW Durmeland")


@pytest.fixture
def alias(caw):
    return domain.propose_alias(caw, "Onthaal")


@pytest.fixture
def found(partnership):
    return make_organisation(partnership, "Buurtwerk De Kade", is_confirmed=False)


def page(name, partnership, *args):
    return reverse(f"people:{name}", args=[partnership.slug, *args])


def test_everybody_reads_the_organisations_partners_also_what_was_found(
    partnership, caw, found, client, as_user, bob
):
    address = page("organisations", partnership)

    public = client.get(address).content.decode()
    partner = as_user(bob).get(address).content.decode()

    assert caw.name in public
    assert found.name not in public
    assert caw.name in partner
    assert found.name in partner


def test_without_organisations_the_page_says_what_to_expect(partnership, client):
    response = client.get(page("organisations", partnership))

    assert response.status_code == 200
    assert b"<table" not in response.content


def test_the_number_of_names_that_wait_links_to_them(partnership, alias, as_user, dora):
    response = as_user(dora).get(page("organisations", partnership))

    assert page("names", partnership) in response.content.decode()


def test_the_names_to_judge_stand_on_one_page(
    partnership, alias, found, as_user, alice
):
    content = as_user(alice).get(page("names", partnership)).content.decode()

    assert alias.name in content
    assert found.name in content


def test_a_coordinator_says_that_two_names_are_one(partnership, alias, as_user, alice):
    address = page("judge_name", partnership, alias.pk)

    response = as_user(alice).post(address, {"same": "yes"}, follow=True)

    alias.refresh_from_db()
    assert response.redirect_chain == [(page("names", partnership), 302)]
    assert alias.state == AliasState.CONFIRMED
    (said,) = response.context["messages"]
    assert alias.name in str(said)
    assert "CAW Durmeland" in str(said)


def test_a_coordinator_says_that_a_name_is_another_one(
    partnership, alias, as_user, alice
):
    address = page("judge_name", partnership, alias.pk)

    as_user(alice).post(address, {"same": "no"})

    alias.refresh_from_db()
    assert alias.state == AliasState.REJECTED
    assert partnership.organisations.filter(name="Onthaal").exists()


@pytest.mark.parametrize("given", [{}, {"same": ""}, {"same": "misschien"}])
def test_a_half_empty_form_judges_nothing(partnership, alias, as_user, alice, given):
    address = page("judge_name", partnership, alias.pk)

    response = as_user(alice).post(address, given, follow=True)

    alias.refresh_from_db()
    (said,) = response.context["messages"]
    assert alias.state == AliasState.PROPOSED
    assert said.level_tag == "error"


def test_pressing_twice_is_once(partnership, alias, found, as_user, alice):
    client = as_user(alice)
    judge = page("judge_name", partnership, alias.pk)
    confirm = page("confirm_organisation", partnership, found.pk)

    answers = [client.post(judge, {"same": "yes"}).status_code for _ in range(2)]
    answers += [client.post(confirm).status_code for _ in range(2)]

    found.refresh_from_db()
    assert answers == [302, 404, 302, 302]
    assert found.is_confirmed
    verbs = Entry.objects.values_list("verb", flat=True)
    assert sorted(verbs) == ["alias_confirmed", "organisation_created"]


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_who_does_not_import_judges_nothing(
    request, partnership, alias, found, as_user, who
):
    client = as_user(request.getfixturevalue(who))

    answers = [
        client.get(page("names", partnership)),
        client.post(page("judge_name", partnership, alias.pk), {"same": "yes"}),
        client.post(page("confirm_organisation", partnership, found.pk)),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert not Entry.objects.exists()


def test_another_partnership_cannot_be_reached_through_ones_own(
    other_partnership, alias, found, as_user, charlie
):
    client = as_user(charlie)

    answers = [
        client.post(page("judge_name", other_partnership, alias.pk), {"same": "yes"}),
        client.post(page("confirm_organisation", other_partnership, found.pk)),
    ]

    found.refresh_from_db()
    assert [one.status_code for one in answers] == [404, 404]
    assert not found.is_confirmed


def test_looking_changes_nothing(partnership, alias, found, as_user, alice):
    client = as_user(alice)

    assert client.get(page("judge_name", partnership, alias.pk)).status_code == 405
    confirm = page("confirm_organisation", partnership, found.pk)
    assert client.get(confirm).status_code == 405


def test_who_is_not_signed_in_is_asked_to(partnership, alias, client):
    response = client.get(page("names", partnership))

    assert response.status_code == 302
    assert reverse("account_login") in response.url


def test_an_unknown_partnership_is_not_there(client, db):
    assert client.get("/bestaat-niet/organisaties/").status_code == 404


def test_the_names_of_working_groups_are_for_partners(partnership, as_user, bob):
    make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    address = reverse("people:organisations", args=[partnership.slug])

    partner = as_user(bob).get(address).content.decode()
    public = Client().get(address).content.decode()

    assert "Werkgroep signalen" in partner
    assert "Werkgroep signalen" not in public
