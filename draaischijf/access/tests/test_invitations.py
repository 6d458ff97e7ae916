"""Inviting, accepting, and what an invitation does not do."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from draaischijf.access.domain import invitations, leaving
from draaischijf.access.models import Invitation
from draaischijf.access.tests.factories import make_invitation, token_of
from draaischijf.accounts.models import User
from draaischijf.history.models import Entry
from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Person, Role
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_person,
    make_user,
)

pytestmark = pytest.mark.django_db


def invited(partnership, actor, **given):
    asked = {"email": "kim@caw.example", "name": "Kim", "kind": "field_worker"} | given
    return invitations.invite(partnership, actor=actor, **asked)


def page_of(invitation):
    return reverse("access:invitation", args=[token_of(invitation)])


def link_in(mail):
    text, _html = notifications.filled(mail)
    return next(word for word in text.split() if "/uitnodiging/" in word)


# -- Inviting -----------------------------------------------------------------------


def test_somebody_is_invited_comes_in_and_has_the_role(
    client, partnership, dora, house
):
    made = invited(partnership, dora, organisation=house, function="Straathoekwerker")
    link = link_in(Mail.objects.get())
    assert token_of(made) in link
    assert made.token_hash not in link

    page = client.get(page_of(made)).content.decode()
    assert "Dora" in page
    assert "CAW Durmeland" in page
    answer = client.post(page_of(made), {"name": "Kim K."})

    user = User.objects.get(email="kim@caw.example")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert answer.url == reverse("access:mine", args=[partnership.slug])
    assert holds(user, Permission.READ, partnership)
    person = user.persons.get()
    assert (person.name, person.memberships.get().function) == (
        "Kim K.",
        "Straathoekwerker",
    )
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs == ["invited", "role_given", "invitation_accepted"]


def test_an_address_typed_before_becomes_that_person(client, partnership, dora):
    typed = make_person(partnership, name="Kim", email="KIM@caw.example")
    made = invited(partnership, dora)

    client.post(page_of(made), {"name": "Kim"})

    assert Person.objects.get(user__email="kim@caw.example") == typed


def test_an_account_of_elsewhere_gets_the_role_here_too(
    client, partnership, dora, charlie
):
    made = invited(partnership, dora, email=charlie.email, name="Charlie")

    client.post(page_of(made), {"name": "Charlie"})

    assert charlie.persons.count() == 2
    assert holds(User.objects.get(pk=charlie.pk), Permission.READ, partnership)


def test_an_account_with_a_second_factor_still_has_to_use_it(client, partnership, dora):
    user = make_user("Kim", email="kim@caw.example")
    kind = Authenticator.Type.TOTP
    Authenticator.objects.create(user=user, type=kind, data={"secret": ""})
    made = invited(partnership, dora)

    answer = client.post(page_of(made), {"name": "Kim"})

    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session


def test_who_is_signed_in_as_another_has_to_sign_out_first(as_user, bob, partnership):
    made = make_invitation(partnership)
    client = as_user(bob)

    answer = client.post(page_of(made), {"name": "Kim"})

    assert answer.status_code == 200
    made.refresh_from_db()
    assert made.accepted is None


def test_who_is_signed_in_with_that_address_just_says_yes(
    as_user, bob, dora, partnership
):
    made = make_invitation(partnership, bob.email, kind="lead", invited_by=dora)

    answer = as_user(bob).post(page_of(made), {"name": "Bob"})

    assert answer.url == reverse("access:mine", args=[partnership.slug])
    roles = Role.objects.filter(person__user=bob)
    assert {one.kind for one in roles} == {"field_worker", "lead"}


def test_a_link_works_once_and_for_fourteen_days(client, partnership, dora):
    made, late, back = (
        invited(partnership, dora, email=f"{name}@caw.example")
        for name in ("a", "b", "c")
    )
    client.post(page_of(made), {"name": "A"})
    client.logout()
    invitations.withdraw(back, actor=dora)

    assert client.get(page_of(made)).status_code == 410
    assert client.post(page_of(made), {"name": "A"}).status_code == 410
    assert client.post(page_of(back), {"name": "C"}).status_code == 410
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        assert client.post(page_of(late), {"name": "B"}).status_code == 410
        with pytest.raises(ValidationError):
            invitations.accept(late, name="B")
    assert "_auth_user_id" not in client.session


def test_a_token_that_opens_nothing_says_no_more(client):
    answer = client.get(reverse("access:invitation", args=["x" * 32]))

    assert answer.status_code == 410


def test_a_closed_account_is_not_opened_by_an_invitation(client, partnership, dora):
    User.objects.create_user("kim@caw.example", "Kim", is_active=False)
    made = invited(partnership, dora)

    answer = client.post(page_of(made), {"name": "Kim"})

    assert answer.status_code == 422
    assert not Role.objects.filter(person__user__email="kim@caw.example").exists()


def test_an_invitation_does_not_outlive_the_right_to_send_it(client, partnership, dora):
    rita = make_member(partnership, RoleKind.ADMINISTRATOR, name="Rita")
    made = invited(partnership, rita, kind="administrator")
    leaving.take_role(Role.objects.get(person__user=rita), actor=dora)

    assert client.post(page_of(made), {"name": "Kim"}).status_code == 422
    made.refresh_from_db()
    assert made.accepted is None
    leaving.leave(rita.persons.get(), actor=dora)
    made.refresh_from_db()
    assert made.withdrawn


def test_the_same_invitation_is_sent_again_with_a_new_link(client, partnership, dora):
    first = invited(partnership, dora)
    old = page_of(first)

    again = invited(partnership, dora, email="KIM@caw.example")

    assert again.pk == first.pk
    assert Mail.objects.count() == 2
    assert client.get(old).status_code == 410
    assert client.get(page_of(again)).status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        make_invitation(partnership, "Kim@caw.example")


def test_who_has_the_role_already_is_not_invited(partnership, dora, bob):
    with pytest.raises(ValidationError, match="deze rol al"):
        invited(partnership, dora, email=bob.email, name="Bob")
    assert not Invitation.objects.exists()


def test_no_header_is_smuggled_in(partnership, dora):
    invited(partnership, dora, name="Kim\r\nBcc: iedereen@x.example")
    mail = Mail.objects.get()

    notifications.send(mail.pk)

    (sent,) = outbox.outbox
    assert sent.to == ["kim@caw.example"]
    assert not sent.bcc
    assert "\n" not in sent.subject


# -- Who invites whom ---------------------------------------------------------------


def test_an_organisation_invites_its_own_people_in_everyday_roles(
    partnership, edith, house
):
    other = make_organisation(partnership, "OCMW Lokelare")

    assert invited(partnership, edith, organisation=house)
    refused = [
        {"organisation": other},
        {"organisation": None},
        {"organisation": house, "kind": "administrator"},
        {"organisation": house, "kind": "organisation_editor"},
    ]
    for given in refused:
        with pytest.raises(ValidationError):
            invited(partnership, edith, email="noor@caw.example", **given)
    assert Invitation.objects.count() == 1


def test_a_coordinator_invites_for_all_but_gives_no_power(partnership, alice, house):
    assert invited(partnership, alice, organisation=house)
    assert invited(partnership, alice, email="b@caw.example")
    for kind in (RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        with pytest.raises(ValidationError):
            invited(partnership, alice, email="c@caw.example", kind=kind)


def test_nobody_else_invites(partnership, bob, charlie, house):
    for user in (bob, charlie):
        with pytest.raises(ValidationError):
            invited(partnership, user, organisation=house)


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(
    as_user, edith, partnership, house
):
    client = as_user(edith)
    page = reverse("access:invite", args=[partnership.slug])
    sent = {"name": "Kim", "email": "geen adres", "kind": "field_worker"}

    answer = client.post(page, sent | {"organisation": house.pk})
    power = client.post(
        page, sent | {"email": "k@caw.example", "kind": "administrator"}
    )

    assert (answer.status_code, power.status_code) == (422, 422)
    assert "geen adres" in answer.content.decode()
    assert not Invitation.objects.exists()
    good = sent | {"email": "k@caw.example", "organisation": house.pk}
    assert client.post(page, good).status_code == 302
    assert Invitation.objects.get().invited_by == edith


def test_an_invitation_is_sent_again_and_taken_back_by_button(
    as_user, edith, dora, partnership, house
):
    own = make_invitation(partnership, organisation=house)
    other = make_invitation(partnership, "noor@caw.example")
    client = as_user(edith)

    for name in ("invitation_renew", "invitation_withdraw"):
        for one, expected in ((own, 302), (other, 404)):
            page = reverse(f"access:{name}", args=[partnership.slug, one.pk])
            assert client.post(page).status_code == expected

    own.refresh_from_db()
    assert own.withdrawn
    with pytest.raises(ValidationError):
        invitations.renew(own, actor=dora)
    with pytest.raises(ValidationError):
        invitations.withdraw(own, actor=dora)
