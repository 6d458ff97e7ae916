"""Find uv, or fetch it into var/tools; write where it is to the file given.

Runs on the bare Python of the machine, before anything is installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parent.parent / "var" / "tools"
NEEDED = (0, 8)
HELP = """
uv is not here and could not be fetched: what was tried said the above. It needs the
package registry, and this Python's venv or pip. Install one of these and try again:
  Debian, Ubuntu:   apt-get install python3-venv
  Fedora:           dnf install python3-pip
  any machine:      uv itself, as https://docs.astral.sh/uv/ tells
"""


def version_of(program: str | Path) -> tuple[int, ...]:
    """Return the version of a uv, and () when it does not run."""
    try:
        done = subprocess.run(  # noqa: S603 a program that calls itself uv
            [program, "--version"], check=False, capture_output=True, text=True
        )
    except OSError:
        return ()
    found = re.match(r"uv (\d+)\.(\d+)", done.stdout)
    return tuple(map(int, found.groups())) if found else ()


def in_a_venv() -> Path:
    """Fetch uv into an environment of its own."""
    run("-m", "venv", "--clear", TOOLS / "venv")
    python = TOOLS / "venv" / "bin" / "python"
    run("-m", "pip", "install", "--quiet", "uv>=0.8", python=python)
    return TOOLS / "venv" / "bin" / "uv"


def in_a_folder() -> Path:
    """Fetch uv with the machine's own pip, where venv lacks ensurepip."""
    run("-m", "pip", "install", "--quiet", "--target", TOOLS / "lib", "uv>=0.8")
    return TOOLS / "lib" / "bin" / "uv"


def run(*words: str | Path, python: str | Path = sys.executable) -> None:
    subprocess.run(  # noqa: S603 Python with our own words
        [python, *words], check=True, capture_output=True
    )


def fetch() -> Path:
    """Fetch uv in the first way that works; end with advice when none does."""
    said = ""
    for way in (in_a_venv, in_a_folder):
        print("Fetching uv …", file=sys.stderr)
        try:
            program = way()
        except subprocess.CalledProcessError as error:
            said += error.stderr.decode(errors="replace")
            continue
        if version_of(program) >= NEEDED:
            return program
    sys.exit(f"{said.strip()}\n{HELP}")


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 this file runs on whatever is there
        sys.exit("Python 3.11 or newer is needed: set PYTHON to one, if it is here.")
    places = [shutil.which("uv"), TOOLS / "venv/bin/uv", TOOLS / "lib/bin/uv"]
    found = [place for place in places if place and version_of(place) >= NEEDED]
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{found[0] if found else fetch()}\n")


if __name__ == "__main__":
    main()
