"""An app with codes, recovery codes, and where one is signed in."""

from __future__ import annotations

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core import mail as outbox
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from draaischijf.accounts.domain import end_all_sessions
from draaischijf.accounts.models import User
from draaischijf.accounts.queries import device_of, has_second_factor
from draaischijf.accounts.secrets_at_rest import sealed, unsealed

# The library tells what changed after the commit: hence real transactions.
pytestmark = pytest.mark.django_db(transaction=True)


def browser(**rest):
    client = Client(**rest)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    """Begin with every limit of the library unused: they are kept in the cache."""
    cache.clear()


@pytest.fixture
def client():
    return browser()


@pytest.fixture
def bo():
    return User.objects.create_user("bo@durmeland.example", "Bo")


def sign_in(client, user):
    client.post(reverse("account_login"), {"email": user.email})
    found = re.search(r"^\s{4}(\S+)$", outbox.outbox[-1].body, re.MULTILINE)
    return client.post(reverse("account_confirm_login_code"), {"code": found[1]})


def code_of(secret):
    """The code that an app shows now for this key."""
    counter = int(time.time()) // 30
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def connect(client):
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return secret


def test_with_an_app_a_mailed_code_is_not_enough(client, bo):
    sign_in(client, bo)
    secret = connect(client)
    assert has_second_factor(bo)
    client.post(reverse("account_logout"))

    answer = sign_in(client, bo)
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That code is not right." in wrong.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert client.session["_auth_user_id"] == str(bo.pk)


def test_a_recovery_code_works_once(client, bo):
    sign_in(client, bo)
    connect(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.search(r"<li><code>(\d+)</code>", page)[1]

    for expected in (True, False):
        client.post(reverse("account_logout"))
        sign_in(client, bo)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert ("_auth_user_id" in client.session) == expected


def test_what_an_app_makes_its_codes_from_is_not_readable_in_the_database(client, bo):
    sign_in(client, bo)
    secret = connect(client)

    kept = Authenticator.objects.get(type="totp").data["secret"]

    assert secret not in kept
    assert unsealed(kept) == secret


def test_a_change_of_signing_in_is_told_by_mail(client, bo):
    sign_in(client, bo)
    outbox.outbox.clear()

    connect(client)

    (told,) = [one for one in outbox.outbox if "app" in one.subject]
    assert told.to == [bo.email]


def test_stopping_with_the_app_asks_once_more_after_a_while(client, bo):
    sign_in(client, bo)
    secret = connect(client)

    with time_machine.travel(time.time() + 600):
        asked = client.post(reverse("mfa_deactivate_totp"))
        assert asked.url.startswith(reverse("account_reauthenticate"))
        assert has_second_factor(bo)
        assert "Is it really you?" in client.get(asked.url).content.decode()
        client.post(asked.url, {"code": code_of(secret)})

    assert not has_second_factor(bo)


@pytest.mark.parametrize(
    ("kind", "asked", "leads"),
    [
        ("recovery_codes", "mfa_reauthenticate", "mfa_index"),
        ("recovery_codes", "mfa_reauthenticate_webauthn", "mfa_reauthenticate"),
        ("totp", "mfa_reauthenticate_webauthn", "mfa_reauthenticate"),
        ("webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    ],
)
def test_what_an_account_has_not_is_not_asked_once_more(client, bo, kind, asked, leads):
    client.force_login(bo, backend="django.contrib.auth.backends.ModelBackend")
    Authenticator.objects.create(user=bo, type=kind, data={})

    assert client.get(reverse(asked)).url == reverse(leads)


def test_a_sealed_secret_outlives_a_change_of_key():
    with override_settings(SECRET_KEY="old-key"):
        kept = sealed("JBSWY3DPEHPK3PXP")

    with override_settings(SECRET_KEY="new-key", SECRET_KEY_FALLBACKS=["old-key"]):
        assert unsealed(kept) == "JBSWY3DPEHPK3PXP"
    with override_settings(SECRET_KEY="new-key"), pytest.raises(InvalidToken):
        unsealed(kept)


def test_when_everything_is_lost_an_operator_opens_the_way_back(client, bo, capsys):
    sign_in(client, bo)
    connect(client)
    outbox.outbox.clear()

    call_command("reset_second_factor", "BO@durmeland.example")

    assert capsys.readouterr().out.startswith("bo@durmeland.example: 2 removed")
    assert not has_second_factor(bo)
    assert not is_in(client)
    assert outbox.outbox[0].to == [bo.email]
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "niemand@durmeland.example")


# -- Where one is signed in ---------------------------------------------------------


def two_places(client, user):
    sign_in(client, user)
    other = browser(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605"})
    sign_in(other, user)
    return other


def is_in(client):
    return client.get(reverse("website:mine")).status_code == 200


def test_one_sees_and_ends_where_one_is_signed_in(client, bo):
    other = two_places(client, bo)
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Safari, iPhone" in page
    assert page.count("(this device)") == 1

    pk = re.search(r"toestellen/(\d+)/afmelden", page)[1]
    client.post(reverse("usersessions_end", args=[pk]))

    assert is_in(client)
    assert not is_in(other)


def test_signing_out_everywhere_else_keeps_this_place(client, bo):
    other = two_places(client, bo)

    client.post(reverse("usersessions_list"))

    assert is_in(client)
    assert not is_in(other)


def test_nobody_ends_the_session_of_another(client, bo):
    sign_in(client, bo)
    kim = User.objects.create_user("kim@durmeland.example", "Kim")
    theirs = browser()
    sign_in(theirs, kim)
    pk = kim.usersession_set.get().pk

    client.post(reverse("usersessions_end", args=[pk]))

    assert is_in(theirs)
    assert end_all_sessions(kim) == 1
    assert not is_in(theirs)


@pytest.mark.parametrize(
    ("said", "device"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (X11; Linux) Gecko Firefox/130", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari", "Chrome, Android"),
        ("curl/8", "An unknown device"),
        ("", "An unknown device"),
    ],
)
def test_a_device_is_named_as_people_know_it(said, device):
    with translation.override("en"):
        assert device_of(said) == device
