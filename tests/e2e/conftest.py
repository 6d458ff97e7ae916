"""The browser of the journeys: the Chromium that CHROMIUM names, or the one found."""

from __future__ import annotations

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client

from draaischijf.core.tests.visiting import PHONE

SIGNS_IN = "django.contrib.auth.backends.ModelBackend"
# Reported as errors, and none: a refused form (422), for so forms are refused, and a
# request that a newer one replaces (hx-sync). One that fails says more than these.
NO_FAULT = ("422", "htmx:afterRequest", "htmx:sendAbort")


@pytest.fixture(scope="session")
def browser_type_launch_args(pytestconfig):
    # Playwright keeps an event loop in this process; Django would then refuse every
    # query of the tests that run after, though none of them is asynchronous.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    wanted = {
        "headless": not pytestconfig.getoption("--headed"),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    }
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return {**wanted, "executable_path": program} if program else wanted


@pytest.fixture(scope="session")
def base_url():
    """Give none: each test names its address, and the plugin's own fixture warns."""
    return


@pytest.fixture
def enter(browser, live_server):
    """Return a function that gives a page of a browser of its own.

    Signed in as `user`, or as a visitor; what a script got wrong is in `page.faults`.
    """
    contexts = []

    def come_in(user=None, *, size=PHONE, language="en", scripts=True):
        context = browser.new_context(
            base_url=live_server.url, viewport=size, java_script_enabled=scripts
        )
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            client = Client()
            client.force_login(user, backend=SIGNS_IN)
            name = settings.SESSION_COOKIE_NAME
            cookies[name] = client.cookies[name].value
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: _keep_fault(page, message))
        return page

    yield come_in
    for context in contexts:
        context.close()


def _keep_fault(page, message):
    if message.type == "error" and not any(one in message.text for one in NO_FAULT):
        page.faults.append(message.text)
