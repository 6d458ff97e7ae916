"""Exactly these headers leave, on whatever the site answers with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse

from draaischijf.config import urls as site
from draaischijf.core.headers import NO_PAGE, PERMISSIONS_POLICY
from draaischijf.documents.downloads import download
from draaischijf.documents.models import StoredFile
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal

EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PAGE = {
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "style-src 'self'",
}


@login_not_required
def fails(request):
    raise RuntimeError("this is meant")


# A site with one page more, that breaks.
urlpatterns = [path("kapot/", fails), *site.urlpatterns]
handler400, handler403 = site.handler400, site.handler403
handler404, handler500 = site.handler404, site.handler500


def headers_of(response):
    return {name: response.headers.get(name) for name in EVERYWHERE}


def policy_of(response):
    """Return the policy in parts, with the nonce apart."""
    parts = set(response.headers["Content-Security-Policy"].split("; "))
    scripts = {part for part in parts if part.startswith("script-src")}
    return parts - scripts, scripts


def test_a_page_has_them_all(client, partnership):
    response = client.get(reverse("website:partnership", args=[partnership.slug]))

    policy, (scripts,) = policy_of(response)
    nonce = re.fullmatch(r"script-src 'nonce-([A-Za-z0-9+/=]{24})'", scripts)[1]
    assert headers_of(response) == EVERYWHERE
    assert policy == PAGE
    tags = re.findall(r"<script[^>]*>", response.content.decode())
    assert len(tags) > 5
    assert all(f'nonce="{nonce}"' in tag for tag in tags)


def test_every_answer_has_its_own_nonce(client, db):
    said = {
        client.get(reverse("website:home")).headers["Content-Security-Policy"]
        for _ in "ab"
    }

    assert len(said) == 2


def test_a_part_of_a_page_has_them_too(client, partnership):
    make_signal(partnership, SignalState.PUBLISHED)

    response = client.get(
        reverse("signals:signals", args=[partnership.slug]),
        headers={"HX-Request": "true"},
    )

    assert b"<html" not in response.content
    assert headers_of(response) == EVERYWHERE
    assert policy_of(response)[0] == PAGE


def test_a_page_that_is_not_there_has_them_too(client, db):
    response = client.get("/bestaat/niet/")

    assert response.status_code == 404
    assert headers_of(response) == EVERYWHERE
    assert policy_of(response)[0] == PAGE


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_breaks_has_them_too(db):
    client = Client(raise_request_exception=False)

    response = client.get("/kapot/")

    assert response.status_code == 500
    assert b"this is meant" not in response.content
    assert headers_of(response) == EVERYWHERE
    assert policy_of(response)[0] == PAGE


def test_a_refusal_before_there_is_a_page_has_them_too(client, db):
    response = client.get("/", headers={"Host": "elders.example"})

    assert response.status_code == 400
    assert b"elders.example" not in response.content
    assert headers_of(response) == {**EVERYWHERE}


def test_a_download_can_do_nothing_in_a_browser(client, partnership):
    response = client.get(
        reverse("signals:signals_export", args=[partnership.slug, "csv"])
    )

    assert headers_of(response) == EVERYWHERE
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("brief.pdf", 'attachment; filename="brief.pdf"'),
        ('a"b.pdf', 'attachment; filename="a\\"b.pdf"'),
        ("één.pdf", "attachment; filename*=utf-8''%C3%A9%C3%A9n.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", None),
    ],
)
def test_a_file_comes_as_a_download_under_its_own_name(name, said, partnership):
    stored = StoredFile.objects.create(
        partnership_id=partnership.pk, name=name, content_type="text/html", size=4,
        sha256="0" * 64, file=ContentFile(b"<b>!", name="x.pdf"),
    )  # fmt: skip
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    response = download(stored)

    assert "\r" not in response["Content-Disposition"]
    assert "\n" not in response["Content-Disposition"]
    assert said is None or response["Content-Disposition"] == said
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


@pytest.mark.django_db
def test_a_static_file_has_them_and_runs_nothing(tmp_path):
    (tmp_path / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    with override_settings(STATIC_ROOT=tmp_path):
        response = Client().get("/static/mark.svg")

    assert b"".join(response.streaming_content).startswith(b"<svg")
    assert headers_of(response) == EVERYWHERE
    assert response.headers["Content-Security-Policy"] == NO_PAGE


def test_cookies_are_kept_from_scripts_and_other_sites(client, db):
    answers = [
        client.get(reverse("account_login")),
        client.post(reverse("account_login"), {"email": "bo@durmeland.example"}),
        client.post(reverse("set_language"), {"language": "en", "next": "/"}),
    ]
    cookies = {cookie.key: cookie for one in answers for cookie in one.cookies.values()}

    assert set(cookies) >= {
        settings.CSRF_COOKIE_NAME,
        settings.SESSION_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
    }
    for cookie in cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_over_tls_cookies_stay_on_this_host_and_browsers_insist_on_it():
    asked = (
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT",
    )  # fmt: skip
    program = (
        "import json; from draaischijf.config import settings;"
        f"print(json.dumps([getattr(settings, name) for name in {asked}]))"
    )
    environment = os.environ | {
        "SITE_URL": "https://signalen.example",
        "SECURE_HSTS_SECONDS": "31536000",
        "SECURE_SSL_REDIRECT": "1",
    }

    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip

    assert dict(zip(asked, json.loads(done.stdout), strict=True)) == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_SSL_REDIRECT": True,
    }
