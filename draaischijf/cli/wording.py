"""`draaischijf messages`: the catalogue of translations."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from draaischijf.core import messages

PACKAGE = Path(__file__).resolve().parent.parent


def add_commands(commands: Any) -> None:
    """Add `messages` to the commands of the parser."""
    parser = commands.add_parser("messages", help="find, check and compile the words")
    steps = parser.add_subparsers(metavar="STEP", required=True)
    for word, run, purpose in (
        ("extract", extract, "bring the catalogue up to date with the source"),
        ("compile", compile_, "compile the catalogue if it is newer than the result"),
        ("check", check, "fail unless the catalogue is complete and sound"),
    ):
        step = steps.add_parser(word, help=purpose, description=purpose)
        step.set_defaults(run=run)


def extract(options: argparse.Namespace) -> int:
    """Update the catalogues and tell how much each lacks."""
    del options
    for language, lacking in messages.update_catalogues(PACKAGE).items():
        print(f"{language}: {lacking} messages to translate")
    return 0


def compile_(options: argparse.Namespace) -> int:
    """Compile what is stale and name it."""
    del options
    for path in messages.compile_catalogues(PACKAGE):
        print(f"compiled {path.relative_to(PACKAGE.parent)}")
    return 0


def check(options: argparse.Namespace) -> int:
    """Name every problem of the catalogues; fail if there is one."""
    del options
    problems = messages.check_catalogues(PACKAGE)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problems in the catalogue", file=sys.stderr)
        return 1
    print("The catalogue is complete.")
    return 0
