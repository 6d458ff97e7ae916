from __future__ import annotations

import re

import pytest
from django.core import mail as outbox
from django.urls import reverse

from draaischijf.accounts.models import User

pytestmark = pytest.mark.django_db


def code_of(message):
    return re.search(r"^\s{4}(\S+)$", message.body, re.MULTILINE)[1]


def test_one_signs_in_with_a_mailed_code(client):
    User.objects.create_user("bo@durmeland.example", "Bo")

    client.post(reverse("account_login"), {"email": "bo@durmeland.example"})
    answer = client.post(
        reverse("account_confirm_login_code"), {"code": code_of(outbox.outbox[0])}
    )

    assert answer.status_code == 302
    assert client.session["_auth_user_id"]


def test_the_address_may_be_typed_with_capitals(client):
    User.objects.create_user("bo@durmeland.example", "Bo")

    client.post(reverse("account_login"), {"email": "Bo@Durmeland.example"})

    assert code_of(outbox.outbox[0])


def test_a_wrong_code_does_not_sign_in(client):
    User.objects.create_user("bo@durmeland.example", "Bo")
    client.post(reverse("account_login"), {"email": "bo@durmeland.example"})

    client.post(reverse("account_confirm_login_code"), {"code": "zzzzzz"})

    assert "_auth_user_id" not in client.session


def test_an_unknown_address_gets_the_same_page_and_no_code(client):
    answer = client.post(
        reverse("account_login"), {"email": "niemand@durmeland.example"}, follow=True
    )

    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].startswith(
        reverse("account_confirm_login_code")
    )
    assert all("niemand" not in user.email for user in User.objects.all())
    # A mail goes all the same: the time an answer takes tells nothing.
    (told,) = outbox.outbox
    assert told.to == ["niemand@durmeland.example"]
    assert not re.search(r"^\s{4}\S+$", told.body, re.MULTILINE)


def test_a_closed_account_cannot_sign_in(client):
    User.objects.create_user("bo@durmeland.example", "Bo", is_active=False)

    client.post(reverse("account_login"), {"email": "bo@durmeland.example"})
    for message in outbox.outbox:
        found = re.search(r"^\s{4}(\S+)$", message.body, re.MULTILINE)
        if found:
            client.post(reverse("account_confirm_login_code"), {"code": found[1]})

    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_post(as_user, alice):
    client = as_user(alice)

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.session["_auth_user_id"]

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def test_two_accounts_cannot_differ_in_capitals_only():
    from django.db import IntegrityError

    User.objects.create_user("bo@durmeland.example")

    with pytest.raises(IntegrityError):
        User.objects.create(email="BO@durmeland.example")


def test_a_page_that_needs_an_account_leads_to_sign_in(client):
    answer = client.get(reverse("website:mine"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
