"""Signing in through another site: a real provider on this machine answers."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import environ
import pytest
import requests
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from draaischijf.accounts.models import User
from draaischijf.config.openid import openid_providers, origins_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def provider():
    """Run a provider as a process of its own; it lets in whoever names an account."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock"]
    command += ["--port", str(port)]
    for name, verified in (("bo", True), ("onbewezen", False), ("vreemd", True)):
        email = f"{name}@durmeland.example"
        claims = {"sub": name, "email": email, "email_verified": verified}
        command += ["--user-claims", json.dumps(claims)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    retrying = requests.Session()
    retrying.mount(
        address, HTTPAdapter(max_retries=Retry(connect=8, backoff_factor=0.1))
    )
    retrying.get(f"{address}/.well-known/openid-configuration", timeout=10)
    yield address
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture
def site(settings, provider):
    given = {
        "OIDC_PROVIDERS": "stad",
        "OIDC_STAD_URL": provider,
        "OIDC_STAD_CLIENT_ID": "draaischijf",
        "OIDC_STAD_SECRET": "a-secret",
        "OIDC_STAD_LABEL": "Stad Lokelare",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": openid_providers(environment(given))
    }


def environment(given):
    env = environ.Env()
    env.ENVIRON = given
    return env


def through_the_provider(client, name):
    """Walk from our page to the provider and back, as a browser does."""
    start = client.post(reverse("openid_connect_login", args=["stad"]))
    assert start.status_code == 302
    answer = requests.post(
        start.url, data={"sub": name}, allow_redirects=False, timeout=10
    )
    back = urlsplit(answer.headers["location"])
    return client.get(f"{back.path}?{back.query}", follow=True)


@pytest.mark.usefixtures("site")
def test_the_account_with_the_proven_address_opens(client):
    bo = User.objects.create_user("bo@durmeland.example", "Bo")
    assert "Stad Lokelare" in client.get(reverse("account_login")).content.decode()

    through_the_provider(client, "bo")

    assert client.session["_auth_user_id"] == str(bo.pk)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", ["vreemd", "onbewezen"])
def test_nobody_gets_an_account_or_one_by_an_unproven_address(client, name):
    User.objects.create_user("onbewezen@durmeland.example", "Noor")

    page = through_the_provider(client, name)

    assert "_auth_user_id" not in client.session
    assert "account" in page.content.decode()
    assert not User.objects.filter(email="vreemd@durmeland.example").exists()


@pytest.mark.usefixtures("site")
def test_a_closed_account_stays_closed(client):
    User.objects.create_user("bo@durmeland.example", "Bo", is_active=False)

    through_the_provider(client, "bo")

    assert "_auth_user_id" not in client.session


def test_a_provider_that_is_not_there_is_not_found(client):
    assert client.post("/account/via/niemand/").status_code == 404


def test_without_providers_there_are_none():
    assert openid_providers(environment({})) == {"APPS": []}
    assert origins_of({"APPS": []}) == []


@pytest.mark.usefixtures("site")
def test_a_button_may_lead_to_the_provider_and_nowhere_else(settings, provider):
    """A browser holds form-action also against where a form is sent on to."""
    assert origins_of(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]) == [provider]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"OIDC_PROVIDERS": "stad"}, "OIDC_STAD_URL"),
        ({"OIDC_PROVIDERS": "stad", "OIDC_STAD_URL": "x"}, "OIDC_STAD_CLIENT_ID"),
        ({"OIDC_PROVIDERS": "De Stad"}, "no name"),
    ],
)
def test_an_incomplete_provider_is_named(given, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        openid_providers(environment(given))
