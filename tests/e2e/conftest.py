"""The browser of the journeys: the Chromium that CHROMIUM names, or the one found."""

from __future__ import annotations

import os
import shutil

import pytest


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
