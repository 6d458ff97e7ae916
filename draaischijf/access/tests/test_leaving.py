"""Roles given and ended, and people who leave: over at once, history stays."""

from __future__ import annotations

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from draaischijf.access.domain import leaving
from draaischijf.access.tests.factories import make_invitation
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Role
from draaischijf.people.permissions import (
    Permission,
    holds,
    permissions_of,
    who_gives_roles,
)
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_person,
)
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.tests.factories import make_term

pytestmark = pytest.mark.django_db


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def person_of(user, partnership):
    return user.persons.get(partnership=partnership)


def page(name, partnership, *rest):
    return reverse(f"access:{name}", args=[partnership.slug, *rest])


def test_who_leaves_is_out_at_once_on_every_screen(client, partnership, dora, bob):
    client.force_login(bob, backend="django.contrib.auth.backends.ModelBackend")
    inbox = reverse("signals:inbox", args=[partnership.slug])
    assert client.get(inbox).status_code == 200
    make_invitation(partnership, bob.email, kind="lead")

    leaving.leave(person_of(bob, partnership), actor=dora)

    assert client.get(inbox).status_code == 302
    assert permissions_of(fresh(bob), partnership) == frozenset()
    assert not partnership.invitations.open().exists()
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs == ["role_ended", "access_ended"]


def test_who_has_a_role_elsewhere_stays_signed_in_there(
    client, partnership, other_partnership, dora, bob
):
    there = make_person(other_partnership, user=bob)
    Role.objects.create(partnership=other_partnership, person=there, kind="lead")
    client.force_login(bob, backend="django.contrib.auth.backends.ModelBackend")

    leaving.leave(person_of(bob, partnership), actor=dora)

    assert client.get(page("mine", other_partnership)).status_code == 200
    assert client.get(page("mine", partnership)).status_code == 404


def test_one_leaves_by_oneself(as_user, partnership, bob):
    client = as_user(bob)

    assert client.get(page("leave", partnership)).status_code == 200
    client.post(page("leave", partnership))

    assert not holds(fresh(bob), Permission.READ, partnership)
    assert Entry.objects.latest("pk").verb == "left"


def test_the_last_who_gives_roles_stays(as_user, partnership, dora):
    with pytest.raises(ValidationError):
        leaving.leave(person_of(dora, partnership), actor=dora)
    with pytest.raises(ValidationError):
        leaving.take_role(Role.objects.get(person__user=dora), actor=dora)
    as_user(dora).post(page("leave", partnership))
    assert holds(fresh(dora), Permission.MANAGE_PEOPLE, partnership)

    closed = make_member(partnership, RoleKind.ADMINISTRATOR)
    closed.is_active = False
    closed.save()
    with pytest.raises(ValidationError):
        leaving.leave(person_of(dora, partnership), actor=dora)
    make_member(partnership, RoleKind.ADMINISTRATOR)
    as_user(dora).post(page("leave", partnership))

    assert not holds(fresh(dora), Permission.READ, partnership)


def test_a_role_is_given_and_ended_by_button(as_user, partnership, dora, bob, house):
    client, person = as_user(dora), person_of(bob, partnership)

    client.post(
        page("role_give", partnership, person.pk),
        {"kind": "working_group_member", "organisation": house.pk},
    )
    given = Role.objects.get(person=person, kind="working_group_member")
    assert given.organisation == house
    client.post(page("role_end", partnership, person.pk, given.pk))

    assert not holds(fresh(bob), Permission.AGREE, partnership)
    assert client.get(page("person", partnership, person.pk)).status_code == 200


def test_a_role_can_be_for_some_themes(as_user, partnership, dora, bob):
    client, person = as_user(dora), person_of(bob, partnership)
    theme = make_term("Wonen", SchemeKind.POLICY_DOMAIN)
    give = page("role_give", partnership, person.pk)

    client.post(give, {"kind": "theme_director", "themes": [theme.pk]})
    wrong = client.post(give, {"kind": "theme_director", "themes": ["0"]})

    assert wrong.status_code == 422
    role = Role.objects.get(person=person, kind="theme_director")
    assert list(role.terms.all()) == [theme]
    shown = client.get(page("person", partnership, person.pk)).content.decode()
    assert "<small>Wonen</small>" in shown


