"""What somebody with bad intentions sends, through the real views."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.core import mail as outbox
from django.test import Client, override_settings
from django.urls import reverse

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_user,
)

sys.path.insert(0, str(Path(__file__).parent / "permissions"))

import test_leaks
import test_matrix
from marked import mark_since, rows_now, words_in

matrix = test_matrix.matrix
pytestmark = pytest.mark.django_db
# In front of every text; what comes back must be escaped, whatever it stands in.
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
RAW = ("<script>alert(1)", "<img src=x onerror")
ELSEWHERE = (
    "https://elders.example/", "//elders.example/", "/\\elders.example/", "http:elders",
    "javascript:alert(1)", "///elders.example", "https:/elders.example",
)  # fmt: skip


@pytest.fixture
def partnership():
    return make_partnership()


def coordinator(partnership, **options):
    client = Client(**options)
    user = make_member(partnership, *RoleKind, name="Alice")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


# -- Forgery ------------------------------------------------------------------------


def test_nothing_is_sent_without_the_token_of_the_site(partnership):
    """Every address of the site refuses a form that another site sends."""
    world = test_matrix.make_world(partnership)
    client = coordinator(partnership, enforce_csrf_checks=True)

    answers = {
        name: client.post(
            reverse(name, args=[world[a] for a in row.arguments]),
            dict(parse_qsl(row.posted)),
            headers={"Origin": "https://elders.example"},
        ).status_code
        for name, row in matrix.URLS.items()
        # The button of a mail program presses it (RFC 8058), and can only stop mails:
        # the signed token in the address is what it is judged by.
        if name != "notifications:stop"
    }

    assert len(answers) > 120
    assert set(answers.values()) == {403}, answers


def test_a_get_changes_nothing(partnership):
    """What is for sending only is not done by following a link."""
    world = test_matrix.make_world(partnership)
    client = coordinator(partnership)
    before = {model: sorted(pks) for model, pks in rows_now().items()}

    answers = {
        name: client.get(reverse(name, args=[world[a] for a in row.arguments]))
        for name, row in matrix.URLS.items()
        if row.method == "post"
    }

    assert {model: sorted(pks) for model, pks in rows_now().items()} == before
    # A page with the button to send is fine.
    assert {name for name, one in answers.items() if one.status_code < 300} <= {
        "signals:action_done"
    }


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_another_method_is_no_way_in(method, partnership):
    world = test_matrix.make_world(partnership)
    client = Client()
    before = {model: sorted(pks) for model, pks in rows_now().items()}

    for name, row in matrix.URLS.items():
        address = reverse(name, args=[world[a] for a in row.arguments])
        answer = getattr(client, method)(address)
        expected = row.expected("anonymous")
        assert answer.status_code < 500, name
        if expected != "yes":
            assert test_matrix.met(answer) != "yes", name

    assert {model: sorted(pks) for model, pks in rows_now().items()} == before


# -- Script in what is typed --------------------------------------------------------


def test_no_text_comes_back_as_markup(partnership):
    """Every text field of every table holds a script; no page runs it."""
    things = test_leaks.open_things(partnership)
    world = test_matrix.make_world(partnership)
    test_leaks.closed_things(partnership, things)
    mark_since({model: set() for model in rows_now()}, SCRIPT)
    editor = make_member(partnership, *RoleKind, name=SCRIPT[:100])
    test_leaks.notes(partnership, things, editor, SCRIPT)
    world["open"] = things | {
        "report": test_leaks.published(partnership, things["plan"], editor)
    }
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    broken, shown = {}, 0
    addresses = [
        where
        for _name, row, where in test_leaks.addresses(world)
        if row.method == "get"
    ]
    for where in [*addresses, *test_leaks.public_addresses(partnership, world)]:
        answer = client.get(where)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        said = words_in(answer)
        shown += "&lt;script&gt;alert(1)" in said
        if found := [one for one in RAW if one in said]:
            broken[where] = found

    assert broken == {}
    assert shown > 40


def test_what_is_searched_comes_back_escaped(client, partnership):
    for where in (
        reverse("website:search"),
        reverse("signals:signals", args=[partnership.slug]),
        reverse("plans:plans", args=[partnership.slug]),
    ):
        said = words_in(
            client.get(where, {"q": SCRIPT, "sort": SCRIPT, "page": SCRIPT})
        )
        assert not [one for one in RAW if one in said], where


# -- Elsewhere ----------------------------------------------------------------------


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_nowhere_else(client, target):
    make_user("Bo", email="bo@durmeland.example")
    client.get(reverse("account_login"), {"next": target})
    client.post(
        reverse("account_login"), {"email": "bo@durmeland.example", "next": target}
    )
    code = outbox.outbox[-1].body.split("\n    ")[1].split("\n")[0].strip()

    answer = client.post(
        reverse("account_confirm_login_code"), {"code": code, "next": target}
    )

    assert answer.status_code == 302
    assert answer.url.startswith("/account/")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_the_language_switch_leads_nowhere_else(client, target):
    answer = client.post(reverse("set_language"), {"language": "en", "next": target})

    assert answer.status_code in {204, 302}
    assert answer.get("Location", "/") == "/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_out_leads_nowhere_else(partnership, target):
    client = coordinator(partnership)

    answer = client.post(reverse("account_logout"), {"next": target})

    assert answer.url == "/"


@pytest.mark.parametrize(
    "host", ["elders.example", "localhost:1@elders.example", "a b"]
)
def test_another_name_for_the_site_is_refused(client, host, db):
    assert client.get("/", headers={"Host": host}).status_code == 400


@override_settings(ALLOWED_HOSTS=["*"])
def test_a_mail_links_to_the_site_and_not_to_the_name_that_was_asked(client):
    make_user("Bo", email="bo@durmeland.example")

    client.post(
        reverse("account_login"),
        {"email": "bo@durmeland.example"},
        headers={"Host": "elders.example"},
    )

    (sent,) = outbox.outbox
    assert "elders.example" not in sent.body + sent.subject


@pytest.mark.parametrize(
    "mail",
    [
        "bo@durmeland.example\r\nBcc: x@elders.example",
        "bo@durmeland.example\nSubject: x",
        "bo@durmeland.example,x@elders.example",
        "bo@durmeland.example%0ABcc:x@elders.example",
    ],
)
def test_a_mail_address_brings_no_headers_along(client, mail):
    make_user("Bo", email="bo@durmeland.example")

    client.post(reverse("account_login"), {"email": mail})

    for sent in outbox.outbox:
        headers = sent.message().as_string().partition("\n\n")[0]
        assert "elders" not in headers
        assert sent.to == ["bo@durmeland.example"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../settings.py", "/static/%2e%2e/%2e%2e/etc/passwd",
        "/media/x.pdf", "/uploads/x.pdf", "/static/..%5c..%5cx", "/.git/config",
    ],
)  # fmt: skip
def test_no_file_is_reached_by_its_path(client, path, db):
    assert client.get(path).status_code == 404


def test_known_and_unknown_addresses_are_not_told_apart(client):
    make_user("Bo", email="bo@durmeland.example")

    def asked(mail):
        one = Client()
        first = one.post(reverse("account_login"), {"email": mail})
        page = one.get(first.url).content.decode()
        wrong = one.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
        said = wrong.content.decode()
        page, said = page.replace(mail, "…"), said.replace(mail, "…")
        return first.status_code, first.url, without_tokens(page), without_tokens(said)

    assert asked("bo@durmeland.example") == asked("an@durmeland.example")


def without_tokens(page):
    page = re.sub(r'value="[A-Za-z0-9]{64}"', "", page)
    page = re.sub(r'X-CSRFToken": "[^"]*"', "", page)
    return re.sub(r'nonce="[^"]*"', "", page)
