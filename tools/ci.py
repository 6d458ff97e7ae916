"""Do every check, cheapest first, and stop at the first that fails.

The suite comes last, so that the last line is its own count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
WORKERS = os.environ.get("WORKERS", "2")
UV = os.environ.get("UV", "uv")
DJANGO = ["python", "-m", "django"]
# As the site stands on the internet (docs/how-to/deploy.md).
IN_PUBLIC = {
    "ALLOWED_HOSTS": "signalen.example",
    "BEHIND_PROXY": "1",
    "EMAIL_URL": "smtp://localhost",
    "SECRET_KEY": "only-for-the-check-of-the-settings-0123456789-abcdefghijk",
    "SECURE_HSTS_SECONDS": "31536000",
    "SECURE_SSL_REDIRECT": "1",
    "SITE_URL": "https://signalen.example",
}


def templates() -> list[str]:
    return sorted(
        str(path)
        for folder in ("draaischijf", "tests")
        for path in (ROOT / folder).glob("**/templates/**/*.html")
    )


def steps() -> list[tuple[str, list[str]]]:
    """Return what is done, under the headline it gets."""
    return [
        ("The lock fits the project", [UV, "lock", "--check"]),
        ("Form of the code", ["ruff", "format", "--check", "."]),
        ("Mistakes", ["ruff", "check", "."]),
        (
            "Form of the templates",
            ["djade", "--check", "--target-version", "5.2", *templates()],
        ),
        ("Imports go downwards", ["lint-imports"]),
        ("Types", ["mypy"]),
        (
            "Migrations are made and in one line",
            [*DJANGO, "makemigrations", "--check", "--dry-run"],
        ),
        (
            "Settings fit for the public",
            [*DJANGO, "check", "--deploy", "--fail-level", "WARNING"],
        ),
        ("Messages are complete", ["draaischijf", "messages", "check"]),
        ("Messages compile", ["draaischijf", "messages", "compile"]),
        (
            "House rules and documentation",
            ["pytest", "--quiet", "-n", "0", "tests/architecture"],
        ),
        ("Damaged files break nothing", ["python", "tools/fuzz.py"]),
        (
            "The suite",
            ["pytest", "-n", WORKERS, "--dist", "worksteal", "--cov"],
        ),
    ]


def chromium() -> str:
    done = subprocess.run(  # noqa: S603 our own program
        [sys.executable, ROOT / "tools" / "find_chromium.py"],
        check=False, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout.strip()


def main() -> int:
    os.chdir(ROOT)
    # Starts the test server and puts its address in the environment.
    import draaischijf.config.testing  # noqa: F401

    environment = os.environ | IN_PUBLIC
    environment["DJANGO_SETTINGS_MODULE"] = "draaischijf.config.settings"
    begun = time.monotonic()
    for number, (headline, command) in enumerate(steps(), 1):
        print(f"\n== {number}. {headline}", flush=True)
        start = time.monotonic()
        if command[0] == "pytest":
            environment = os.environ | {"CHROMIUM": chromium()}
        done = subprocess.run(command, check=False, env=environment)  # noqa: S603 the steps above
        if command[0] == "pytest" and command[-1] == "--cov":
            return done.returncode
        if done.returncode:
            print(f"\n== Stopped: “{headline}” failed. Its words stand above.")
            return done.returncode
        now = time.monotonic()
        print(
            f"   good, in {now - start:.0f} s; {now - begun:.0f} s in all", flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