def test_an_organisation_manages_its_own_people_and_no_power(
    as_user, partnership, edith, wout, alice, house
):
    client, person = as_user(edith), person_of(wout, partnership)
    other = make_organisation(partnership, "OCMW Lokelare")
    give = page("role_give", partnership, person.pk)

    for given in (
        {"kind": "administrator", "organisation": house.pk},
        {"kind": "lead", "organisation": other.pk},
        {"kind": "lead"},
    ):
        assert client.post(give, given).status_code == 422
    assert (
        client.post(give, {"kind": "lead", "organisation": house.pk}).status_code == 302
    )
    assert holds(fresh(wout), Permission.FOLLOW_OWN, partnership)

    theirs = person_of(alice, partnership)
    assert client.get(page("person", partnership, theirs.pk)).status_code == 404
    # Wout has a role that is not for the organisation: Edith does not end everything.
    assert client.get(page("access_end", partnership, person.pk)).status_code == 404
    own = Role.objects.get(person=person, organisation=house)
    general = Role.objects.get(person=person, organisation__isnull=True)
    wrong = client.post(page("role_end", partnership, person.pk, general.pk))
    assert wrong.status_code == 404
    client.post(page("role_end", partnership, person.pk, own.pk))
    assert not holds(fresh(wout), Permission.FOLLOW_OWN, partnership)


def test_the_list_of_people_is_as_wide_as_one_answers_for(
    as_user, partnership, edith, wout, dora, alice, django_assert_num_queries
):
    wide = as_user(dora).get(page("people", partnership)).content.decode()
    own = as_user(edith).get(page("people", partnership)).content.decode()
    found = as_user(dora).get(page("people", partnership), {"q": "wou"})

    for name in ("Wout", "Edith", "Alice", "Dora"):
        assert name in wide
    assert "Wout" in own
    assert ">Alice<" not in own
    assert ">Alice<" not in found.content.decode()


def test_the_list_takes_as_many_queries_for_two_as_for_ten(as_user, partnership, dora):
    from django.test.utils import CaptureQueriesContext

    client = as_user(dora)

    def count():
        with CaptureQueriesContext(connection) as seen:
            client.get(page("people", partnership))
        return len(seen)

    count()
    make_member(partnership, RoleKind.LEAD)
    few = count()
    for _number in range(8):
        make_member(partnership, RoleKind.LEAD, RoleKind.FIELD_WORKER)

    assert count() == few


# -- What one may do ----------------------------------------------------------------


def test_everybody_reads_what_one_may_do_and_why(as_user, partnership, bob, charlie):
    text = as_user(bob).get(page("mine", partnership)).content.decode()

    assert "Basiswerker" in text
    assert "Je steunt een signaal" in text
    assert "Je weegt meldingen af" not in text
    assert as_user(charlie).get(page("mine", partnership)).status_code == 404


def test_every_permission_and_role_is_told_in_words():
    from draaischijf.access.wording import CAN, ROLES

    assert set(CAN) == set(Permission)
    assert set(ROLES) == set(RoleKind)


def test_a_resting_role_is_told_and_wakes(as_user, partnership, dora, alice):
    client, settings = as_user(dora), page("settings", partnership)
    asks = page("second_step", partnership)
    client.post(asks, {"second_factor_required": "on"})
    # Nobody who gives roles has one: everybody would be locked out.
    assert holds(fresh(alice), Permission.WEIGH, partnership)
    dora_has_one(dora)
    client.post(asks, {"second_factor_required": "on"})

    assert not holds(fresh(alice), Permission.WEIGH, partnership)
    text = as_user(alice).get(page("mine", partnership)).content.decode()
    assert "nog niet actief" in text
    assert reverse("mfa_index") in text
    # Without this link nobody finds the page that says how the roles wake.
    home = as_user(alice).get(reverse("website:partnership", args=["durmeland"]))
    assert page("mine", partnership) in home.content.decode()
    assert "Alice" in client.get(settings).content.decode()

    client.post(asks, {})
    assert holds(fresh(alice), Permission.WEIGH, partnership)


def dora_has_one(user):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})


def test_mail_domains_are_added_and_removed(as_user, partnership, dora, house):
    client, settings = as_user(dora), page("settings", partnership)

    wrong = client.post(settings, {"organisation": house.pk, "domain": "gmail.com"})
    client.post(settings, {"organisation": house.pk, "domain": " @CAW.example "})
    client.post(settings, {"organisation": house.pk, "domain": "caw.example"})

    assert wrong.status_code == 422
    (domain,) = house.mail_domains.all()
    assert domain.domain == "caw.example"
    client.post(page("domain_remove", partnership, domain.pk))
    assert not house.mail_domains.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_leave_at_once_one_stays(partnership, dora):
    other = make_member(partnership, RoleKind.ADMINISTRATOR, name="Rita")
    start, told = threading.Barrier(2), []

    def go(user):
        start.wait(10)
        try:
            leaving.leave(person_of(user, partnership), actor=user)
        except ValidationError as stays:
            told.append(stays)
        finally:
            connection.close()

    leavers = [threading.Thread(target=go, args=[user]) for user in (dora, other)]
    for one in leavers:
        one.start()
    for one in leavers:
        one.join(30)

    assert len(told) == 1
    assert who_gives_roles(partnership).count() == 1
