from __future__ import annotations

import importlib
from wsgiref.util import setup_testing_defaults

import pytest
from django.test import override_settings

from draaischijf.config import wsgi


@pytest.fixture
def address_seen(monkeypatch):
    """Return a function: the visitor's address as the site sees it."""

    def site(environment, start_response):
        return [environment["REMOTE_ADDR"].encode()]

    def ask(remote, forwarded):
        environment = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
        setup_testing_defaults(environment)
        application = importlib.reload(wsgi).application
        return b"".join(application(environment, lambda *_: None)).decode()

    with monkeypatch.context() as patch:
        patch.setattr("django.core.wsgi.get_wsgi_application", lambda: site)
        yield ask
    importlib.reload(wsgi)


def test_without_a_proxy_a_forwarded_address_is_not_believed(address_seen):
    assert address_seen("203.0.113.7", "198.51.100.9") == "203.0.113.7"


@override_settings(BEHIND_PROXY=True, TRUSTED_PROXIES=["127.0.0.1"])
def test_only_the_proxy_is_believed(address_seen):
    assert address_seen("127.0.0.1", "198.51.100.9") == "198.51.100.9"
    assert address_seen("127.0.0.1", "1.2.3.4, 198.51.100.9") == "198.51.100.9"
    assert address_seen("203.0.113.7", "198.51.100.9") == "203.0.113.7"
