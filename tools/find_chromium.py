"""Find a Chromium for the browser tests, or get one; print where it is.

Looks at CHROMIUM, PATH and Playwright's own; then tries Playwright's installer and,
as root on Debian or Ubuntu, apt-get. Fails with what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_SECONDS = 600
HELP = """
The browser tests need Chromium and none was found. Do one of these and try again:
  Debian, Ubuntu:   apt-get install chromium
  Fedora:           dnf install chromium
  macOS, others:    .venv/bin/playwright install chromium
or set CHROMIUM to the program of a Chromium or Chrome you have.
"""


def candidates() -> Iterator[str | None]:
    """Give the places a Chromium may be, the wanted one first."""
    yield from (shutil.which(name) for name in NAMES)
    yield playwright_s_own()


def playwright_s_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def works(program: str | None) -> bool:
    """Tell whether the program starts: a stub that wants a snap does not."""
    if not program:
        return False
    try:
        done = subprocess.run(  # noqa: S603 a browser found on this machine
            [program, "--version"], check=False, capture_output=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find() -> str | None:
    return next((program for program in candidates() if works(program)), None)


def attempt(*command: str) -> None:
    """Run an installer; what it says is for the reader, its failure is no end."""
    print(f"No Chromium yet. Trying: {' '.join(command)}", file=sys.stderr)
    try:
        subprocess.run(  # noqa: S603 our own words
            command, check=False, stdout=sys.stderr, timeout=INSTALL_SECONDS,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)


def main() -> int:
    if wanted := os.environ.get("CHROMIUM"):
        if not works(shutil.which(wanted)):
            print(f"CHROMIUM={wanted} does not run.{HELP}", file=sys.stderr)
            return 1
        print(shutil.which(wanted))
        return 0
    found = find()
    if not found:
        attempt(sys.executable, "-m", "playwright", "install", "chromium")
        found = find()
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        attempt("apt-get", "update")
        attempt("apt-get", "install", "-y", "--no-install-recommends", "chromium")
        found = find()
    print(found or HELP, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
